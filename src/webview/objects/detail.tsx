import type { ObjectDetail, ObjectRow } from "../../extension/panel/messages.ts";
import { Icon } from "../icon.tsx";
import { usePanel } from "../panelContext.ts";
import { strings } from "../strings.ts";
import { lookOfObject } from "./objectLook.ts";

interface DetailProps {
  row: ObjectRow;
  /** What the host tells beside the row; null until it has. */
  detail: ObjectDetail | null;
  onOpenSource: (rowId: number) => void;
}

/** What happened to the selected object, where, and what can be done about it. */
export function Detail({ row, detail, onOpenSource }: DetailProps) {
  const { format } = usePanel();
  const look = lookOfObject(row);
  const fine = row.message === "" && row.status === "success";
  const location = detail?.location ?? null;
  const others = detail !== null && detail.sameCode > 1 ? detail.sameCode : 0;
  const advice = [others > 0 && strings.sameReason(format.count(others)), detail?.hint];
  return (
    <section class="detail" aria-label={strings.detailLabel}>
      <div class="detail-text">
        <p class="detail-name">
          <Icon name={look.icon} tone={look.tone} />
          <span class="name">{row.name}</span>
          {location !== null && (
            <button
              type="button"
              class="link"
              title={strings.openLocation(location)}
              onClick={() => onOpenSource(row.id)}
            >
              {location}
            </button>
          )}
        </p>
        <p class="detail-message">
          {row.code !== null && <span class={`code tone-${look.tone}`}>{row.code} </span>}
          {fine ? strings.detailFine(row.name) : (detail?.message ?? row.message)}
        </p>
        {advice.some(Boolean) && <p class="detail-hint">{advice.filter(Boolean).join(" ")}</p>}
      </div>
      {detail && <DetailActions row={row} detail={detail} onOpenSource={onOpenSource} />}
    </section>
  );
}

interface DetailActionsProps {
  row: ObjectRow;
  detail: ObjectDetail;
  onOpenSource: (rowId: number) => void;
}

function DetailActions({ row, detail, onOpenSource }: DetailActionsProps) {
  const { host, format } = usePanel();
  const { hasDocuments, location, canRetry, sameCode } = detail;
  if (!hasDocuments && location === null && !canRetry) return null;
  return (
    <div class="actions">
      {hasDocuments && (
        <button type="button" class="primary" onClick={() => host.run("compare", row.id)}>
          {strings.compare}
        </button>
      )}
      {(location !== null || hasDocuments) && (
        <button
          type="button"
          onClick={() =>
            location === null ? host.run("showSource", row.id) : onOpenSource(row.id)
          }
        >
          {strings.openSource}
        </button>
      )}
      {hasDocuments && (
        <button type="button" onClick={() => host.run("showTarget", row.id)}>
          {strings.openTarget}
        </button>
      )}
      {canRetry && (
        <button type="button" onClick={() => host.run("retryObjects", row.id)}>
          {strings.retryThis}
        </button>
      )}
      {canRetry && sameCode > 1 && (
        <button
          type="button"
          onClick={() => host.send({ type: "retryGroup", group: row.code ?? "" })}
        >
          {strings.retryThese(format.count(sameCode))}
        </button>
      )}
    </div>
  );
}

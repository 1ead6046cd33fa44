import type { ObjectRow } from "../../extension/panel/messages.ts";
import { Icon } from "../icon.tsx";
import { strings } from "../strings.ts";
import { lookOfObject } from "./objectLook.ts";

interface DetailProps {
  row: ObjectRow;
  onOpenSource: (rowId: number) => void;
}

/** What happened to the selected object, where, and what can be done about it. */
export function Detail({ row, onOpenSource }: DetailProps) {
  const look = lookOfObject(row);
  const fine = row.message === "" && row.status === "success";
  return (
    <section class="detail" aria-label={strings.detailLabel}>
      <div class="detail-text">
        <p class="detail-name">
          <Icon name={look.icon} tone={look.tone} />
          <span class="name">{row.name}</span>
          {row.location !== null && (
            <button
              type="button"
              class="link"
              title={strings.openLocation(row.location)}
              onClick={() => onOpenSource(row.id)}
            >
              {row.location}
            </button>
          )}
        </p>
        <p class="detail-message">
          {row.code !== null && <span class={`code tone-${look.tone}`}>{row.code} </span>}
          {fine ? strings.detailFine(row.name) : row.message}
        </p>
      </div>
      {row.location !== null && (
        <div class="actions">
          <button type="button" onClick={() => onOpenSource(row.id)}>
            {strings.openSource}
          </button>
        </div>
      )}
    </section>
  );
}

import type { SelectionView } from "../../extension/panel/messages.ts";
import { CloseButton } from "../closeButton.tsx";
import { usePanel } from "../panelContext.ts";
import { strings } from "../strings.ts";

/** What can be done with the selected objects. */
export function SelectionBar({ selection }: { selection: SelectionView }) {
  const { host, format } = usePanel();
  const { count, retryable, canOpen } = selection;
  const texts = strings.selection;
  const openHint = canOpen ? undefined : texts.cannotOpen;
  const clear = () => host.send({ type: "select", change: { kind: "none" } });
  return (
    <section class="detail selection-bar" aria-label={texts.label}>
      <p class="grow" id="selection-count">
        {texts.count(format.count(count), count)}
      </p>
      <div class="actions">
        {retryable > 0 && (
          <button type="button" class="primary" onClick={() => host.run("retryObjects")}>
            {texts.retry(format.count(retryable))}
          </button>
        )}
        <button
          type="button"
          disabled={!canOpen}
          title={openHint}
          onClick={() => host.run("compare")}
        >
          {texts.compare}
        </button>
        <button
          type="button"
          disabled={!canOpen}
          title={openHint}
          onClick={() => host.run("showSource")}
        >
          {texts.showSource}
        </button>
        <button
          type="button"
          disabled={!canOpen}
          title={openHint}
          onClick={() => host.run("showTarget")}
        >
          {texts.showTarget}
        </button>
        <button type="button" onClick={() => host.run("copyObjects")}>
          {texts.copy}
        </button>
        <CloseButton label={texts.clear} onClick={clear} />
      </div>
    </section>
  );
}

import { useLayoutEffect, useRef, useState } from "preact/hooks";
import { strings } from "../strings.ts";

/** Asks once, in place. The focus goes to the harmless answer and comes back afterwards. */
export function CancelButton({ onCancel }: { onCancel: () => void }) {
  const [asking, setAsking] = useState(false);
  const askButton = useRef<HTMLButtonElement>(null);
  const keepButton = useRef<HTMLButtonElement>(null);
  const wasAsking = useRef(false);
  // Before the next key arrives.
  useLayoutEffect(() => {
    if (asking) keepButton.current?.focus();
    else if (wasAsking.current) askButton.current?.focus();
    wasAsking.current = asking;
  }, [asking]);

  if (!asking) {
    return (
      <div class="actions">
        <button type="button" ref={askButton} onClick={() => setAsking(true)}>
          {strings.cancel}
        </button>
      </div>
    );
  }
  const keep = () => setAsking(false);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === "Escape") keep();
  };
  return (
    <fieldset class="actions" aria-label={strings.cancelQuestion} onKeyDown={onKeyDown}>
      <span>{strings.cancelQuestion}</span>
      <button type="button" class="primary" onClick={onCancel}>
        {strings.cancelYes}
      </button>
      <button type="button" ref={keepButton} onClick={keep}>
        {strings.cancelNo}
      </button>
    </fieldset>
  );
}

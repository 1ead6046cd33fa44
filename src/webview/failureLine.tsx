import { CloseButton } from "./closeButton.tsx";
import { Icon } from "./icon.tsx";
import { strings } from "./strings.ts";

/** Says that a command of the panel did not work, until dismissed. */
export function FailureLine({ message, onDismiss }: { message: string; onDismiss: () => void }) {
  return (
    <div class="failure-line" role="alert">
      <Icon name="failed" tone="bad" />
      <span class="grow">{message}</span>
      <CloseButton label={strings.dismiss} onClick={onDismiss} />
    </div>
  );
}

import { Icon } from "./icon.tsx";
import { strings } from "./strings.ts";

/** Says that a command of the panel did not work, until dismissed. */
export function FailureLine({ message, onDismiss }: { message: string; onDismiss: () => void }) {
  return (
    <div class="failure-line" role="alert">
      <Icon name="failed" tone="bad" />
      <span class="grow">{message}</span>
      <button
        type="button"
        class="bare"
        aria-label={strings.dismiss}
        title={strings.dismiss}
        onClick={onDismiss}
      >
        <Icon name="close" />
      </button>
    </div>
  );
}

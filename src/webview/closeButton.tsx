import { Icon } from "./icon.tsx";

/** A cross that takes away what it stands on; `label` says what happens. */
export function CloseButton({ label, onClick }: { label: string; onClick: () => void }) {
  return (
    <button type="button" class="bare" aria-label={label} title={label} onClick={onClick}>
      <Icon name="close" />
    </button>
  );
}

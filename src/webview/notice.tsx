import type { ComponentChildren } from "preact";
import { Icon } from "./icon.tsx";

interface NoticeProps {
  text: string;
  busy?: boolean;
  /** The one button that leads on, where there is one. */
  children?: ComponentChildren;
}

/** What stands where there is nothing to show: one sentence, and one button if need be. */
export function Notice({ text, busy, children }: NoticeProps) {
  return (
    <div class="notice">
      <p>
        {busy && <Icon name="running" tone="run" />}
        {text}
      </p>
      {children}
    </div>
  );
}

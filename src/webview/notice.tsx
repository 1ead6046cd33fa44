import type { ComponentChildren } from "preact";
import { Icon } from "./icon.tsx";

interface NoticeProps {
  text: string;
  busy?: boolean;
  /** It is all that the page shows: then it is its heading. */
  alone?: boolean;
  /** The one button that leads on, where there is one. */
  children?: ComponentChildren;
}

/** What stands where there is nothing to show: one sentence, and one button if need be. */
export function Notice({ text, busy, alone, children }: NoticeProps) {
  return (
    <div class="notice">
      {alone ? (
        <h1>{text}</h1>
      ) : (
        <p>
          {busy && <Icon name="running" tone="run" />}
          {text}
        </p>
      )}
      {children}
    </div>
  );
}

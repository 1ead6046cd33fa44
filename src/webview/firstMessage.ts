import type { HostToPanel } from "../extension/panel/messages.ts";
import type { PanelHost } from "./vscodeApi.ts";

/** So long a page may stay empty: what is drawn before the answer is there delays the drawing of the answer. */
const mostMs = 100;

/** Calls `start` once: with the host's first message, or without one when it takes long. */
export function afterFirstMessage(
  host: PanelHost,
  start: (message: HostToPanel | undefined) => void,
): void {
  const begin = (message?: HostToPanel) => {
    stop();
    clearTimeout(timer);
    start(message);
  };
  const stop = host.listen(begin);
  const timer = setTimeout(begin, mostMs);
}

import { useEffect, useRef, useState } from "preact/hooks";
import type { ConnectionView, JobView } from "../extension/panel/messages.ts";
import { isTerminal } from "../protocol/jobState.ts";
import type { Format } from "./format.ts";
import { doneOf } from "./jobNumbers.ts";
import { memo } from "./memo.ts";
import { usePanel } from "./panelContext.ts";
import { strings } from "./strings.ts";

const minimumGapMs = 5_000;

/** Tells screen readers how it goes: politely, and at most every few seconds. */
export const LiveRegion = memo(function LiveRegion(props: {
  job: JobView | null;
  connection: ConnectionView;
}) {
  const { format } = usePanel();
  const text = useThrottled(announcement(props.job, props.connection, format));
  return (
    <div class="sr-only" role="status" aria-live="polite">
      {text}
    </div>
  );
});

/** Changes with every ten percent, every failure and every state, not with every object. */
function announcement(job: JobView | null, connection: ConnectionView, format: Format): string {
  if (!job) return "";
  if (connection.state === "unauthorised") return strings.unauthorised;
  if (connection.state === "retrying" || connection.state === "offline")
    return strings.connectionLost;
  const status = job.cancelling ? strings.cancelling : strings.statusNames[job.status];
  const failed = format.count(job.failed);
  if (isTerminal(job.status)) {
    return strings.announceEnded(
      status,
      format.count(doneOf(job)),
      format.count(job.total),
      failed,
    );
  }
  const tens = Math.floor(job.percent / 10) * 10;
  return strings.announceRunning(status, format.percent(tens), failed);
}

/** The text, changing at most every `minimumGapMs`; the last one always comes through. */
function useThrottled(text: string): string {
  const [shown, setShown] = useState("");
  const lastChange = useRef(Number.NEGATIVE_INFINITY);
  useEffect(() => {
    if (text === shown) return;
    const wait = Math.max(0, lastChange.current + minimumGapMs - performance.now());
    const timer = setTimeout(() => {
      lastChange.current = performance.now();
      setShown(text);
    }, wait);
    return () => clearTimeout(timer);
  }, [text, shown]);
  return shown;
}

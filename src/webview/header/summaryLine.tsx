import type { JobView } from "../../extension/panel/messages.ts";
import type { Format } from "../format.ts";
import { doneOf, elapsedSeconds } from "../jobNumbers.ts";
import { usePanel } from "../panelContext.ts";
import { strings } from "../strings.ts";

/** What came out of a job that has ended. */
export function SummaryLine({ job, now }: { job: JobView; now: number }) {
  const { format } = usePanel();
  if (job.status === "failed") {
    return <p class="summary bad">{job.error ?? strings.failedWithout}</p>;
  }
  const text =
    job.status === "cancelled" ? cancelled(job, now, format) : completed(job, now, format);
  return <p class="summary">{text}</p>;
}

function completed(job: JobView, now: number, format: Format): string {
  const objects = format.count(job.completed);
  const seconds = elapsedSeconds(job, now);
  const sentence = job.dryRun ? strings.checkedIn : strings.finishedIn;
  const parts = [
    seconds === null
      ? strings.finished(objects, job.completed)
      : sentence(objects, job.completed, format.duration(seconds)),
  ];
  if (job.failed > 0) parts.push(strings.failedCount(format.count(job.failed)));
  if (job.skipped > 0) parts.push(strings.skippedCount(format.count(job.skipped)));
  if (parts.length === 1) parts.push(strings.allGood);
  return parts.join(" · ");
}

function cancelled(job: JobView, now: number, format: Format): string {
  const done = format.count(doneOf(job));
  const total = format.count(job.total);
  const seconds = elapsedSeconds(job, now);
  if (seconds === null) return strings.cancelledAt(done, total);
  return strings.cancelledAfter(done, total, format.duration(seconds));
}

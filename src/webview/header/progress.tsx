import type { JobView } from "../../extension/panel/messages.ts";
import { isTerminal } from "../../protocol/jobState.ts";
import { doneOf, elapsedSeconds } from "../jobNumbers.ts";
import { usePanel } from "../panelContext.ts";
import { strings } from "../strings.ts";

/** Stands for a figure while its sentence is made. */
const FIGURE = "\ufffc";

/** The bar and the line of figures under it. */
export function Progress({ job, now }: { job: JobView; now: number }) {
  const { format } = usePanel();
  const done = doneOf(job);
  const ended = isTerminal(job.status);
  const elapsed = ended ? null : elapsedSeconds(job, now);
  return (
    <div class="progress">
      <ProgressBar job={job} />
      <div class="progress-line">
        {job.total > 0 && (
          <span>
            <b>{format.percent(job.percent)}</b> ·{" "}
            {strings.doneOf(format.count(done), format.count(job.total))}
          </span>
        )}
        {!ended && job.total > 0 && <Eta job={job} now={now} />}
        {elapsed !== null && <span>{strings.soFar(format.duration(elapsed))}</span>}
        {job.currentObject && !ended && (
          <span class="current" title={strings.currentObject(job.currentObject)}>
            {job.currentObject}
          </span>
        )}
      </div>
    </div>
  );
}

function Eta({ job, now }: { job: JobView; now: number }) {
  const { format } = usePanel();
  if (job.status !== "running") return null;
  // What was estimated from objects that ended long ago is no estimate any more.
  if (job.silentSince !== null) {
    const seconds = (now - job.silentSince) / 1000;
    return <span class="silent">{strings.silent(format.duration(seconds))}</span>;
  }
  if (job.etaSeconds === null) return <span>{strings.estimating}</span>;
  const range = job.etaRange === null ? "" : format.etaRange(...job.etaRange);
  // The figure stands out, wherever the language has it.
  const [before, after] = strings.left(FIGURE).split(FIGURE);
  return (
    <span title={range === "" ? undefined : strings.etaHint}>
      {before}
      <b>{format.eta(job.etaSeconds)}</b>
      {after}
      {range !== "" && ` ${strings.range(range)}`}
    </span>
  );
}

/** Done, failed, skipped, running; the rest is the empty bar. */
function ProgressBar({ job }: { job: JobView }) {
  const { format } = usePanel();
  const segments = [
    { kind: "done", value: job.completed, text: strings.segmentDone },
    { kind: "failed", value: job.failed, text: strings.segmentFailed },
    { kind: "skipped", value: job.skipped, text: strings.segmentSkipped },
    { kind: "running", value: job.running ?? 0, text: strings.segmentRunning },
  ];
  const reading = job.total === 0 && !isTerminal(job.status);
  return (
    <div
      class={reading ? "bar reading" : "bar"}
      role="progressbar"
      aria-label={strings.progress}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={reading ? undefined : Math.floor(job.percent)}
      aria-valuetext={
        reading
          ? strings.readingInventory
          : strings.progressText(
              format.percent(job.percent),
              format.count(doneOf(job)),
              format.count(job.total),
            )
      }
    >
      {segments.map(
        ({ kind, value, text }) =>
          value > 0 &&
          job.total > 0 && (
            <i
              key={kind}
              class={kind}
              title={text(format.count(value))}
              style={{ width: `${(100 * value) / job.total}%` }}
            />
          ),
      )}
    </div>
  );
}

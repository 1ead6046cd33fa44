import type { JobView } from "../../extension/panel/messages.ts";
import { isTerminal } from "../../protocol/jobState.ts";
import { usePanel } from "../panelContext.ts";
import { strings } from "../strings.ts";

const names = strings.cards;

/** The counts at a glance. What the server does not tell has no card. */
export function Cards({ job }: { job: JobView }) {
  return (
    <dl class="cards" aria-label={names.label}>
      <NumberCard name={names.completed} value={job.completed} />
      <NumberCard name={names.failed} value={job.failed} bad={job.failed > 0} />
      <NumberCard name={names.skipped} value={job.skipped} />
      <NumberCard name={names.total} value={job.total} />
      {!isTerminal(job.status) && <EtaCard job={job} />}
      {job.rowsLoaded !== null && <NumberCard name={names.rows} value={job.rowsLoaded} />}
    </dl>
  );
}

function NumberCard({ name, value, bad }: { name: string; value: number; bad?: boolean }) {
  const { format } = usePanel();
  const short = format.short(value);
  return (
    <div class={bad ? "card bad" : "card"} title={short.exact}>
      <dt>{name}</dt>
      <dd>
        {short.value}
        {short.unit && <small> {short.unit}</small>}
      </dd>
    </div>
  );
}

function EtaCard({ job }: { job: JobView }) {
  const { format } = usePanel();
  if (job.etaSeconds === null) {
    return (
      <div class="card">
        <dt>{names.eta}</dt>
        <dd class="unknown">{job.status === "running" ? strings.estimating : "–"}</dd>
      </div>
    );
  }
  const eta = format.eta(job.etaSeconds);
  return (
    <div class="card" title={eta}>
      <dt>{names.eta}</dt>
      <dd>
        {eta.split(/\s/).map((word) => (/\p{Nd}/u.test(word) ? word : <small> {word} </small>))}
      </dd>
    </div>
  );
}

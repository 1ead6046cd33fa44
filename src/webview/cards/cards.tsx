import type { JobView } from "../../extension/panel/messages.ts";
import { isTerminal } from "../../protocol/jobState.ts";
import { usePanel } from "../panelContext.ts";
import { strings } from "../strings.ts";

const names = strings.cards;

/** The counts at a glance. What the server does not tell has no card. */
export function Cards({ job }: { job: JobView }) {
  const { format } = usePanel();
  // A server of the old system tells neither rows nor what is to be looked at.
  const tellsMore = job.rowsLoaded !== null;
  return (
    <dl class="cards" aria-label={names.label}>
      <NumberCard name={names.completed} value={job.completed} />
      <NumberCard name={names.failed} value={job.failed} tone={job.failed > 0 ? "bad" : ""} />
      <NumberCard name={names.skipped} value={job.skipped} />
      {job.running !== null && !isTerminal(job.status) && (
        <NumberCard name={names.running} value={job.running} />
      )}
      {job.perMinute !== null && (
        <Card name={names.rate} value={format.rate(job.perMinute)} unit={names.perMinute} />
      )}
      {job.rowsLoaded !== null && <NumberCard name={names.rows} value={job.rowsLoaded} />}
      {tellsMore && (
        <NumberCard
          name={names.review}
          value={job.toReview}
          tone={job.toReview > 0 ? "warn" : ""}
        />
      )}
      <NumberCard name={names.total} value={job.total} />
    </dl>
  );
}

function NumberCard({ name, value, tone }: { name: string; value: number; tone?: string }) {
  const { format } = usePanel();
  const short = format.short(value);
  return <Card name={name} value={short.value} unit={short.unit} exact={short.exact} tone={tone} />;
}

interface CardProps {
  name: string;
  value: string;
  unit: string;
  exact?: string;
  tone?: string | undefined;
}

function Card({ name, value, unit, exact, tone }: CardProps) {
  return (
    <div class={tone ? `card ${tone}` : "card"} title={exact ?? `${value} ${unit}`}>
      <dt>{name}</dt>
      <dd>
        {value}
        {unit && <small> {unit}</small>}
      </dd>
    </div>
  );
}

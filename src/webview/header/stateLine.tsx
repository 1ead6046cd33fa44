import type { JobView } from "../../extension/panel/messages.ts";
import type { Format } from "../format.ts";
import { Icon } from "../icon.tsx";
import type { IconName } from "../iconPaths.ts";
import { usePanel } from "../panelContext.ts";
import { strings } from "../strings.ts";

interface Look {
  icon: IconName;
  tone: string;
}

const looks: Record<JobView["status"], Look> = {
  queued: { icon: "queued", tone: "dim" },
  running: { icon: "running", tone: "run" },
  paused: { icon: "paused", tone: "warn" },
  completed: { icon: "completed", tone: "ok" },
  failed: { icon: "failed", tone: "bad" },
  cancelled: { icon: "cancelled", tone: "dim" },
};

/** State, from what into what, since when, by how many, where. */
export function StateLine({ job, now }: { job: JobView; now: number }) {
  const { format } = usePanel();
  const { icon, tone } = lookOf(job);
  const state = stateText(job, format);
  const target = job.targetLabel ?? (job.targetPath === null ? undefined : "DuckDB");
  const facts = [
    target === undefined ? job.sourceLabel : strings.fromTo(job.sourceLabel, target),
    job.startedAt === null ? "" : strings.startedAt(format.moment(job.startedAt, now)),
    job.workers === null ? "" : strings.workers(format.count(job.workers), job.workers),
    job.isLocal && !job.imported ? strings.thisComputer : "",
  ].filter((fact) => fact !== "");
  return (
    <p class="state-line">
      <span class={`state tone-${tone}`}>
        <Icon name={icon} tone={tone} />
        {state}
      </span>
      {facts.map((fact) => (
        <span key={fact} class="fact">
          {fact}
        </span>
      ))}
      {job.imported && (
        <span class="mark" title={strings.importedHint}>
          {strings.imported}
        </span>
      )}
      {job.dryRun && (
        <span class="mark" title={strings.dryRunHint}>
          {strings.dryRun}
        </span>
      )}
    </p>
  );
}

function stateText(job: JobView, format: Format): string {
  if (job.cancelling) return strings.cancelling;
  if (isMixed(job)) return strings.completedWithFailures;
  return job.status === "queued" && job.queuePosition !== null
    ? strings.waiting(format.count(job.queuePosition))
    : strings.statusNames[job.status];
}

/** A job that ended with failures is complete, but not simply good. */
function isMixed({ status, failed }: JobView): boolean {
  return status === "completed" && failed > 0;
}

function lookOf(job: JobView): Look {
  if (job.cancelling) return looks.running;
  return isMixed(job) ? { icon: "warning", tone: "warn" } : looks[job.status];
}

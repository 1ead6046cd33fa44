import type { Assessment } from "../../../protocol/assessment.ts";
import type { ObjectResult } from "../../../protocol/job.ts";
import type { StoredJob } from "../../store/types.ts";
import { type ExportSource, results } from "../source.ts";
import { assessJob } from "./assessJob.ts";
import { type Tally, tally } from "./tally.ts";

/** Objects that a report lists one by one; a page of more is slow to open. The CSV has them all. */
const MOST_LISTED = 20_000;

/** What a report shows, in the order in which a reader needs it. */
export interface Report {
  title: string;
  job: StoredJob;
  /** What was, and its value. */
  facts: [name: string, value: string][];
  tally: Tally;
  /** Objects that failed, then those that were skipped, then the others; at most MOST_LISTED. */
  objects(): AsyncGenerator<ObjectResult[]>;
  /** What the inventory comes to; of dry runs. */
  assessment(): Promise<Assessment | undefined>;
  /** Objects that are not listed. */
  left: number;
  /** ISO 8601, UTC. */
  writtenAt: string;
}

const numbers = new Intl.NumberFormat("en");

/** A count with separators. */
export function number(value: number): string {
  return numbers.format(value);
}

/** Reads the figures of a report; the objects are read when they are written. */
export async function makeReport(source: ExportSource): Promise<Report> {
  const { job } = source.snapshot;
  const done = job.completed + job.failed + job.skipped;
  return {
    title: `Migration of ${job.inventoryPath}`,
    job,
    facts: facts(job),
    tally: await tally(results(source)),
    objects: () => listed(source),
    assessment: async () => (job.dryRun && job.planned ? assessJob(source) : undefined),
    left: Math.max(0, done - MOST_LISTED),
    writtenAt: new Date().toISOString(),
  };
}

function facts(job: StoredJob): [string, string][] {
  const { startTime, endTime } = job;
  const all: [string, string | null][] = [
    ["State", stateText(job)],
    ["Objects", number(job.total)],
    ["Completed", number(job.completed)],
    ["Failed", number(job.failed)],
    ["Skipped", number(job.skipped)],
    ["Rows loaded", number(job.rowsLoaded)],
    ["Source", `${job.sourceType}, ${job.inventoryPath}`],
    ["Target", `${job.targetCatalog}.${job.targetSchema}`],
    ["Database", job.dryRun ? "dry run: nothing was written" : job.targetPath],
    ["Started", startTime && utc(startTime)],
    ["Ended", endTime && utc(endTime)],
    ["Took", startTime && endTime ? duration(Date.parse(endTime) - Date.parse(startTime)) : null],
    ["Job", job.jobId + (job.imported ? " (imported)" : "")],
  ];
  return all.filter((fact): fact is [string, string] => fact[1] !== null);
}

/** The words of the explorer and the panel, and what the job as a whole failed of. */
function stateText({ status, failed, error }: StoredJob): string {
  const state = status === "completed" && failed > 0 ? "completed with failures" : status;
  return error ? `${state}: ${error}` : state;
}

/** An ISO instant to the second, as people read it: `2026-03-01 02:14:09 UTC`. */
function utc(instant: string): string {
  return `${new Date(instant).toISOString().slice(0, 19).replace("T", " ")} UTC`;
}

function duration(ms: number): string {
  const seconds = Math.max(0, Math.round(ms / 1000));
  const parts = {
    hours: Math.floor(seconds / 3600),
    minutes: Math.floor(seconds / 60) % 60,
    seconds: seconds % 60,
  };
  const text = new Intl.DurationFormat("en", { style: "short" }).format(parts);
  return text || "less than a second";
}

async function* listed(source: ExportSource): AsyncGenerator<ObjectResult[]> {
  const { failed: error, skipped, completed: success } = source.snapshot.job;
  const counts = { error, skipped, success };
  let left = MOST_LISTED;
  for (const status of ["error", "skipped", "success"] as const) {
    if (counts[status] === 0) continue;
    for await (const page of results(source, [status])) {
      const part = page.slice(0, left);
      if (part.length > 0) yield part;
      left -= part.length;
      if (left === 0) return;
    }
  }
}

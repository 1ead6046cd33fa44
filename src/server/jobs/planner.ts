import type { SourceType } from "../../protocol/dialect.ts";
import type { InventoryReader } from "../dispatch/inventoryReader.ts";
import type { PlanSummary } from "../dispatch/readerMessages.ts";
import { guessMessage } from "../inventory/guessMessage.ts";
import type { LeftOut } from "../inventory/types.ts";
import type { JobStore, NewLog, StoredJob, Survey } from "../store/types.ts";
import { leftOutIssue } from "../translate/leftOut/leftOutIssue.ts";

/** Left-out statements that are stored in one transaction. */
const LEFT_OUT_CHUNK = 500;
/** Left-out statements that get a line of their own; the rest is counted. */
const LEFT_OUT_LINES = 200;

type Line = Pick<NewLog, "level" | "message">;

/** Reads a job's inventory into the store. Answers the number of objects and the lines that tell of it. */
export async function planJob(
  job: StoredJob,
  store: JobStore,
  reader: InventoryReader,
  signal: AbortSignal,
): Promise<{ total: number; lines: Line[] }> {
  await store.setPlanned(job.jobId, null);
  const summary = await reader.plan(
    {
      path: job.inventoryPath,
      sourceType: job.sourceType as SourceType,
      choice: { include: job.include, exclude: job.exclude },
      usage: job.dryRun,
    },
    (chunk) => store.addObjects(job.jobId, chunk),
    signal,
  );
  const { leftOut } = summary;
  for (let from = 0; from < leftOut.length; from += LEFT_OUT_CHUNK) {
    const chunk = leftOut.slice(from, from + LEFT_OUT_CHUNK);
    await store.addLeftOut(job.jobId, from, storedLeftOut(chunk));
  }
  const { total, userTypes, print } = summary;
  await store.setPlanned(job.jobId, { total, userTypes, survey: surveyOf(summary), print });
  return { total: summary.total, lines: describe(summary) };
}

/** What is kept of statements that are left out: where their text and rows stand is of use while they are read only. */
export function storedLeftOut(leftOut: readonly LeftOut[]): LeftOut[] {
  return leftOut.map(({ text: _text, range: _range, ...one }) => one);
}

/** What is kept of an inventory beside its objects and what is left out. */
export function surveyOf({ files, statements, versions, usage }: PlanSummary): Survey {
  return { files, statements, versions: versions ?? [], usage: usage ?? null };
}

function describe({ total, files, types, leftOut, renamed, guessed }: PlanSummary): Line[] {
  const counts = Object.entries(types).map(
    ([type, n]) => `${n} ${type.toLowerCase()}${n > 1 ? "s" : ""}`,
  );
  const inFiles = `${files} file${files === 1 ? "" : "s"}`;
  const objects = `${total} object${total === 1 ? "" : "s"}`;
  const lines: Line[] = [
    { level: "info", message: `Read ${objects} in ${inFiles}: ${counts.join(", ")}` },
  ];
  if (guessed.length > 0) lines.push({ level: "warning", message: guessMessage(guessed) });
  const matter = leftOut.filter(({ matters }) => matters);
  lines.push(...matter.slice(0, LEFT_OUT_LINES).map(leftOutLine));
  if (matter.length > LEFT_OUT_LINES) {
    const more = matter.length - LEFT_OUT_LINES;
    lines.push({ level: "warning", message: `${more} more statements are not migrated` });
  }
  const harmless = Map.groupBy(
    leftOut.filter(({ matters }) => !matters),
    ({ kind }) => kind,
  );
  if (harmless.size > 0) {
    const kinds = [...harmless].map(([kind, { length }]) => `${length} ${kind}`).join(", ");
    lines.push({ level: "info", message: `Not part of the migration: ${kinds}` });
  }
  for (const { name, target } of renamed) {
    const message = `${name} becomes ${target}: another schema has an object of the same name`;
    lines.push({ level: "warning", message });
  }
  return lines;
}

function leftOutLine(leftOut: LeftOut): Line {
  const { file, line, column } = leftOut;
  const { code, message, severity } = leftOutIssue(leftOut);
  const level = severity === "error" ? "error" : "warning";
  return { level, message: `${code} ${message} (${file}:${line}:${column})` };
}

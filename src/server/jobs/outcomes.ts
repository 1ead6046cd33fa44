import type { LogLevel } from "../../protocol/job.ts";
import type { ObjectOutcome } from "../dispatch/dispatcher.ts";
import type { NewResult, ObjectRef, StoredJob } from "../store/types.ts";

interface Line {
  level: LogLevel;
  message: string;
}

/** The result that is stored and sent for an outcome of now; `worker` is the slot it came from, if any. */
export function toNewResult(outcome: ObjectOutcome, attempt: number, worker?: number): NewResult {
  return {
    ordinal: outcome.ordinal,
    attempt,
    targetSql: outcome.targetSql,
    columns: outcome.columns,
    result: {
      object_name: outcome.objectName,
      object_type: outcome.objectType,
      status: outcome.status,
      error: outcome.error,
      execution_time_ms: Math.round(outcome.executionTimeMs * 10) / 10,
      timestamp: new Date().toISOString(),
      ...present({
        error_code: outcome.errorCode,
        file: outcome.file,
        line: outcome.line,
        column: outcome.column,
        target_name: outcome.targetName,
        rows_loaded: outcome.rowsLoaded,
        issues: outcome.issues.length > 0 ? outcome.issues : null,
        confidence: outcome.confidence,
        effort: outcome.effort,
        model_usage: outcome.modelUsage,
        engine: outcome.engine,
        artefact_dialect: outcome.artefactDialect,
        worker: worker ?? null,
        blocked_by: outcome.blockedBy ?? null,
      }),
    },
  };
}

/** Our own fields are left out where there is nothing to say: a stream to a thousand clients pays for each byte. */
function present<T extends object>(fields: T): Partial<T> {
  const entries = Object.entries(fields).filter(([, value]) => value !== null);
  return Object.fromEntries(entries) as Partial<T>;
}

/** `views/v_margin.sql:41:3`, or an empty text. */
function placeOf(outcome: ObjectOutcome): string {
  return outcome.file ? `${outcome.file}:${outcome.line ?? 1}:${outcome.column ?? 1}` : "";
}

/** The log line that tells of an outcome. */
export function outcomeLine(outcome: ObjectOutcome): Line {
  const what = `${outcome.objectType.toLowerCase()} ${outcome.objectName}`;
  if (outcome.status === "error") {
    const place = placeOf(outcome);
    const code = outcome.errorCode ? `${outcome.errorCode} ` : "";
    return {
      level: "error",
      message: `Failed ${what}: ${code}${outcome.error}${place ? ` (${place})` : ""}`,
    };
  }
  if (outcome.status === "skipped") {
    return { level: "warning", message: `Skipped ${what}: ${outcome.error}` };
  }
  const rows = outcome.rowsLoaded === null ? "" : `, ${outcome.rowsLoaded} rows`;
  const warnings = outcome.issues.filter(({ severity }) => severity !== "info").length;
  const review = warnings > 0 ? `, ${warnings} to review` : "";
  return {
    level: warnings > 0 ? "warning" : "info",
    message: `Created ${what}${rows} in ${Math.round(outcome.executionTimeMs)} ms${review}`,
  };
}

/** The last line of a job that ended by itself. */
export function endLine(job: StoredJob, error: string | undefined): Line {
  if (error) return { level: "error", message: `Migration failed: ${error}` };
  const counts = `${job.completed} completed, ${job.failed} failed, ${job.skipped} skipped`;
  return {
    level: job.failed > 0 ? "warning" : "info",
    message: `Migration finished: ${counts} of ${job.total}; ${job.rowsLoaded} rows loaded`,
  };
}

/** The last line of a cancelled job. */
export function cancelledLine(job: StoredJob): Line {
  const done = job.completed + job.failed + job.skipped;
  return { level: "warning", message: `Migration cancelled after ${done} of ${job.total} objects` };
}

/** One circle among objects that all wait for each other, in order; `stuck` must not be empty. */
export function circleOf(stuck: readonly number[], refs: readonly ObjectRef[]): number[] {
  const waiting = new Set(stuck);
  const path: number[] = [];
  const at = new Map<number, number>();
  let ordinal = stuck[0];
  while (ordinal !== undefined && !at.has(ordinal)) {
    at.set(ordinal, path.length);
    path.push(ordinal);
    ordinal = refs[ordinal]?.dependsOn.find((dependency) => waiting.has(dependency));
  }
  return ordinal === undefined ? path : path.slice(at.get(ordinal));
}

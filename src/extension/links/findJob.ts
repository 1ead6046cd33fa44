import { COMMANDS } from "../commands/ids.ts";
import type { EngineConnection, Session } from "../engine/engineConnection.ts";
import { AppError, ERROR_CODES, isAppError, isNotFound } from "../errors.ts";
import type { L10n } from "../hostTypes.ts";
import type { JobModel } from "../jobs/jobModel.ts";
import type { JobStore } from "../jobs/jobStore.ts";
import type { JobSync } from "../jobs/jobSync.ts";
import type { Timers } from "../timers.ts";

/** An engine that is still starting, or comes back just now, is waited for so long. */
const ENGINE_WAIT_MS = 20_000;
const AGAIN_MS = 500;

export interface JobFinderDeps {
  connection: Pick<EngineConnection, "session" | "worthTrying" | "retryNow">;
  jobs: JobStore;
  sync: Pick<JobSync, "refresh">;
  /** False in a workspace that the user does not trust. */
  isTrusted(): boolean;
  timers: Timers;
  l10n: L10n;
  waitMs?: number;
}

/** The job of that id, which this window may not know yet. Rejects with what the user can do about a job that is not there. */
export async function findJob(jobId: string, deps: JobFinderDeps): Promise<JobModel> {
  const { connection, jobs, sync, isTrusted } = deps;
  const known = jobs.get(jobId);
  if (known) return known;
  // No engine ever ran here, and one that is started now has no jobs.
  if (isTrusted() && !connection.worthTrying) throw unknownJob(jobId, deps.l10n);
  connection.retryNow();
  const session = await within(deps, () => connection.session());
  await sync.refresh();
  const listed = jobs.get(jobId);
  if (listed) return listed;
  // A list is a page; the job may be older than all on it.
  const { logs: _, object_results: __, ...summary } = await progress(session, jobId, deps.l10n);
  jobs.upsert(summary);
  const found = jobs.get(jobId);
  if (!found) throw unknownJob(jobId, deps.l10n);
  return found;
}

async function progress(session: Session, jobId: string, l10n: L10n) {
  try {
    return await session.api.progress(jobId);
  } catch (error) {
    throw isNotFound(error) ? unknownJob(jobId, l10n, session.url) : error;
  }
}

function unknownJob(jobId: string, l10n: L10n, url?: string): AppError {
  const message = url
    ? l10n.t(
        "The engine at {0} has no job {1}. It was deleted, or the link is of another engine.",
        url,
        jobId,
      )
    : l10n.t(
        "The engine on this machine has no job {0}. It was deleted, or the link is of another engine: set its address.",
        jobId,
      );
  const action = {
    title: l10n.t("Set Address…"),
    command: COMMANDS.setEngineUrl,
  };
  return new AppError("link.unknown_job", message, { action });
}

/** Connects, again and again while the engine cannot be reached, until the time is up. */
async function within(
  { timers, waitMs = ENGINE_WAIT_MS, l10n }: JobFinderDeps,
  connect: () => Promise<Session>,
): Promise<Session> {
  const deadline = timers.now() + waitMs;
  const late = Promise.withResolvers<never>();
  const timer = timers.after(waitMs, () => {
    const seconds = Math.round(waitMs / 1_000);
    const message = l10n.t("The migration engine did not answer within {0} s.", seconds);
    late.reject(new AppError("link.engine_silent", message));
  });
  try {
    for (;;) {
      try {
        return await Promise.race([connect(), late.promise]);
      } catch (error) {
        const unreachable = isAppError(error) && error.code === ERROR_CODES.unreachable;
        if (!unreachable || timers.now() + AGAIN_MS >= deadline) throw error;
        await new Promise<void>((resolve) => timers.after(AGAIN_MS, resolve));
      }
    }
  } finally {
    timer.dispose();
  }
}

import { randomUUID } from "node:crypto";
import { stat } from "node:fs/promises";
import { join, resolve } from "node:path";
import type { JobSummary } from "../../protocol/job.ts";
import { isTerminal } from "../../protocol/jobState.ts";
import type { InspectResponse, StartRequest } from "../../protocol/requests.ts";
import { AppError, messageOf } from "../errors.ts";
import { type StoredJob, toSummary } from "../store/types.ts";
import { ActiveJob, type ActiveJobContext } from "./activeJob.ts";
import type { Announcer } from "./announcer.ts";

/** A start answers at once; the inventory's size is in the answer when it was read within this time. */
const START_ANSWER_MS = 1_500;

export interface JobServiceOptions extends Omit<ActiveJobContext, "announce"> {
  announcer: Announcer;
  /** Folder for the databases that jobs write. */
  warehouses: string;
}

/** Everything that can be done with jobs. HTTP translates to these calls and decides nothing. */
export class JobService {
  readonly #options: JobServiceOptions;
  readonly #active = new Map<string, ActiveJob>();

  constructor(options: JobServiceOptions) {
    this.#options = options;
  }

  /** Jobs that have not ended. */
  get activeCount(): number {
    return this.#active.size;
  }

  /** Takes up the jobs that the last engine left unfinished. */
  async resume(): Promise<void> {
    for (const job of (await this.#options.store.jobs()).reverse()) {
      if (isTerminal(job.status)) continue;
      const message = "The engine was restarted; the migration goes on where it was";
      const logs = [{ timestamp: new Date().toISOString(), level: "warning" as const, message }];
      const { job: current } = await this.#options.store.commit(job.jobId, { results: [], logs });
      this.#activate(current);
    }
  }

  /** Starts a job. Throws an AppError when the inventory cannot be read; nothing is left of the job then. */
  async start(request: StartRequest): Promise<{ jobId: string; total: number; message: string }> {
    const inventoryPath = await existingPath(request.inventory_path);
    const job = await this.#options.store.createJob({
      jobId: randomUUID(),
      createdAt: new Date().toISOString(),
      sourceType: request.source_type,
      targetCatalog: request.target_catalog,
      targetSchema: request.target_schema,
      inventoryPath,
      targetPath: request.dry_run ? null : this.#databasePath(request),
      dryRun: request.dry_run ?? false,
      modelId: request.model_id ?? null,
      concurrency: request.concurrency ?? null,
    });
    const active = this.#activate(job);
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<null>((done) => {
      timer = setTimeout(() => done(null), START_ANSWER_MS);
    });
    try {
      const total = await Promise.race([active.planned, late]);
      const message =
        total === null ? "Migration started; the inventory is being read" : "Migration started";
      return { jobId: job.jobId, total: total ?? 0, message };
    } catch (error) {
      await active.ended;
      await this.#forget(job.jobId);
      throw inventoryProblem(error);
    } finally {
      clearTimeout(timer);
    }
  }

  #databasePath(request: StartRequest): string {
    if (request.target_path) return resolve(request.target_path);
    // A name may hold anything; a file name may not.
    const name = encodeURIComponent(request.target_catalog).replaceAll("*", "%2A");
    return join(this.#options.warehouses, `${name}.duckdb`);
  }

  #activate(job: StoredJob): ActiveJob {
    const { announcer } = this.#options;
    const announce: ActiveJobContext["announce"] = (committed) => {
      // Its end is known to the list before it is told to anybody.
      if (isTerminal(committed.job.status)) this.#active.delete(committed.job.jobId);
      announcer.emit("committed", committed);
    };
    const active = new ActiveJob(job, { ...this.#options, announce });
    this.#active.set(job.jobId, active);
    void active.ended;
    active.planned.catch(() => undefined);
    return active;
  }

  /** Asks a job to stop. Idempotent while it runs; 409 when it has ended. */
  async cancel(jobId: string): Promise<void> {
    const active = this.#active.get(jobId);
    if (active) return active.cancel();
    const job = await this.stored(jobId);
    throw new AppError(
      "JOB_ENDED",
      409,
      `Job ${jobId} is already ${job.status}; there is nothing to cancel`,
    );
  }

  /** Removes an ended job and all it stored; a running one only with `force`, which cancels it first. */
  async remove(jobId: string, force: boolean): Promise<void> {
    const active = this.#active.get(jobId);
    if (active && !force) {
      throw new AppError(
        "JOB_RUNNING",
        409,
        `Job ${jobId} is ${active.job.status}. Cancel it first, or delete with ?force=true`,
      );
    }
    active?.cancel();
    await active?.ended;
    await this.stored(jobId);
    await this.#forget(jobId);
  }

  async #forget(jobId: string): Promise<void> {
    this.#active.delete(jobId);
    await this.#options.store.deleteJob(jobId);
    this.#options.announcer.emit("deleted", jobId);
  }

  /** The job as stored; 404 when there is none. */
  async stored(jobId: string): Promise<StoredJob> {
    const job = this.#active.get(jobId)?.job ?? (await this.#options.store.job(jobId));
    if (!job) {
      throw new AppError(
        "JOB_NOT_FOUND",
        404,
        `There is no job ${jobId}. GET /api/migrate/jobs lists them.`,
      );
    }
    return job;
  }

  /** A job's summary with its live figures. */
  summarise(job: StoredJob): JobSummary {
    const summary = toSummary(job);
    const live = this.#active.get(job.jobId)?.live();
    if (!live || isTerminal(job.status)) return summary;
    return {
      ...summary,
      current_object: live.currentObject,
      running_objects: live.running,
      estimated_time_remaining: live.etaSeconds,
    };
  }

  /** All jobs, newest first. */
  async list(): Promise<JobSummary[]> {
    return (await this.#options.store.jobs()).map((job) => this.summarise(job));
  }

  /** Says what is in an inventory, and in which dialect it is written when `sourceType` is not given. */
  async inspect(
    path: string,
    sourceType: StartRequest["source_type"] | null,
  ): Promise<InspectResponse> {
    const { reader } = this.#options;
    const existing = await existingPath(path);
    const detected = sourceType ? { sourceType, confidence: 1 } : await reader.detect(existing);
    const { sourceType: dialect } = detected;
    let byType: Record<string, number> = {};
    if (dialect) {
      byType = await reader.count(existing, dialect).catch((error: unknown) => {
        throw inventoryProblem(error);
      });
    }
    return {
      source_type: dialect,
      confidence: detected.confidence,
      total_objects: Object.values(byType).reduce((sum, n) => sum + n, 0),
      objects_by_type: byType,
    };
  }

  /** Gives back what is in flight; unfinished jobs go on at the next start. */
  async shutdown(): Promise<void> {
    const active = [...this.#active.values()];
    for (const job of active) job.stop();
    await Promise.all(active.map(({ ended }) => ended));
  }
}

async function existingPath(path: string): Promise<string> {
  const absolute = resolve(path);
  try {
    await stat(absolute);
    return absolute;
  } catch (error) {
    throw inventoryProblem(
      new Error(`${absolute} does not exist or cannot be read by the engine (${messageOf(error)})`),
    );
  }
}

/** A bad inventory is a bad field of the request. */
function inventoryProblem(error: unknown): AppError {
  const message = messageOf(error);
  return new AppError("INVENTORY_INVALID", 400, message, {
    cause: error,
    fields: [{ field: "inventory_path", message }],
  });
}

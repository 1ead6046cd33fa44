import type { AuditAction } from "../../protocol/history.ts";
import type { JobSummary } from "../../protocol/job.ts";
import { COMMANDS, isTerminal, type JobCommand } from "../../protocol/jobState.ts";
import type { InspectResponse, StartRequest, ValidateResponse } from "../../protocol/requests.ts";
import { AppError } from "../errors.ts";
import { type NewJob, type RetrySelection, type StoredJob, toSummary } from "../store/types.ts";
import { line } from "./activeJob.ts";
import { ActiveJobs, type ActiveJobsOptions, cancelled } from "./activeJobs.ts";
import { inspectInventory } from "./inspectInventory.ts";
import { existingPath, inventoryProblem } from "./inventoryPath.ts";
import { newJob } from "./newJob.ts";
import { detectionLine, type ResolvedSource, resolveSource } from "./resolveSource.ts";
import { Retries } from "./retry/retries.ts";
import { DEFAULT_GRACE_MS } from "./stopping.ts";
import { checkTarget, type StartCheckContext, validateStart } from "./validateStart.ts";

/** A start answers at once; the inventory's size is in the answer when it was read within this time. */
const START_ANSWER_MS = 1_500;

export interface JobServiceOptions extends ActiveJobsOptions, StartCheckContext {}

/** Everything that can be done with jobs. HTTP translates to these calls and decides nothing. */
export class JobService {
  readonly #options: JobServiceOptions;
  readonly #active: ActiveJobs;
  readonly #retries: Retries;

  constructor(options: JobServiceOptions) {
    this.#options = options;
    const { store, reader, announcer } = options;
    this.#active = new ActiveJobs(options);
    this.#retries = new Retries({
      store,
      reader,
      check: async (jobId) => {
        this.#assertOpen();
        const checked = await this.#checked(jobId, "retry");
        if (!checked.job.cancelling) return checked;
        throw new AppError("JOB_CANCELLING", 409, "The job is being cancelled");
      },
      active: (jobId) => this.#active.get(jobId),
      announce: (committed) => announcer.emit("committed", committed),
      goOn: (jobId) => this.#active.goOn(jobId),
    });
  }

  /** Jobs that run, wait or are being read; a paused one is none. */
  get activeCount(): number {
    return this.#active.size;
  }

  /** Takes up the jobs that the last engine left unfinished. */
  async resume(): Promise<void> {
    const { store } = this.#options;
    for (const job of (await store.jobs()).reverse()) {
      if (isTerminal(job.status) || (job.status === "paused" && !job.cancelling)) continue;
      if (job.cancelling) {
        const end = cancelled("Migration cancelled; the engine was restarted meanwhile");
        await store.commit(job.jobId, { ...end, results: [] });
        continue;
      }
      const message = "The engine was restarted; the migration goes on where it was";
      const logs = [line("warning", message)];
      const waiting = await store.commit(job.jobId, { status: "queued", results: [], logs });
      this.#active.activate(waiting.job);
    }
  }

  /** Starts a job. Throws an AppError when it would have no inventory or target; nothing is left of it then. */
  async start(
    request: StartRequest,
    client: string,
  ): Promise<{ jobId: string; total: number; message: string; source: ResolvedSource }> {
    const { warehouses, reader } = this.#options;
    this.#assertOpen();
    const inventoryPath = await existingPath(request.inventory_path);
    await checkTarget(request, this.#options);
    const source = await resolveSource(request.source_type, inventoryPath, reader);
    const wanted = newJob(request, source, inventoryPath, warehouses);
    const job = await this.#create(wanted, source);
    const active = this.#active.activate(job);
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<null>((done) => {
      timer = setTimeout(() => done(null), START_ANSWER_MS);
    });
    try {
      const total = await Promise.race([active.planned, late]);
      await this.#audit(job.jobId, client, "start", inventoryPath);
      const read = total === null ? "Migration started; the inventory is being read" : undefined;
      const message = read ?? "Migration started";
      return { jobId: job.jobId, total: total ?? 0, message, source };
    } catch (error) {
      await active.ended;
      await this.#forget(job.jobId);
      throw error instanceof AppError ? error : inventoryProblem(error);
    } finally {
      clearTimeout(timer);
    }
  }

  /** Stores a new job; where its source type was detected, its log begins with that. */
  async #create(wanted: NewJob, source: ResolvedSource): Promise<StoredJob> {
    const { store } = this.#options;
    const job = await store.createJob(wanted);
    if (source.evidence.length === 0) return job;
    const { level, message } = detectionLine(source);
    const logs = [line(level, message)];
    return (await store.commit(job.jobId, { results: [], logs })).job;
  }

  /** Says what a start would do. */
  validate(body: unknown): Promise<ValidateResponse> {
    return validateStart(body, this.#options);
  }

  /** The job, when `command` is legal in its state; `done` when there is nothing to do. Else 409. */
  async #checked(jobId: string, command: JobCommand): Promise<{ job: StoredJob; done: boolean }> {
    const job = await this.stored(jobId);
    const effect = COMMANDS[command][job.status];
    if (effect === "refused") {
      const code = isTerminal(job.status) ? "JOB_ENDED" : "JOB_RUNNING";
      const message = `Job ${jobId} is already ${job.status}; there is nothing to ${command}`;
      throw new AppError(code, 409, message);
    }
    if (job.imported && command !== "delete") {
      const message = `Job ${jobId} was imported; it can be looked at, exported and deleted`;
      throw new AppError("JOB_IMPORTED", 409, message);
    }
    return { job, done: effect === "same" };
  }

  /** Stops taking objects; what is in work finishes. Durable at once. Idempotent; 409 when the job has ended. */
  async pause(jobId: string, client: string): Promise<void> {
    const { job, done } = await this.#checked(jobId, "pause");
    if (done || job.cancelling) return;
    const active = this.#active.get(jobId);
    const message = active?.isRunning ? "Pausing: what is in work will finish" : "Paused";
    await this.#active.commit(jobId, { status: "paused", logs: [line("info", message)] });
    active?.stop({ kind: "paused" }, Number.POSITIVE_INFINITY);
    await this.#audit(jobId, client, "pause");
  }

  /** Queues a paused job again. Idempotent; 409 when the job has ended. */
  async resumeJob(jobId: string, client: string): Promise<void> {
    this.#assertOpen();
    const { job, done } = await this.#checked(jobId, "resume");
    if (done || job.cancelling) return;
    const queuedAt = new Date().toISOString();
    await this.#active.commit(jobId, {
      status: "queued",
      queuedAt,
      logs: [line("info", "Resumed")],
    });
    this.#active.goOn(jobId);
    await this.#audit(jobId, client, "resume");
  }

  /**
   * Asks a job to stop. What is in work may finish within `graceMs`, then it is interrupted; with `force` at once.
   * Durable at once: a restart of the engine does not take it back. Idempotent; 409 when the job has ended.
   */
  async cancel(
    jobId: string,
    client: string,
    {
      graceMs = DEFAULT_GRACE_MS,
      force = false,
    }: { graceMs?: number | undefined; force?: boolean } = {},
  ): Promise<void> {
    const { job } = await this.#checked(jobId, "cancel");
    const active = this.#active.get(jobId);
    if (job.cancelling && !force) return;
    if (!active) {
      await this.#active.commit(jobId, cancelled());
    } else {
      const logs = active.isRunning
        ? [line("warning", force ? "Cancelling now" : "Cancelling")]
        : [];
      await active.commit({ cancelling: true, logs });
      active.stop({ kind: "cancelled" }, force ? 0 : graceMs);
    }
    await this.#audit(jobId, client, "cancel", force ? "force" : undefined);
  }

  /**
   * Runs failed objects again, or those of a selection, with what was skipped because of them; answers how many. They are
   * made from what the inventory's files say now: when those cannot be read it is refused, and nothing has changed. A job
   * that has ended is queued again, and goes on with what it had not done. `gone`: whoever asked does not wait any more.
   */
  async retry(
    jobId: string,
    client: string,
    selection: RetrySelection,
    gone: AbortSignal = new AbortController().signal,
  ): Promise<number> {
    const objects = await this.#retries.retry(jobId, selection, gone);
    const what = [...(selection.names ?? []), ...(selection.codes ?? [])].slice(0, 20).join(", ");
    await this.#audit(jobId, client, "retry", what || "all failed");
    return objects;
  }

  /** Removes an ended job and all it stored; an unfinished one only with `force`, which cancels it first. */
  async remove(jobId: string, client: string, force: boolean): Promise<void> {
    const job = await this.stored(jobId);
    if (COMMANDS.delete[job.status] === "refused" && !force) {
      const advice = "Cancel it first, or delete with ?force=true";
      throw new AppError("JOB_RUNNING", 409, `Job ${jobId} is ${job.status}. ${advice}`);
    }
    const active = this.#active.get(jobId);
    active?.stop({ kind: "cancelled" }, 0);
    await active?.ended;
    await this.#forget(jobId);
    await this.#audit(jobId, client, "delete", job.inventoryPath);
  }

  /** Deletes an ended job that is past the retention; leaves one that has been taken up again. */
  async expire(jobId: string, reason: string): Promise<void> {
    await this.#active.get(jobId)?.ended;
    const job = await this.#options.store.job(jobId);
    if (!job || !isTerminal(job.status) || this.#active.has(jobId)) return;
    await this.#forget(jobId);
    await this.#audit(jobId, "engine", "retention", `${reason}: ${job.inventoryPath}`);
  }

  async #forget(jobId: string): Promise<void> {
    this.#active.forget(jobId);
    await this.#options.store.deleteJob(jobId);
    this.#options.announcer.emit("deleted", jobId);
  }

  /** The job as stored; 404 when there is none. */
  async stored(jobId: string): Promise<StoredJob> {
    const job = this.#active.get(jobId)?.job ?? (await this.#options.store.job(jobId));
    if (!job) {
      const advice = "GET /api/migrate/jobs lists them.";
      throw new AppError("JOB_NOT_FOUND", 404, `There is no job ${jobId}. ${advice}`);
    }
    return job;
  }

  /** A job's summary with its live figures. */
  summarise(job: StoredJob): JobSummary {
    const summary = toSummary(job);
    const live = this.#active.get(job.jobId)?.live();
    if (!live || isTerminal(job.status)) return summary;
    const position = this.#options.queue.position(job.jobId);
    return {
      ...summary,
      current_object: live.currentObject,
      running_objects: live.running,
      estimated_time_remaining: live.eta?.seconds ?? null,
      estimated_time_low: live.eta?.low ?? null,
      estimated_time_high: live.eta?.high ?? null,
      ...(position !== undefined && { queue_position: position }),
    };
  }

  /** All jobs, newest first. */
  async list(): Promise<JobSummary[]> {
    return (await this.#options.store.jobs()).map((job) => this.summarise(job));
  }

  /** Says what is in an inventory, and in which dialect it is written when `sourceType` is not given. */
  inspect(path: string, sourceType: StartRequest["source_type"] | null): Promise<InspectResponse> {
    return inspectInventory(path, sourceType, this.#options.reader);
  }

  async #audit(jobId: string, client: string, action: AuditAction, detail?: string): Promise<void> {
    const timestamp = new Date().toISOString();
    await this.#options.store.addAudit({ timestamp, jobId, client, action, detail });
  }

  #assertOpen(): void {
    if (!this.#active.isClosing) return;
    throw new AppError("ENGINE_STOPPING", 503, "The engine is stopping; try again in a moment");
  }

  /** Lets what is in work finish, or gives it back; unfinished jobs go on at the next start. */
  async shutdown(): Promise<void> {
    this.#retries.close();
    await this.#active.shutdown();
  }
}

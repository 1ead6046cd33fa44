import { setTimeout as delay } from "node:timers/promises";
import type { Dispatcher, ObjectOutcome, ObjectRunner } from "../dispatch/dispatcher.ts";
import { AppError, messageOf } from "../errors.ts";
import type { Batch, Committed, JobStore, RetrySelection, StoredJob } from "../store/types.ts";
import { type Estimate, EtaEstimator } from "./eta.ts";
import { type JobGraph, loadGraph } from "./jobGraph.ts";
import type { Skipped } from "./objectGraph.ts";
import { cancelledLine, endLine, outcomeLine, toNewResult } from "./outcomes.ts";
import { Recorder } from "./recorder.ts";
import { reopenFrom } from "./retry/reopenFrom.ts";
import type { FreshInventory } from "./retry/rereadInventory.ts";
import { retryLines } from "./retry/retryLines.ts";
import { Stopping, type StopReason } from "./stopping.ts";
import { circleOutcomes, skipOutcomes } from "./unmade.ts";
import { WorkerSlots } from "./workerSlots.ts";

/** An end that could not be written, because the disk is full for one, is written again after this time. */
const WRITE_AGAIN_MS = 2_000;

/** What changes without a row: who is in work, how long still. */
export interface LiveFigures {
  currentObject: string | null;
  running: number;
  eta: Estimate | null;
}

export interface CoordinatorOptions {
  job: StoredJob;
  store: JobStore;
  dispatcher: Dispatcher;
  announce: (committed: Committed) => void;
}

/** One run of a planned job, to its end or to a pause: hands out what is ready, records what comes back. */
export class Coordinator {
  readonly #options: CoordinatorOptions;
  readonly #recorder: Recorder;
  readonly #running = new Map<number, string>();
  readonly #slots = new WorkerSlots();
  readonly #stopping = new Stopping(() => this.#wake());
  #loaded: JobGraph | undefined;
  #runner: ObjectRunner | undefined;
  /** Resolves when the target is open, or will not be. */
  readonly #opened = Promise.withResolvers<void>();
  /** Nothing is taken any more. */
  #isOver = false;
  #eta: EtaEstimator | undefined;
  #etaCache = { at: 0, value: null as Estimate | null };
  #inFlight = 0;
  #endTold = false;
  /** Nothing is handed out meanwhile. */
  #held = false;
  #wake: () => void = () => undefined;

  constructor(options: CoordinatorOptions) {
    this.#options = options;
    this.#recorder = new Recorder(options.job.jobId, options.store, options.announce, (error) =>
      this.#die(error),
    );
  }

  /** Figures as of now; cheap enough for every frame. */
  live(): LiveFigures {
    const now = Date.now();
    if (now - this.#etaCache.at > 500) {
      this.#etaCache = { at: now, value: this.#eta?.estimate(now) ?? null };
    }
    const [current] = [...this.#running.values()].slice(-1);
    return {
      currentObject: current ?? null,
      running: this.#running.size,
      eta: this.#etaCache.value,
    };
  }

  /**
   * Takes no more objects, for `reason`. What is in work may finish within `graceMs`, without limit when that is infinite;
   * it is interrupted then. May be called again, to be faster or for a weightier reason.
   */
  stop(reason: StopReason, graceMs: number): void {
    this.#stopping.stop(reason, graceMs);
  }

  /** Commits `change` in the order of the job's stream. */
  commit(change: Omit<Batch, "results">): Promise<void> {
    const { logs, ...state } = change;
    for (const { level, message } of logs) this.#recorder.log(level, message);
    return this.#recorder.flush(state);
  }

  /**
   * Runs objects again while the job runs, from what `fresh` says of the files; answers how many. Undefined when the run is
   * about to end: nothing was done then.
   */
  async retry(selection: RetrySelection, fresh?: FreshInventory): Promise<number | undefined> {
    const { job, store } = this.#options;
    await this.#opened.promise;
    await this.#recorder.flush();
    const { ordinals } = await store.select(job.jobId, selection);
    const [loaded, runner] = [this.#loaded, this.#runner];
    if (!loaded || !runner || this.#isOver) return undefined;
    const { graph, attempts } = loaded;
    if (!ordinals.some((one) => graph.isEnded(one))) return 0;
    this.#held = true;
    try {
      const reopened = reopenFrom(graph, loaded.refs, ordinals, fresh);
      const { opened, skipped, refs, reread } = reopened;
      loaded.refs = refs;
      for (const one of opened) attempts.set(one, (attempts.get(one) ?? 1) + 1);
      for (const { level, message } of retryLines(job.inventoryPath, reopened, fresh)) {
        this.#recorder.log(level, message);
      }
      await this.#recorder.flush({}, (batch) => store.reopen(job.jobId, opened, batch, reread));
      if (reread) runner.setUserTypes(reread.userTypes);
      this.#eta?.reopened(opened.map((one) => refs[one]!.objectType));
      await this.#recordSkips(runner, skipped);
      return opened.length;
    } catch (error) {
      // What is in memory is not what is stored any more: whoever goes on begins from the store.
      this.#die(error);
      throw error;
    } finally {
      this.#held = false;
      this.#wake();
    }
  }

  /** Runs until the job has ended or was stopped; never rejects. */
  async run(): Promise<void> {
    const { job, store, dispatcher } = this.#options;
    let runner: ObjectRunner | undefined;
    try {
      this.#loaded = await loadGraph(job, store);
      this.#eta = new EtaEstimator(this.#loaded.remaining, Date.now());
      runner = await dispatcher.open(job, {
        started: (ordinal, name) => this.#running.set(ordinal, name),
        log: (level, message) => this.#recorder.log(level, message),
      });
      this.#runner = runner;
      this.#opened.resolve();
      if (!this.#stopping.reason) await this.#begin();
      await this.#work(runner);
    } catch (error) {
      this.#die(error);
    }
    this.#isOver = true;
    this.#opened.resolve();
    await this.#close(runner);
    this.#stopping.settled();
    await this.#end();
  }

  /** Says that the job runs; goes no further when somebody paused it just before. */
  async #begin(): Promise<void> {
    const startTime = this.#options.job.startTime ?? new Date().toISOString();
    await this.#recorder.flush({ status: "running", startTime }).catch((error: unknown) => {
      if (!(error instanceof AppError) || error.code !== "JOB_STATE_CHANGED") throw error;
      this.stop({ kind: "paused" }, 0);
    });
  }

  /** Lets go of the target; when the work in it did not let go in time, that is left to itself. */
  async #close(runner: ObjectRunner | undefined): Promise<void> {
    const closed = runner?.close().catch((error: unknown) => this.#die(error));
    if (!this.#stopping.reason) return closed;
    const overdue = new Promise<void>((resolve) => {
      this.#wake = () => this.#stopping.overdue && resolve();
      this.#wake();
    });
    await Promise.race([closed, overdue]);
    this.#wake = () => undefined;
  }

  /** Resolves when everything has an outcome, or when the run was stopped and its work has let go. */
  async #work(runner: ObjectRunner): Promise<void> {
    await this.#recordSkips(runner, this.#loaded!.pendingSkips.splice(0));
    await new Promise<void>((resolve) => {
      const done = () => {
        this.#isOver = true;
        resolve();
      };
      this.#wake = () => this.#pump(runner, done);
      this.#wake();
    });
    this.#wake = () => undefined;
  }

  /** Starts what may start. Called whenever something ended; `done` is called when nothing is left to wait for. */
  #pump(runner: ObjectRunner, done: () => void): void {
    if (this.#stopping.reason) {
      if (this.#inFlight === 0 || this.#stopping.overdue) done();
      return;
    }
    if (this.#held) return;
    const { graph } = this.#loaded!;
    for (const ordinal of graph.take(runner.concurrency - this.#inFlight)) {
      this.#inFlight++;
      void this.#one(runner, ordinal);
    }
    if (this.#inFlight > 0) return;
    if (graph.remaining === 0) {
      done();
      return;
    }
    this.#inFlight++;
    void this.#reportCircle(runner)
      .catch((error: unknown) => this.#die(error))
      .finally(() => this.#ended());
  }

  #ended(): void {
    this.#inFlight--;
    this.#wake();
  }

  async #one(runner: ObjectRunner, ordinal: number): Promise<void> {
    const { signal } = this.#stopping;
    const attempt = this.#attemptOf(ordinal);
    const worker = this.#slots.take();
    try {
      const outcome = await runner.run(ordinal, signal);
      if (signal.aborted && outcome.status !== "success") return;
      this.#record(outcome, attempt, worker);
      const { graph } = this.#loaded!;
      if (outcome.status === "success") graph.succeed(ordinal);
      else {
        this.#stopAtError(outcome);
        await this.#recordSkips(runner, graph.fail(ordinal));
      }
    } catch (error) {
      if (!signal.aborted) this.#die(error);
    } finally {
      this.#slots.release(worker);
      this.#running.delete(ordinal);
      this.#ended();
    }
  }

  async #recordSkips(runner: ObjectRunner, skips: readonly Skipped[]): Promise<void> {
    // As of now: whoever retries them meanwhile makes these outcomes void.
    const attempts = new Map(skips.map(({ ordinal }) => [ordinal, this.#attemptOf(ordinal)]));
    for await (const outcome of skipOutcomes(runner, skips)) {
      this.#record(outcome, attempts.get(outcome.ordinal) ?? 1);
    }
  }

  async #reportCircle(runner: ObjectRunner): Promise<void> {
    const { graph, refs } = this.#loaded!;
    for await (const outcome of circleOutcomes(runner, graph, refs)) {
      this.#record(outcome, this.#attemptOf(outcome.ordinal));
      this.#stopAtError(outcome);
    }
  }

  #stopAtError({ status, objectName }: ObjectOutcome): void {
    if (status !== "error" || this.#options.job.onError !== "stop") return;
    const advice = "Mend it and retry, or start with on_error continue.";
    const error = new Error(`Stopped because ${objectName} failed (on_error: stop). ${advice}`);
    this.#stopping.stop({ kind: "failed", error }, Number.POSITIVE_INFINITY);
  }

  #attemptOf(ordinal: number): number {
    return this.#loaded?.attempts.get(ordinal) ?? 1;
  }

  /** `worker` is left out of what nobody worked on. */
  #record(outcome: ObjectOutcome, attempt: number, worker?: number): void {
    this.#eta?.finished(outcome.objectType, outcome.executionTimeMs, Date.now());
    const { level, message } = outcomeLine(outcome);
    this.#recorder.result(toNewResult(outcome, attempt, worker), level, message);
  }

  #die(error: unknown): void {
    this.#stopping.stop({ kind: "failed", error }, 0);
  }

  /** Writes the end. As long as that fails the job is shown as failed, and it is tried again. */
  async #end(): Promise<void> {
    for (;;) {
      try {
        return await this.#writeEnd();
      } catch (error) {
        this.#die(error);
        if (this.#stopping.reason?.kind === "shutdown") return;
        const { job, store, announce } = this.#options;
        const known = (await store.job(job.jobId).catch(() => undefined)) ?? job;
        announce({ job: { ...known, status: "failed", error: messageOf(error) }, rows: [] });
        await delay(WRITE_AGAIN_MS, undefined, { ref: false });
      }
    }
  }

  async #writeEnd(): Promise<void> {
    const reason = this.#stopping.reason;
    const { job, store } = this.#options;
    // What is still uncommitted goes first, so that the closing line counts it.
    await this.#recorder.flush();
    this.#running.clear();
    if (reason?.kind === "shutdown") return this.#recorder.close();
    const counted = (await store.job(job.jobId)) ?? job;
    if (reason?.kind === "paused") {
      const done = counted.completed + counted.failed + counted.skipped;
      this.#recorder.log("info", `Paused after ${done} of ${counted.total} objects`);
      await this.#recorder.flush();
      return this.#recorder.close();
    }
    const error = reason?.kind === "failed" ? messageOf(reason.error) : undefined;
    const isCancelled = reason?.kind === "cancelled";
    const line = isCancelled ? cancelledLine(counted) : endLine(counted, error);
    const ended = isCancelled ? "cancelled" : "completed";
    if (!this.#endTold) this.#recorder.log(line.level, line.message);
    this.#endTold = true;
    await this.#recorder.flush({
      status: error === undefined ? ended : "failed",
      error: error ?? null,
      endTime: new Date().toISOString(),
      cancelling: false,
    });
    this.#recorder.close();
  }
}

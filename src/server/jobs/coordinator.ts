import type { JobStatus } from "../../protocol/job.ts";
import type { Dispatcher, ObjectOutcome, ObjectRunner } from "../dispatch/dispatcher.ts";
import { messageOf } from "../errors.ts";
import type { Committed, JobStore, ObjectRef, StoredJob } from "../store/types.ts";
import { EtaEstimator } from "./eta.ts";
import { ObjectGraph } from "./objectGraph.ts";
import { cancelledLine, circleOf, endLine, outcomeLine, toNewResult } from "./outcomes.ts";
import { Recorder } from "./recorder.ts";

/** How long a cancelled job's work may take to let go before the job ends without it. */
const CANCEL_GRACE_MS = 700;

/** What changes without a row: who is in work, how long still. */
export interface LiveFigures {
  currentObject: string | null;
  running: number;
  etaSeconds: number | null;
}

export interface CoordinatorOptions {
  job: StoredJob;
  store: JobStore;
  dispatcher: Dispatcher;
  announce: (committed: Committed) => void;
}

/** Runs one planned job to its end: hands out what is ready, records what comes back. */
export class Coordinator {
  readonly #options: CoordinatorOptions;
  readonly #recorder: Recorder;
  readonly #abort = new AbortController();
  readonly #running = new Map<number, string>();
  #graph: ObjectGraph | undefined;
  #refs: ObjectRef[] = [];
  #eta: EtaEstimator | undefined;
  #etaCache = { at: 0, value: null as number | null };
  #inFlight = 0;
  #graceTimer: NodeJS.Timeout | undefined;
  #fatal: unknown;
  #stopping = false;
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
      this.#etaCache = { at: now, value: this.#eta?.seconds(now) ?? null };
    }
    const [current] = [...this.#running.values()].slice(-1);
    return {
      currentObject: current ?? null,
      running: this.#running.size,
      etaSeconds: this.#etaCache.value,
    };
  }

  /** Stops the job; the end state arrives through the stream. */
  cancel(): void {
    this.#abort.abort(new Error("The job was cancelled"));
    this.#wake();
  }

  /** Gives back what is in flight without ending the job: the engine shuts down, the next start goes on. */
  stop(): void {
    this.#stopping = true;
    this.cancel();
  }

  /** Runs until the job has ended; never rejects. */
  async run(): Promise<void> {
    const { job, dispatcher } = this.#options;
    let runner: ObjectRunner | undefined;
    try {
      await this.#load();
      runner = await dispatcher.open(job, {
        started: (ordinal, name) => this.#running.set(ordinal, name),
        log: (level, message) => this.#recorder.log(level, message),
      });
      await this.#recorder.flush({
        status: "running",
        startTime: job.startTime ?? new Date().toISOString(),
      });
      await this.#work(runner);
    } catch (error) {
      this.#die(error);
    }
    const closed = runner?.close().catch((error: unknown) => this.#die(error));
    await this.#settled(closed);
    clearTimeout(this.#graceTimer);
    await this.#end().catch((error: unknown) => this.#die(error));
  }

  /** Waits for `closed`, but when the job was cancelled no longer than the grace period. */
  async #settled(closed: Promise<void> | undefined): Promise<void> {
    if (!this.#abort.signal.aborted) return closed;
    let timer: NodeJS.Timeout | undefined;
    const grace = new Promise<void>((resolve) => {
      timer = setTimeout(resolve, CANCEL_GRACE_MS);
    });
    await Promise.race([closed, grace]);
    clearTimeout(timer);
  }

  /** Rebuilds the graph from the store: objects minus results. */
  async #load(): Promise<void> {
    const { job, store } = this.#options;
    this.#refs = await store.objectRefs(job.jobId);
    const graph = new ObjectGraph(this.#refs);
    const done = await store.finished(job.jobId);
    for (const { ordinal, status } of done) if (status === "success") graph.succeed(ordinal);
    const known = new Set(done.map(({ ordinal }) => ordinal));
    for (const { ordinal, status } of done) {
      if (status === "success") continue;
      for (const { ordinal: skipped, because } of graph.fail(ordinal)) {
        if (!known.has(skipped)) this.#pendingSkips.push({ ordinal: skipped, because });
      }
    }
    const remaining = new Map<string, number>();
    for (const { ordinal, objectType } of this.#refs) {
      if (!known.has(ordinal)) remaining.set(objectType, (remaining.get(objectType) ?? 0) + 1);
    }
    this.#eta = new EtaEstimator(remaining, Date.now());
    this.#graph = graph;
  }

  /** Skips that a crash kept from being recorded: their cause is in the store, they are not. */
  readonly #pendingSkips: { ordinal: number; because: number }[] = [];

  /** Resolves when everything has an outcome, or when the job was stopped and its work has let go. */
  async #work(runner: ObjectRunner): Promise<void> {
    await this.#recordSkips(runner, this.#pendingSkips.splice(0));
    await new Promise<void>((resolve) => {
      this.#wake = () => this.#pump(runner, resolve);
      this.#wake();
    });
    this.#wake = () => undefined;
  }

  /** Starts what may start. Called whenever something ended; `done` is called when nothing is left to wait for. */
  #pump(runner: ObjectRunner, done: () => void): void {
    const graph = this.#graph!;
    if (this.#abort.signal.aborted || this.#fatal) {
      if (this.#inFlight === 0) done();
      else this.#graceTimer ??= setTimeout(done, CANCEL_GRACE_MS);
      return;
    }
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
    void this.#reportCircles(runner)
      .catch((error: unknown) => this.#die(error))
      .finally(() => this.#ended());
  }

  #ended(): void {
    this.#inFlight--;
    this.#wake();
  }

  async #one(runner: ObjectRunner, ordinal: number): Promise<void> {
    try {
      const outcome = await runner.run(ordinal, this.#abort.signal);
      if (this.#abort.signal.aborted && outcome.status !== "success") return;
      this.#record(outcome);
      if (outcome.status === "success") this.#graph!.succeed(ordinal);
      else await this.#recordSkips(runner, this.#graph!.fail(ordinal));
    } catch (error) {
      if (!this.#abort.signal.aborted) this.#die(error);
    } finally {
      this.#running.delete(ordinal);
      this.#ended();
    }
  }

  #record(outcome: ObjectOutcome): void {
    this.#eta?.finished(outcome.objectType, outcome.executionTimeMs, Date.now());
    const { level, message } = outcomeLine(outcome);
    this.#recorder.result(toNewResult(outcome), level, message);
  }

  async #recordSkips(
    runner: ObjectRunner,
    skips: readonly { ordinal: number; because: number }[],
  ): Promise<void> {
    for (const { ordinal, because } of skips) {
      const [self, cause] = [await runner.describe(ordinal), await runner.describe(because)];
      this.#record({
        ...self,
        ordinal,
        status: "skipped",
        error: `Skipped: it needs ${cause.objectName}, which was not migrated`,
        errorCode: "DWM-JOB-001",
        targetName: null,
        targetSql: null,
        columns: null,
        rowsLoaded: null,
        issues: [],
        executionTimeMs: 0,
      });
    }
  }

  /** Nothing is ready and nothing runs: what is left waits for itself. Each circle is reported once, as errors. */
  async #reportCircles(runner: ObjectRunner): Promise<void> {
    const circle = circleOf(this.#graph!.stuck(), this.#refs);
    const described = await Promise.all(circle.map((ordinal) => runner.describe(ordinal)));
    const names = described.map(({ objectName }) => objectName);
    const skips: { ordinal: number; because: number }[] = [];
    for (const [index, ordinal] of circle.entries()) {
      this.#record({
        ...described[index]!,
        ordinal,
        status: "error",
        error: `Circular: ${[...names, names[0]].join(" -> ")}. Break the circle in the source.`,
        errorCode: "DWM-JOB-002",
        targetName: null,
        targetSql: null,
        columns: null,
        rowsLoaded: null,
        issues: [],
        executionTimeMs: 0,
      });
      skips.push(...this.#graph!.fail(ordinal).filter((skip) => !circle.includes(skip.ordinal)));
    }
    await this.#recordSkips(runner, skips);
  }

  #die(error: unknown): void {
    this.#fatal ??= error;
    this.#wake();
  }

  async #end(): Promise<void> {
    if (this.#stopping) return this.#recorder.flush();
    const job = this.#options.job;
    let status: JobStatus = "completed";
    if (this.#fatal) status = "failed";
    else if (this.#abort.signal.aborted) status = "cancelled";
    const error = this.#fatal ? messageOf(this.#fatal) : undefined;
    // What is still uncommitted goes first, so that the closing line counts it.
    await this.#recorder.flush();
    const counted = (await this.#options.store.job(job.jobId)) ?? job;
    const line = status === "cancelled" ? cancelledLine(counted) : endLine(counted, error);
    this.#recorder.log(line.level, line.message);
    this.#running.clear();
    await this.#recorder.flush({ status, error, endTime: new Date().toISOString() });
  }
}

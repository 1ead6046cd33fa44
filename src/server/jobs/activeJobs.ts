import { isTerminal } from "../../protocol/jobState.ts";
import type { StoredJob } from "../store/types.ts";
import { ActiveJob, type ActiveJobContext, line } from "./activeJob.ts";
import type { Announcer } from "./announcer.ts";
import { FORCE_MS } from "./stopping.ts";

/** What is in work when the engine stops may finish within this time; after it, it is given back. */
const SHUTDOWN_GRACE_MS = 3_000;

export interface ActiveJobsOptions extends Omit<ActiveJobContext, "announce"> {
  announcer: Announcer;
}

/** The jobs that run, wait or are being read; a paused one is none. */
export class ActiveJobs {
  readonly #options: ActiveJobsOptions;
  readonly #active = new Map<string, ActiveJob>();
  #isClosing = false;

  constructor(options: ActiveJobsOptions) {
    this.#options = options;
  }

  get size(): number {
    return this.#active.size;
  }

  get isClosing(): boolean {
    return this.#isClosing;
  }

  get(jobId: string): ActiveJob | undefined {
    return this.#active.get(jobId);
  }

  has(jobId: string): boolean {
    return this.#active.has(jobId);
  }

  /** Takes a job up: a stretch of it begins. */
  activate(job: StoredJob): ActiveJob {
    const { announcer } = this.#options;
    const announce: ActiveJobContext["announce"] = (committed) => {
      // Its end is known to the list before it is told to anybody.
      if (isTerminal(committed.job.status)) this.#leave(active);
      announcer.emit("committed", committed);
    };
    const active: ActiveJob = new ActiveJob(job, { ...this.#options, announce });
    this.#active.set(job.jobId, active);
    // What cannot be written now is settled at the next start.
    active.ended.then(() => this.#over(active)).catch(() => undefined);
    active.planned.catch(() => undefined);
    return active;
  }

  /** A stretch is over. One that was about to end as paused may have been cancelled in its last moment. */
  async #over(active: ActiveJob): Promise<void> {
    this.#leave(active);
    if (this.#isClosing) return;
    const { jobId } = active.job;
    const job = await this.#options.store.job(jobId);
    if (!job?.cancelling || this.#active.has(jobId)) return;
    await this.commit(jobId, cancelled());
  }

  #leave(active: ActiveJob): void {
    const { jobId } = active.job;
    if (this.#active.get(jobId) === active) this.#active.delete(jobId);
  }

  /** Lets go of a job that is being deleted. */
  forget(jobId: string): void {
    this.#active.delete(jobId);
  }

  /** Queues a job again once what is left of its last run is over, unless somebody decided otherwise meanwhile. */
  goOn(jobId: string): void {
    const last = this.#active.get(jobId);
    void (async () => {
      await last?.ended;
      const job = await this.#options.store.job(jobId);
      if (this.#isClosing || job?.status !== "queued" || this.#active.has(jobId)) return;
      this.activate(job);
    })();
  }

  /** Writes a change of a job and tells it, in turn with what the job itself writes while it is active. */
  async commit(jobId: string, change: Parameters<ActiveJob["commit"]>[0]): Promise<void> {
    const active = this.#active.get(jobId);
    if (active) return active.commit(change);
    const { store, announcer } = this.#options;
    announcer.emit("committed", await store.commit(jobId, { ...change, results: [] }));
  }

  /** Lets what is in work finish, or gives it back; nothing is taken up any more. */
  async shutdown(): Promise<void> {
    this.#isClosing = true;
    const active = [...this.#active.values()];
    for (const job of active) job.stop({ kind: "shutdown" }, SHUTDOWN_GRACE_MS);
    const deadline = SHUTDOWN_GRACE_MS + 2 * FORCE_MS;
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<void>((done) => {
      timer = setTimeout(done, deadline);
    });
    await Promise.race([Promise.all(active.map(({ ended }) => ended)), late]);
    clearTimeout(timer);
  }
}

/** The end of a job that somebody cancelled. */
export function cancelled(message = "Migration cancelled") {
  const logs = [line("warning", message)];
  const endTime = new Date().toISOString();
  return { status: "cancelled", endTime, cancelling: false, logs } as const;
}

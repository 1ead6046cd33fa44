import { isTerminal } from "../../protocol/jobState.ts";
import type { ArchiveStore } from "../store/archive.ts";
import type { JobStore, StoredJob } from "../store/types.ts";
import type { Announcer } from "./announcer.ts";

const DAY_MS = 24 * 60 * 60 * 1000;
const MEGABYTE = 1024 * 1024;
const HOUR_MS = 60 * 60 * 1000;

/** How long ended jobs stay. What is undefined sets no limit. */
export interface RetentionLimits {
  /** Ended jobs that stay, the youngest. */
  jobs?: number | undefined;
  /** Days after a job's end. */
  days?: number | undefined;
  /** Megabytes (1,048,576 bytes) that all jobs may take in the store. */
  megabytes?: number | undefined;
}

export interface RetentionOptions {
  store: JobStore;
  archive: ArchiveStore;
  announcer: Announcer;
  limits: RetentionLimits;
  /** Deletes an ended job; leaves one that has been taken up again. */
  expire(jobId: string, reason: string): Promise<void>;
  onError: (error: unknown) => void;
  now?: () => number;
}

/** Deletes ended jobs that are past a limit, oldest end first: at the start, each hour, and when a job has ended. */
export class Retention {
  readonly #options: RetentionOptions;
  readonly #hourly: NodeJS.Timeout;
  #running: Promise<void> = Promise.resolve();
  #isWaiting = false;
  #isClosed = false;

  constructor(options: RetentionOptions) {
    this.#options = options;
    this.#hourly = setInterval(() => this.#soon(), HOUR_MS);
    this.#hourly.unref();
    options.announcer.on("committed", ({ job }) => {
      if (isTerminal(job.status)) this.#soon();
    });
    this.#soon();
  }

  /** Ends with what is being deleted now. */
  async close(): Promise<void> {
    this.#isClosed = true;
    clearInterval(this.#hourly);
    await this.#running;
  }

  /** One sweep at a time; what is asked for meanwhile is one more. */
  #soon(): void {
    const { jobs, days, megabytes } = this.#options.limits;
    if (jobs === undefined && days === undefined && megabytes === undefined) return;
    if (this.#isWaiting || this.#isClosed) return;
    this.#isWaiting = true;
    this.#running = this.#running.then(async () => {
      this.#isWaiting = false;
      await this.#sweep().catch(this.#options.onError);
    });
  }

  async #sweep(): Promise<void> {
    const { store, limits, expire, now = Date.now } = this.#options;
    const ended = (await store.jobs()).filter(({ status }) => isTerminal(status)).sort(byEnd);
    const oldest = limits.days === undefined ? undefined : now() - limits.days * DAY_MS;
    const tooMany = limits.jobs === undefined ? 0 : ended.length - limits.jobs;
    for (const [place, job] of ended.entries()) {
      if (this.#isClosed) return;
      if (place < tooMany) await expire(job.jobId, `more than ${limits.jobs} jobs`);
      else if (oldest !== undefined && endOf(job) < oldest) {
        await expire(job.jobId, `older than ${limits.days} days`);
      } else if (await this.#isTooLarge()) {
        await expire(job.jobId, `more than ${limits.megabytes} MB`);
      } else return;
    }
  }

  async #isTooLarge(): Promise<boolean> {
    const { archive, limits } = this.#options;
    if (limits.megabytes === undefined) return false;
    return (await archive.usedBytes()) > limits.megabytes * MEGABYTE;
  }
}

function endOf({ endTime, createdAt }: StoredJob): number {
  return Date.parse(endTime ?? createdAt);
}

function byEnd(a: StoredJob, b: StoredJob): number {
  return endOf(a) - endOf(b);
}

import type { JobSummary } from "../../../protocol/job.ts";
import type { Committed, JobStore, StoredJob } from "../../store/types.ts";
import type { StreamClient } from "./client.ts";
import { encodeFrame, type WireFrame } from "./frame.ts";
import { Ring, toWire, type WireRow } from "./ring.ts";

/** Commits that come closer together than this are sent as one frame. */
const FLUSH_INTERVAL_MS = 20;
/** Rows a frame: a replay of 100,000 goes out in pieces that a client can parse without stalling. */
const FRAME_ROWS = 500;

export interface JobChannelOptions {
  job: StoredJob;
  store: JobStore;
  /** The job with its live figures. */
  summarise: (job: StoredJob) => JobSummary;
  onError: (error: unknown) => void;
}

/**
 * The stream of one job to all its clients. A new client, a slow one and one that resumes are the same: a cursor that is
 * behind. Clients with the same cursor share one encoded frame.
 */
export class JobChannel {
  readonly clients = new Set<StreamClient>();
  readonly #options: JobChannelOptions;
  readonly #ring = new Ring();
  #job: StoredJob;
  #timer: NodeJS.Timeout | undefined;
  #lastFlush = 0;
  #flushing = false;
  #again = false;

  constructor(options: JobChannelOptions) {
    this.#options = options;
    this.#job = options.job;
  }

  /** Takes up a commit of this job and wakes the channel. */
  committed({ job, rows }: Committed): void {
    this.#job = job;
    if (this.clients.size > 0) this.#ring.push(rows.map(toWire));
    this.wake();
  }

  /** Takes up the job as the store has it, when that is newer than what was announced here. */
  refresh(job: StoredJob): void {
    if (job.lastSeq >= this.#job.lastSeq) this.#job = job;
    this.wake();
  }

  /** Sees to it that every client that is behind gets its frame within the flush interval. */
  wake(): void {
    if (this.#timer || this.clients.size === 0) return;
    const wait = Math.max(0, this.#lastFlush + FLUSH_INTERVAL_MS - performance.now());
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      this.#flush().catch(this.#options.onError);
    }, wait);
  }

  async #flush(): Promise<void> {
    if (this.#flushing) {
      this.#again = true;
      return;
    }
    this.#flushing = true;
    this.#lastFlush = performance.now();
    try {
      const behind = Map.groupBy(
        [...this.clients].filter((client) => client.ready && this.#isBehind(client)),
        ({ cursor }) => cursor,
      );
      for (const [cursor, clients] of behind) {
        const frame = encodeFrame(
          this.#options.summarise(this.#job),
          await this.#rowsAfter(cursor),
          cursor,
        );
        for (const client of clients) this.#send(client, frame);
      }
      const more = [...this.clients].some((client) => client.ready && this.#isBehind(client));
      this.#again ||= more;
    } finally {
      this.#flushing = false;
    }
    if (!this.#again) return;
    this.#again = false;
    // Replay is not paced: a client that is behind gets its next piece as soon as others had their turn.
    setImmediate(() => this.#flush().catch(this.#options.onError));
  }

  #isBehind(client: StreamClient): boolean {
    return !client.greeted || client.cursor < this.#job.lastSeq;
  }

  async #rowsAfter(cursor: number): Promise<WireRow[]> {
    if (cursor >= this.#job.lastSeq) return [];
    const { store } = this.#options;
    return (
      this.#ring.after(cursor, FRAME_ROWS) ??
      (await store.rowsAfter(this.#job.jobId, cursor, FRAME_ROWS)).map(toWire)
    );
  }

  #send(client: StreamClient, frame: WireFrame): void {
    client.greeted = true;
    client.cursor = frame.cursor;
    client.write(frame.piece);
    if (frame.complete) client.end();
  }
}

import { setImmediate as nextTurn } from "node:timers/promises";
import type { JobSummary } from "../../../protocol/job.ts";
import type { Committed, JobStore, StoredJob, StreamRow } from "../../store/types.ts";
import type { StreamClient } from "./client.ts";
import { encodeFrame, encodeRows, type FrameRows, type WireFrame } from "./frame.ts";
import { Ring } from "./ring.ts";

/**
 * Commits that come closer together than this are sent as one frame: the more clients, the more a frame costs, and the
 * longer it may wait for others.
 */
const MAX_FLUSH_INTERVAL_MS = 17;
const MIN_FLUSH_INTERVAL_MS = 2;
const CLIENTS_PER_MS = 50;
/** Whole frames that are kept for others who are behind; some 100 KB each. */
const KEPT_FRAMES = 32;
/** Replay works this long at a time; then it is the others' turn, whose rows are new. */
const REPLAY_SLICE_MS = 4;
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
  readonly #frames = new Map<number, FrameRows>();
  #job: StoredJob;
  #timer: NodeJS.Timeout | undefined;
  #lastFlush = 0;
  #flushing = false;
  #wokenMeanwhile = false;

  constructor(options: JobChannelOptions) {
    this.#options = options;
    this.#job = options.job;
  }

  /** Takes up a commit of this job and wakes the channel. */
  committed({ job, rows }: Committed): void {
    this.#job = job;
    if (this.clients.size > 0) this.#ring.push(rows);
    this.wake();
  }

  /** Takes up the job as the store has it, when that is newer than what was announced here. */
  refresh(job: StoredJob): void {
    if (job.lastSeq >= this.#job.lastSeq) this.#job = job;
    this.wake();
  }

  /** Sees to it that every client that is behind gets its frame within the flush interval. */
  wake(): void {
    if (this.#flushing) this.#wokenMeanwhile = true;
    if (this.#timer || this.#flushing || this.clients.size === 0) return;
    const wait = Math.max(0, this.#nextFlush - performance.now());
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      this.#flush().catch(this.#options.onError);
    }, wait);
  }

  get #nextFlush(): number {
    const interval = Math.max(MIN_FLUSH_INTERVAL_MS, this.clients.size / CLIENTS_PER_MS);
    return this.#lastFlush + Math.min(MAX_FLUSH_INTERVAL_MS, interval);
  }

  async #flush(): Promise<void> {
    this.#flushing = true;
    try {
      await this.#sendNew();
      // Replay is not paced, and never in the way of what is new.
      while (this.#someone((client) => this.#isFarBehind(client))) {
        await this.#replay();
        await nextTurn();
        if (performance.now() >= this.#nextFlush) await this.#sendNew();
      }
    } finally {
      this.#flushing = false;
    }
    const more = this.#wokenMeanwhile || this.#someone((client) => this.#isBehind(client));
    this.#wokenMeanwhile = false;
    if (more) this.wake();
  }

  /** Sends all that is left to each client that is not far behind. */
  async #sendNew(): Promise<void> {
    this.#lastFlush = performance.now();
    const near = (client: StreamClient) => this.#isBehind(client) && !this.#isFarBehind(client);
    for (const [cursor, clients] of this.#byCursor(near)) await this.#sendNext(cursor, clients);
  }

  /** Sends frames to those far behind, who is furthest behind first: so they come together and share them. */
  async #replay(): Promise<void> {
    const end = performance.now() + REPLAY_SLICE_MS;
    const far = this.#byCursor((client) => this.#isFarBehind(client));
    for (const [cursor, clients] of [...far].sort(([a], [b]) => a - b)) {
      await this.#sendNext(cursor, clients);
      if (performance.now() >= end) return;
    }
  }

  #byCursor(isMeant: (client: StreamClient) => boolean): Map<number, StreamClient[]> {
    const meant = [...this.clients].filter((client) => client.ready && isMeant(client));
    return Map.groupBy(meant, (client) => client.cursor);
  }

  /** Sends the next frame to clients that have the same cursor, and so share it. */
  async #sendNext(cursor: number, clients: readonly StreamClient[]): Promise<void> {
    const rows = await this.#rowsAfter(cursor);
    const frame = encodeFrame(this.#options.summarise(this.#job), rows);
    for (const client of clients) this.#send(client, frame);
  }

  #someone(isMeant: (client: StreamClient) => boolean): boolean {
    for (const client of this.clients) if (client.ready && isMeant(client)) return true;
    return false;
  }

  #isFarBehind(client: StreamClient): boolean {
    return this.#job.lastSeq - client.cursor >= FRAME_ROWS;
  }

  #isBehind(client: StreamClient): boolean {
    return !client.greeted || client.cursor < this.#job.lastSeq;
  }

  /**
   * The next rows for a client at `cursor`. Who is far behind is led to a multiple of the frame's size, and goes on in
   * whole frames from there: those are the same for all such clients, and the last of them are kept.
   */
  async #rowsAfter(cursor: number): Promise<FrameRows> {
    const isFar = this.#job.lastSeq - cursor >= FRAME_ROWS;
    if (!isFar) return encodeRows(await this.#read(cursor, FRAME_ROWS), cursor);
    const beyond = cursor % FRAME_ROWS;
    if (beyond > 0) return encodeRows(await this.#read(cursor, FRAME_ROWS - beyond), cursor);
    const known = this.#frames.get(cursor);
    if (known) return known;
    const rows = encodeRows(await this.#read(cursor, FRAME_ROWS), cursor);
    this.#frames.set(cursor, rows);
    const [oldest] = this.#frames.keys();
    if (this.#frames.size > KEPT_FRAMES && oldest !== undefined) this.#frames.delete(oldest);
    return rows;
  }

  async #read(cursor: number, limit: number): Promise<StreamRow[]> {
    if (cursor >= this.#job.lastSeq) return [];
    const { store } = this.#options;
    return (
      this.#ring.after(cursor, limit) ?? (await store.rowsAfter(this.#job.jobId, cursor, limit))
    );
  }

  #send(client: StreamClient, frame: WireFrame): void {
    client.greeted = true;
    client.cursor = frame.cursor;
    client.write(frame.piece);
    if (frame.complete) client.end();
  }
}

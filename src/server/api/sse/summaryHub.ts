import type { ServerResponse } from "node:http";
import type { Announcer } from "../../jobs/announcer.ts";
import type { JobService } from "../../jobs/jobService.ts";
import type { StoredJob } from "../../store/types.ts";
import { encodePiece, type Piece, StreamClient } from "./client.ts";

const FLUSH_INTERVAL_MS = 250;
const HEARTBEAT_MS = 15_000;
const HEARTBEAT = encodePiece([Buffer.from(": heartbeat\n\n")]);

/**
 * The stream of all jobs' summaries: first the whole list (`snapshot: true`), then what changed. A client that was too
 * slow for a change gets the whole list again when it has caught up.
 */
export class SummaryHub {
  /** Whether jobs go on without any client; the last client that says so decides. */
  keepsRunning = true;
  readonly #jobs: JobService;
  readonly #onError: (error: unknown) => void;
  readonly #clients = new Map<StreamClient, { stale: boolean }>();
  readonly #heartbeat: NodeJS.Timeout;
  readonly #changed = new Map<string, StoredJob | null>();
  #timer: NodeJS.Timeout | undefined;

  constructor(jobs: JobService, announcer: Announcer, onError: (error: unknown) => void) {
    this.#jobs = jobs;
    this.#onError = onError;
    announcer.on("committed", ({ job }) => this.#note(job.jobId, job));
    announcer.on("deleted", (jobId) => this.#note(jobId, null));
    this.#heartbeat = setInterval(() => {
      for (const client of this.#clients.keys()) {
        if (client.ready) client.write(HEARTBEAT);
      }
    }, HEARTBEAT_MS);
    this.#heartbeat.unref();
  }

  get clientCount(): number {
    return this.#clients.size;
  }

  async open(response: ServerResponse): Promise<void> {
    const client: StreamClient = new StreamClient(
      response,
      0,
      () => this.#snapshot(client).catch(this.#onError),
      () => this.#clients.delete(client),
    );
    this.#clients.set(client, { stale: true });
    await this.#snapshot(client);
  }

  async #snapshot(client: StreamClient): Promise<void> {
    const state = this.#clients.get(client);
    if (!state?.stale || !client.ready) return;
    state.stale = false;
    client.write(encode({ snapshot: true, jobs: await this.#jobs.list() }));
  }

  #note(jobId: string, job: StoredJob | null): void {
    if (this.#clients.size === 0) return;
    this.#changed.set(jobId, job);
    this.#timer ??= setTimeout(() => this.#flush(), FLUSH_INTERVAL_MS);
  }

  #flush(): void {
    this.#timer = undefined;
    const jobs = [...this.#changed.values()].flatMap((job) =>
      job ? [this.#jobs.summarise(job)] : [],
    );
    const deleted = [...this.#changed].flatMap(([jobId, job]) => (job ? [] : [jobId]));
    this.#changed.clear();
    const piece = encode({ jobs, deleted });
    for (const [client, state] of this.#clients) {
      if (client.ready && !state.stale) client.write(piece);
      else state.stale = true;
    }
  }

  close(): void {
    clearInterval(this.#heartbeat);
    clearTimeout(this.#timer);
    for (const client of this.#clients.keys()) client.end();
  }
}

function encode(event: object): Piece {
  return encodePiece([Buffer.from(`data: ${JSON.stringify(event)}\n\n`)]);
}

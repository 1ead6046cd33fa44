import type { ServerResponse } from "node:http";
import type { Announcer } from "../../jobs/announcer.ts";
import type { JobService } from "../../jobs/jobService.ts";
import type { JobStore } from "../../store/types.ts";
import { encodePiece, StreamClient } from "./client.ts";
import { JobChannel } from "./jobChannel.ts";

const HEARTBEAT_MS = 15_000;
const HEARTBEAT = encodePiece([Buffer.from(": heartbeat\n\n")]);

export interface StreamHubOptions {
  store: JobStore;
  jobs: JobService;
  announcer: Announcer;
  onError: (error: unknown) => void;
}

/** All open job streams. A channel exists while a job has clients. */
export class StreamHub {
  readonly #options: StreamHubOptions;
  readonly #channels = new Map<string, JobChannel>();
  readonly #heartbeat: NodeJS.Timeout;

  constructor(options: StreamHubOptions) {
    this.#options = options;
    options.announcer.on("committed", (committed) => {
      this.#channels.get(committed.job.jobId)?.committed(committed);
    });
    options.announcer.on("deleted", (jobId) => this.#endChannel(jobId));
    this.#heartbeat = setInterval(() => this.#beat(), HEARTBEAT_MS);
    this.#heartbeat.unref();
  }

  get clientCount(): number {
    let count = 0;
    for (const { clients } of this.#channels.values()) count += clients.size;
    return count;
  }

  /**
   * Streams a job to `response` from the row after `cursor` on; throws when there is no such job. The response is ended
   * when the job has ended and all of it was sent.
   */
  async open(jobId: string, cursor: number, response: ServerResponse): Promise<void> {
    const { store, jobs, onError } = this.#options;
    const job = await jobs.stored(jobId);
    let channel = this.#channels.get(jobId);
    if (!channel) {
      channel = new JobChannel({ job, store, summarise: (now) => jobs.summarise(now), onError });
      this.#channels.set(jobId, channel);
    }
    const opened = channel;
    // A cursor beyond the job's last row is of another life of the server: all of it is sent again.
    const known = cursor <= job.lastSeq ? cursor : 0;
    const client = new StreamClient(
      response,
      known,
      () => opened.wake(),
      () => this.#left(jobId, opened, client),
    );
    opened.clients.add(client);
    // What was committed between the first look and the channel's registration was announced to nobody.
    opened.refresh(await jobs.stored(jobId));
  }

  #left(jobId: string, channel: JobChannel, client: StreamClient): void {
    channel.clients.delete(client);
    if (channel.clients.size === 0 && this.#channels.get(jobId) === channel) {
      this.#channels.delete(jobId);
    }
  }

  #endChannel(jobId: string): void {
    for (const client of this.#channels.get(jobId)?.clients ?? []) client.end();
  }

  #beat(): void {
    for (const { clients } of this.#channels.values()) {
      for (const client of clients) if (client.ready) client.write(HEARTBEAT);
    }
  }

  /** Ends every stream; clients come back to the next engine with their Last-Event-ID. */
  close(): void {
    clearInterval(this.#heartbeat);
    for (const jobId of this.#channels.keys()) this.#endChannel(jobId);
  }
}

import type { LogPage } from "../../protocol/history.ts";
import type { LogEntry } from "../../protocol/job.ts";

/** Reads what follows the line of that sequence number. */
export type ReadLogPage = (after: number) => Promise<LogPage>;

/** As much as an editor takes without complaint. An export has the rest. */
const MAX_BYTES = 32 * 1024 * 1024;

/** The whole log of a job as a text that grows. Reads only what is new; of a very long log the newest part is kept. */
export class FullLog {
  readonly #read: ReadLogPage;
  readonly #maxBytes: number;
  #chunks: { bytes: Buffer; lines: number }[] = [];
  #bytes = 0;
  #lines = 0;
  #after = 0;
  #leftOut = 0;
  #version = 0;
  #update: Promise<void> | undefined;

  constructor(read: ReadLogPage, maxBytes = MAX_BYTES) {
    this.#read = read;
    this.#maxBytes = maxBytes;
  }

  /** Grows with every change. */
  get version(): number {
    return this.#version;
  }

  get bytes(): number {
    return this.#bytes;
  }

  /** Lines that are kept. */
  get lines(): number {
    return this.#lines;
  }

  /** Lines of the beginning that are not kept. */
  get leftOut(): number {
    return this.#leftOut;
  }

  /** Reads on to the end of what is there. Calls while it reads join it. */
  update(): Promise<void> {
    this.#update ??= this.#readOn().finally(() => {
      this.#update = undefined;
    });
    return this.#update;
  }

  /** `note` words how many lines are missing, when there are any. */
  text(note: (leftOut: number) => string): Uint8Array {
    const parts = this.#chunks.map(({ bytes }) => bytes);
    if (this.#leftOut > 0) parts.unshift(Buffer.from(`${note(this.#leftOut)}\n`));
    return Buffer.concat(parts);
  }

  async #readOn(): Promise<void> {
    for (;;) {
      const { logs, next_after, last_seq } = await this.#read(this.#after);
      this.#append(logs);
      const reached = next_after ?? Math.max(last_seq, logs.at(-1)?.seq ?? 0);
      // A server that does not move on would be asked for ever.
      if (reached <= this.#after && next_after !== null) return;
      this.#after = Math.max(this.#after, reached);
      if (next_after === null) return;
    }
  }

  #append(entries: readonly LogEntry[]): void {
    if (entries.length === 0) return;
    const bytes = Buffer.from(entries.map(logLine).join(""));
    this.#chunks.push({ bytes, lines: entries.length });
    this.#bytes += bytes.length;
    this.#lines += entries.length;
    this.#version++;
    while (this.#bytes > this.#maxBytes && this.#chunks.length > 1) {
      const oldest = this.#chunks.shift();
      this.#bytes -= oldest?.bytes.length ?? 0;
      this.#lines -= oldest?.lines ?? 0;
      this.#leftOut += oldest?.lines ?? 0;
    }
  }
}

/** `2026-01-02T03:04:05.000Z [error] text` */
function logLine({ timestamp, level, message }: LogEntry): string {
  return `${timestamp} [${level}] ${message}\n`;
}

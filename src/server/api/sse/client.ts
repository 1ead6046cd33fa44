import type { ServerResponse } from "node:http";

/** Unsent bytes at which a client is left alone until it has read them. */
const HIGH_WATER_BYTES = 256 * 1024;

/** One open event stream. It has a cursor and no queue: a slow client costs no memory. */
export class StreamClient {
  /** `seq` of the last row that was written to it. */
  cursor: number;
  /** True once it was sent a frame; a new client gets one at once, rows or not. */
  greeted = false;
  readonly #response: ServerResponse;
  #blocked = false;
  #closed = false;

  /** `onReady` is called when a blocked client can take more, `onClose` once when it is gone. */
  constructor(response: ServerResponse, cursor: number, onReady: () => void, onClose: () => void) {
    this.#response = response;
    this.cursor = cursor;
    response.on("drain", () => {
      this.#blocked = false;
      onReady();
    });
    response.once("close", () => {
      this.#closed = true;
      onClose();
    });
    // A reset connection is a closed one; without a listener it would be an uncaught error.
    response.on("error", () => undefined);
  }

  get closed(): boolean {
    return this.#closed;
  }

  /** True when it can take a frame now. */
  get ready(): boolean {
    return !this.#blocked && !this.#closed;
  }

  /** Writes bytes; above the high-water mark the client is not ready until its socket drained. */
  write(bytes: Buffer): void {
    if (this.#closed) return;
    this.#response.write(bytes);
    if (this.#response.writableLength > HIGH_WATER_BYTES) this.#blocked = true;
  }

  end(): void {
    if (!this.#closed) this.#response.end();
  }
}

/** Headers of every event stream, as the contract has them. */
export const STREAM_HEADERS = {
  "Content-Type": "text/event-stream",
  "Cache-Control": "no-cache",
  Connection: "keep-alive",
  "X-Accel-Buffering": "no",
} as const;

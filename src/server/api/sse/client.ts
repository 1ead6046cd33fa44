import type { ServerResponse } from "node:http";
import type { Socket } from "node:net";

/** Unsent bytes at which a client is left alone until it has read them. */
const HIGH_WATER_BYTES = 256 * 1024;

/** One piece of a stream, encoded once for all the clients that get it. */
export interface Piece {
  plain: Buffer;
  /** `plain` as one chunk of HTTP/1.1's chunked encoding (RFC 9112, 7.1). */
  chunk: Buffer;
}

/** Joins `parts` to one piece. */
export function encodePiece(parts: readonly Buffer[]): Piece {
  const length = parts.reduce((sum, part) => sum + part.length, 0);
  const size = Buffer.from(`${length.toString(16)}\r\n`);
  const chunk = Buffer.concat([size, ...parts, Buffer.from("\r\n")]);
  return { plain: chunk.subarray(size.length, size.length + length), chunk };
}

/** One open event stream. It has a cursor and no queue: a slow client costs no memory. */
export class StreamClient {
  /** `seq` of the last row that was written to it. */
  cursor: number;
  /** True once it was sent a frame; a new client gets one at once, rows or not. */
  greeted = false;
  readonly #response: ServerResponse;
  readonly #socket: Socket | null;
  #blocked = false;
  #closed = false;

  /** Sends the headers. `onReady` is called when a blocked client can take more, `onClose` once when it is gone. */
  constructor(response: ServerResponse, cursor: number, onReady: () => void, onClose: () => void) {
    response.writeHead(200, STREAM_HEADERS);
    response.flushHeaders();
    this.#response = response;
    this.#socket = response.socket;
    this.cursor = cursor;
    this.#socket?.setNoDelay(true);
    this.#socket?.on("drain", () => {
      if (!this.#blocked) return;
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

  /** True when it can take a piece now. */
  get ready(): boolean {
    return !this.#blocked && !this.#closed;
  }

  /**
   * Writes a piece; above the high-water mark the client is not ready until its socket drained. The chunk goes to the
   * socket as it is: for a thousand clients, framing each copy anew costs more than everything else together.
   */
  write({ plain, chunk }: Piece): void {
    const socket = this.#socket;
    if (this.#closed || !socket || socket.destroyed) return;
    socket.write(this.#response.chunkedEncoding ? chunk : plain);
    if (socket.writableLength > HIGH_WATER_BYTES) this.#blocked = true;
  }

  end(): void {
    if (!this.#closed) this.#response.end();
  }
}

/** Headers of every event stream, as the contract has them. */
const STREAM_HEADERS = {
  "Content-Type": "text/event-stream",
  "Cache-Control": "no-cache",
  Connection: "keep-alive",
  "X-Accel-Buffering": "no",
} as const;

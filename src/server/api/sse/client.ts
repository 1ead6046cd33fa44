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
  /** None while a response that was asked for before on the same connection is not done. */
  #socket: Socket | null = null;
  #blocked = false;
  #closed = false;

  /** Sends the headers. `onReady` is called when a blocked client can take more, `onClose` once when it is gone. */
  constructor(response: ServerResponse, cursor: number, onReady: () => void, onClose: () => void) {
    response.writeHead(200, STREAM_HEADERS);
    response.flushHeaders();
    this.#response = response;
    this.cursor = cursor;
    const onDrain = () => {
      if (!this.#blocked) return;
      this.#blocked = false;
      onReady();
    };
    const attach = (socket: Socket) => {
      this.#socket = socket;
      socket.setNoDelay(true);
      socket.on("drain", onDrain);
    };
    if (response.socket) attach(response.socket);
    else {
      this.#blocked = true;
      response.once("socket", (socket: Socket) => {
        attach(socket);
        // Node sends the headers after this event.
        setImmediate(onDrain);
      });
    }
    response.once("close", () => {
      this.#closed = true;
      this.#socket?.off("drain", onDrain);
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

  /** Ends the stream; also the connection, where that is how its client sees the end or what it asked for. */
  end(): void {
    if (this.#closed) return;
    const response = this.#response;
    const isLast = /\bclose\b/i.test(response.req.headers.connection ?? "");
    if (isLast || !response.chunkedEncoding) response.once("finish", () => this.#socket?.end());
    response.end();
  }
}

/** Headers of every event stream, as the contract has them. */
const STREAM_HEADERS = {
  "Content-Type": "text/event-stream",
  "Cache-Control": "no-cache",
  Connection: "keep-alive",
  "X-Accel-Buffering": "no",
} as const;

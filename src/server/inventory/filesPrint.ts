import { hash } from "node:crypto";
import { createReadStream } from "node:fs";
import { readFile, stat } from "node:fs/promises";
import { readVersion } from "../../version.ts";

/** Larger files are read piece by piece. */
const WHOLE_BYTES = 4 * 1024 * 1024;
const PIECE_BYTES = 1024 * 1024;

/**
 * What the files of an inventory hold, in one short text: another one when a byte of them changes, or which they are, or the
 * version of the program, which may read them in another way.
 */
export class FilesPrint {
  readonly #prints = new Map<string, string>();

  /** Takes a file of which these are the bytes. */
  add(path: string, bytes: Uint8Array): void {
    const pieces: string[] = [];
    for (let from = 0; from < bytes.length; from += PIECE_BYTES) {
      pieces.push(printOf(bytes.subarray(from, from + PIECE_BYTES)));
    }
    this.#keep(path, pieces);
  }

  /** Reads a file for this only, without holding the engine up however large it is. */
  async addFile(path: string): Promise<void> {
    if ((await stat(path)).size <= WHOLE_BYTES) {
      this.add(path, await readFile(path));
      return;
    }
    const pieces: string[] = [];
    let rest: Uint8Array = new Uint8Array();
    for await (const read of createReadStream(path, { highWaterMark: PIECE_BYTES })) {
      rest = rest.length === 0 ? (read as Uint8Array) : Buffer.concat([rest, read as Uint8Array]);
      for (; rest.length >= PIECE_BYTES; rest = rest.subarray(PIECE_BYTES)) {
        pieces.push(printOf(rest.subarray(0, PIECE_BYTES)));
      }
    }
    if (rest.length > 0) pieces.push(printOf(rest));
    this.#keep(path, pieces);
  }

  get value(): string {
    const files = [...this.#prints].sort(([a], [b]) => (a < b ? -1 : 1));
    return printOf(JSON.stringify([readVersion(), files]));
  }

  #keep(path: string, pieces: readonly string[]): void {
    this.#prints.set(path, printOf(pieces.join()));
  }
}

function printOf(what: string | Uint8Array): string {
  return hash("sha256", what, "base64url");
}

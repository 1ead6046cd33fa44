import { randomBytes } from "node:crypto";
import { closeSync, fsyncSync, openSync, rmSync, writeSync } from "node:fs";

const MEGABYTE = 1024 * 1024;
const MEGABYTES = 4;

/**
 * Space on the disk of the database that is given back when the disk is full: enough to write down why jobs could not go on.
 */
export class DiskReserve {
  readonly #path: string;
  #isHeld = false;

  /** `database` is the path of the file that it is held for. */
  constructor(database: string) {
    this.#path = `${database}.reserve`;
  }

  /** Takes the space; on a disk that is full already there is none, and nothing happens. */
  take(): void {
    try {
      const file = openSync(this.#path, "w", 0o600);
      try {
        // Random: a disk that compresses would hold no space for zeros.
        for (let n = 0; n < MEGABYTES; n++) writeSync(file, randomBytes(MEGABYTE));
        fsyncSync(file);
      } finally {
        closeSync(file);
      }
      this.#isHeld = true;
    } catch {
      this.release();
    }
  }

  /** Gives the space back; answers whether there was any. */
  release(): boolean {
    const wasHeld = this.#isHeld;
    this.#isHeld = false;
    rmSync(this.#path, { force: true });
    return wasHeld;
  }
}

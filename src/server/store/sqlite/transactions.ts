import type { DatabaseSync } from "node:sqlite";
import { AppError } from "../../errors.ts";
import { DiskReserve } from "./diskReserve.ts";
import { isDiskFull } from "./openDatabase.ts";

/** Transactions of the one writer of a database file, and what a full disk means to them. */
export class Transactions {
  readonly #database: DatabaseSync;
  readonly #path: string;
  readonly #reserve: DiskReserve;

  constructor(database: DatabaseSync, path: string) {
    this.#database = database;
    this.#path = path;
    this.#reserve = new DiskReserve(path);
    this.#reserve.take();
  }

  /** Does `work` as a whole or not at all. A full disk is an AppError, and leaves room to say so in the store. */
  atomically<T>(work: () => T): T {
    this.#database.exec("BEGIN IMMEDIATE");
    try {
      const result = work();
      this.#database.exec("COMMIT");
      return result;
    } catch (error) {
      if (this.#database.isTransaction) this.#database.exec("ROLLBACK");
      if (!isDiskFull(error)) throw error;
      this.#reserve.release();
      throw new AppError(
        "STORE_DISK_FULL",
        507,
        `The disk is full: ${this.#path} could not be written. Make room on it, then retry the job.`,
        { cause: error },
      );
    }
  }

  close(): void {
    this.#reserve.release();
  }
}

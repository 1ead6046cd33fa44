import { resolve } from "node:path";
import { AppError } from "../../errors.ts";
import { duckdbAlias } from "../../translate/duckdbNames.ts";
import type { TargetRequest, TargetSession } from "../types.ts";
import { Database } from "./database.ts";
import { DuckDbSession } from "./session.ts";

/** Opens sessions on DuckDB files. Jobs that write to the same file at the same time share one open database. */
export class DuckDbTargets {
  readonly #open = new Map<string, Promise<Database>>();
  /** Files that are being closed: a new session waits for that. */
  readonly #closing = new Map<string, Promise<unknown>>();

  /** Opens a session; throws an AppError when the file is locked by another program or is no database. */
  async open(request: TargetRequest): Promise<TargetSession> {
    if (request.dryRun) {
      const database = await Database.open(null, request.catalog);
      database.enter();
      return new DuckDbSession(database, request.schema, () => database.leave());
    }
    const path = resolve(request.path);
    const database = await this.#database(path, request.catalog);
    if (database.alias.toLowerCase() !== duckdbAlias(request.catalog).toLowerCase()) {
      throw new AppError(
        "TARGET_BUSY",
        409,
        `${path} is being written by another job as catalog ${database.alias}. Wait for it, use that catalog's name, ` +
          "or another file.",
      );
    }
    database.enter();
    return new DuckDbSession(database, request.schema, () => this.#leave(path, database));
  }

  async #database(path: string, catalog: string): Promise<Database> {
    await this.#closing.get(path);
    const known = this.#open.get(path);
    if (known) return known;
    const opening = Database.open(path, catalog);
    this.#open.set(path, opening);
    opening.catch(() => this.#open.delete(path));
    return opening;
  }

  async #leave(path: string, database: Database): Promise<void> {
    const closing = database.leave();
    this.#closing.set(
      path,
      closing.catch(() => undefined),
    );
    try {
      if (await closing) this.#open.delete(path);
    } finally {
      this.#closing.delete(path);
    }
  }
}

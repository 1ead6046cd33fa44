import { existsSync } from "node:fs";
import { access, constants, stat } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import { AppError, messageOf } from "../../errors.ts";
import { duckdbAlias } from "../../translate/duckdbNames.ts";
import type { TargetRequest, TargetSession } from "../types.ts";
import { Database } from "./database.ts";
import { DuckdbSession } from "./session.ts";

/**
 * Owns the open database files of the process: one DuckDB instance a file, shared by the jobs that write to it, closed
 * with the last of them so that other programs can open the file.
 */
export class DuckdbTargets {
  /** By absolute path. Promises, so that two jobs that start together share one. */
  readonly #open = new Map<string, Promise<Database>>();
  /** Files that are being closed: an opening waits for that. */
  readonly #closing = new Map<string, Promise<void>>();

  /** Opens a session; rejects with an AppError when the file is locked by another program or is no database. */
  async open(request: TargetRequest): Promise<TargetSession> {
    if (request.dryRun) {
      const database = await Database.open(null, request.catalog);
      database.enter();
      return DuckdbSession.start(database, request.schema, async () => {
        if (database.leave()) await database.close();
      });
    }
    const path = resolve(request.path);
    const database = await this.#enter(path, request.catalog);
    return DuckdbSession.start(database, request.schema, () => this.#leave(path, database));
  }

  /**
   * Rejects with an AppError when a session could not be opened: the file is locked by another program, is no database, or
   * its folder cannot be written. Creates nothing that was not there.
   */
  async check({ path, catalog }: { path: string; catalog: string }): Promise<void> {
    const absolute = resolve(path);
    if (this.#open.has(absolute)) {
      const database = await this.#enter(absolute, catalog);
      await this.#leave(absolute, database);
    } else if (existsSync(absolute)) {
      await this.#closing.get(absolute)?.catch(() => undefined);
      await (await Database.open(absolute, catalog)).close();
    } else await assertCreatable(absolute);
  }

  /** The file's database, with one more session counted. */
  async #enter(path: string, catalog: string): Promise<Database> {
    for (;;) {
      await this.#closing.get(path)?.catch(() => undefined);
      let opening = this.#open.get(path);
      if (!opening) {
        opening = Database.open(path, catalog);
        this.#open.set(path, opening);
        const mine = opening;
        mine.catch(() => {
          if (this.#open.get(path) === mine) this.#open.delete(path);
        });
      }
      const database = await opening;
      // Closed by its last session while we waited: open it anew.
      if (this.#open.get(path) !== opening) continue;
      if (database.alias.toLowerCase() !== duckdbAlias(catalog).toLowerCase()) {
        const message = `${path} is being written by another job as catalog ${database.alias}.`;
        throw new AppError(
          "TARGET_BUSY",
          409,
          `${message} Wait for it, use that catalog's name, or another file.`,
        );
      }
      database.enter();
      return database;
    }
  }

  async #leave(path: string, database: Database): Promise<void> {
    if (!database.leave()) return;
    this.#open.delete(path);
    const closing = database.close();
    this.#closing.set(path, closing);
    try {
      await closing;
    } finally {
      if (this.#closing.get(path) === closing) this.#closing.delete(path);
    }
  }
}

/** Rejects unless a file could be made at `path`: the nearest folder that exists can be written. */
async function assertCreatable(path: string): Promise<void> {
  let folder = dirname(path);
  while (!existsSync(folder) && dirname(folder) !== folder) folder = dirname(folder);
  try {
    if (!(await stat(folder)).isDirectory()) throw new Error(`${folder} is no folder`);
    await access(folder, constants.W_OK | constants.X_OK);
  } catch (error) {
    const message = `${path} cannot be created: ${messageOf(error)}. Choose another file.`;
    throw new AppError("TARGET_UNUSABLE", 400, message, { cause: error });
  }
}

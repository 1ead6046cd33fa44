import { stat } from "node:fs/promises";
import { dirname } from "node:path";
import { type DuckDBConnection, DuckDBInstance } from "@duckdb/node-api";
import { makeFolder } from "../../../makeFolder.ts";
import { AppError } from "../../errors.ts";
import { duckdbAlias, quoteName, quoteText } from "../../translate/duckdbNames.ts";
import { errorText } from "./errors.ts";

/** Statements of users fetch no code from the network: what is linked in (json, icu, parquet) is there without. */
export const NO_EXTENSIONS = {
  autoinstall_known_extensions: "false",
  autoload_known_extensions: "false",
};

/**
 * One database file, attached under its catalog's name to an instance of its own. Sessions share it; it is closed with
 * the last one, and other programs can open the file then.
 */
export class Database {
  /** The name under which the file is attached. */
  readonly alias: string;
  readonly #instance: DuckDBInstance;
  readonly #connections = new Set<DuckDBConnection>();
  #sessions = 0;

  private constructor(instance: DuckDBInstance, alias: string) {
    this.#instance = instance;
    this.alias = alias;
  }

  /** Opens or creates the file at `path`, or a database in memory when `path` is null. Rejects with an AppError. */
  static async open(path: string | null, catalog: string): Promise<Database> {
    const alias = duckdbAlias(catalog);
    const instance = await DuckDBInstance.create(":memory:", NO_EXTENSIONS);
    const connection = await instance.connect();
    try {
      if (path !== null) await prepare(path);
      // Without its type, DuckDB looks for an extension that may know the file, also on the network.
      await connection.run(
        `ATTACH ${quoteText(path ?? ":memory:")} AS ${quoteName(alias)} (TYPE duckdb)`,
      );
    } catch (error) {
      connection.closeSync();
      instance.closeSync();
      throw openProblem(path ?? ":memory:", error);
    }
    connection.closeSync();
    return new Database(instance, alias);
  }

  enter(): void {
    this.#sessions++;
  }

  /** A new connection whose names resolve in `schema`, which is created when it is missing. */
  async connect(schema: string): Promise<DuckDBConnection> {
    const connection = await this.#instance.connect();
    this.#connections.add(connection);
    const place = `${quoteName(this.alias)}.${quoteName(schema)}`;
    try {
      await connection.run(`CREATE SCHEMA IF NOT EXISTS ${place}`);
      await connection.run(`USE ${place}`);
    } catch (error) {
      this.disconnect(connection);
      throw error;
    }
    return connection;
  }

  disconnect(connection: DuckDBConnection): void {
    if (this.#connections.delete(connection)) connection.closeSync();
  }

  /** Ends one session; true when it was the last: `close` has to follow. */
  leave(): boolean {
    return --this.#sessions === 0;
  }

  /** Writes everything from the write-ahead log into the file and lets go of it. */
  async close(): Promise<void> {
    for (const connection of [...this.#connections]) this.disconnect(connection);
    const connection = await this.#instance.connect();
    try {
      await connection.run(`CHECKPOINT ${quoteName(this.alias)}`);
      await connection.run(`DETACH ${quoteName(this.alias)}`);
    } finally {
      connection.closeSync();
      this.#instance.closeSync();
    }
  }
}

/** Makes the folder of the file at `path`. What is there and no file is refused: to open a pipe would take for ever. */
async function prepare(path: string): Promise<void> {
  if (path.includes("\0")) throw new Error("the path holds a NUL character");
  const found = await stat(path).catch(() => undefined);
  if (found && !found.isFile()) throw new Error("it is no file. Choose another path");
  if (!found) makeFolder(dirname(path));
}

function openProblem(path: string, error: unknown): AppError {
  const detail = errorText(error);
  if (/lock on file|being used by another process/i.test(detail)) {
    const process = /\(PID \d+\)/.exec(detail)?.[0] ?? "";
    const message = `${path} is open in another program ${process}`.trimEnd();
    const advice = "Close the database there (a notebook, a CLI, another engine), then retry.";
    return new AppError("TARGET_LOCKED", 409, `${message}. ${advice}`, { cause: error });
  }
  const message = `${path} cannot be opened as a DuckDB database: ${detail}`;
  return new AppError("TARGET_UNUSABLE", 400, message, { cause: error });
}

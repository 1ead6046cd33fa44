import { mkdirSync } from "node:fs";
import { dirname } from "node:path";
import { type DuckDBConnection, DuckDBInstance } from "@duckdb/node-api";
import { AppError, messageOf } from "../../errors.ts";
import { duckdbAlias, quoteName, quoteText } from "../../translate/duckdbNames.ts";

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

  /** Opens or creates the file at `path`, or a database in memory when `path` is null. */
  static async open(path: string | null, catalog: string): Promise<Database> {
    const alias = duckdbAlias(catalog);
    const instance = await DuckDBInstance.create(":memory:");
    const connection = await instance.connect();
    try {
      if (path !== null) mkdirSync(dirname(path), { recursive: true });
      await connection.run(`ATTACH ${quoteText(path ?? ":memory:")} AS ${quoteName(alias)}`);
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

  /** A new connection whose names resolve in `schema`. */
  async connect(schema: string): Promise<DuckDBConnection> {
    const connection = await this.#instance.connect();
    this.#connections.add(connection);
    const place = `${quoteName(this.alias)}.${quoteName(schema)}`;
    await connection.run(`CREATE SCHEMA IF NOT EXISTS ${place}`);
    await connection.run(`USE ${place}`);
    return connection;
  }

  disconnect(connection: DuckDBConnection): void {
    if (this.#connections.delete(connection)) connection.closeSync();
  }

  /** Ends one session; true when it was the last and the file is closed. */
  async leave(): Promise<boolean> {
    this.#sessions--;
    if (this.#sessions > 0) return false;
    for (const connection of [...this.#connections]) this.disconnect(connection);
    const connection = await this.#instance.connect();
    // Brings everything from the write-ahead log into the file, so that the file alone is the database.
    await connection.run(`CHECKPOINT ${quoteName(this.alias)}`);
    await connection.run(`DETACH ${quoteName(this.alias)}`);
    connection.closeSync();
    this.#instance.closeSync();
    return true;
  }
}

function openProblem(path: string, error: unknown): AppError {
  const message = messageOf(error).split("\n")[0] ?? "";
  if (/lock|being used by another process/i.test(message)) {
    return new AppError(
      "TARGET_LOCKED",
      409,
      `${path} is open in another program. Close the database there (a notebook, a CLI, another engine), then ` +
        `retry. DuckDB says: ${message}`,
      { cause: error },
    );
  }
  return new AppError(
    "TARGET_UNUSABLE",
    400,
    `${path} cannot be opened as a DuckDB database: ${message}`,
    {
      cause: error,
    },
  );
}

import { setTimeout as delay } from "node:timers/promises";
import type { DuckDBConnection } from "@duckdb/node-api";
import type { ApplyOutcome, ApplyPlan, TargetSession } from "../types.ts";
import type { Database } from "./database.ts";
import { isConflict } from "./errors.ts";
import { Transaction } from "./transaction.ts";

const MOST_ATTEMPTS = 5;
const CONFLICT_WAIT_MS = 20;

/** One job's way into an attached database. Each object is applied on a connection of its own, from a small pool. */
export class DuckdbSession implements TargetSession {
  readonly #database: Database;
  readonly #schema: string;
  readonly #leave: () => Promise<unknown>;
  readonly #idle: DuckDBConnection[] = [];
  readonly #busy = new Set<Promise<unknown>>();
  #closed: Promise<void> | undefined;

  private constructor(database: Database, schema: string, leave: () => Promise<unknown>) {
    this.#database = database;
    this.#schema = schema;
    this.#leave = leave;
  }

  /** Starts a session; the schema is created. `leave` tells the database's owner that the session is over. */
  static async start(
    database: Database,
    schema: string,
    leave: () => Promise<unknown>,
  ): Promise<DuckdbSession> {
    const session = new DuckdbSession(database, schema, leave);
    try {
      session.#idle.push(await database.connect(schema));
      return session;
    } catch (error) {
      await leave();
      throw error;
    }
  }

  /**
   * Creates or replaces one object and loads its rows in one transaction. A conflict with another transaction is tried
   * again a few times.
   */
  apply(plan: ApplyPlan, signal: AbortSignal): Promise<ApplyOutcome> {
    const work = this.#apply(plan, signal);
    const settled: Promise<unknown> = work
      .catch(() => undefined)
      .finally(() => this.#busy.delete(settled));
    this.#busy.add(settled);
    return work;
  }

  /** Waits for what is under way, then lets go of the file. Further calls answer the same promise. */
  close(): Promise<void> {
    this.#closed ??= this.#end();
    return this.#closed;
  }

  async #end(): Promise<void> {
    await Promise.all(this.#busy);
    for (const connection of this.#idle.splice(0)) this.#database.disconnect(connection);
    await this.#leave();
  }

  async #apply(plan: ApplyPlan, signal: AbortSignal): Promise<ApplyOutcome> {
    signal.throwIfAborted();
    if (this.#closed) throw new Error("the session is closed");
    const connection = this.#idle.pop() ?? (await this.#database.connect(this.#schema));
    const interrupt = () => connection.interrupt();
    signal.addEventListener("abort", interrupt);
    try {
      for (let attempt = 1; ; attempt++) {
        const place = { alias: this.#database.alias, schema: this.#schema };
        const transaction = new Transaction(connection, place, plan, signal);
        const outcome = await transaction.execute();
        signal.throwIfAborted();
        const conflict = transaction.error !== undefined && isConflict(transaction.error);
        if (outcome.outcome === "applied" || !conflict || attempt === MOST_ATTEMPTS) return outcome;
        await delay(CONFLICT_WAIT_MS * attempt, undefined, { signal });
      }
    } finally {
      signal.removeEventListener("abort", interrupt);
      this.#idle.push(connection);
    }
  }
}

import type { DuckDBConnection } from "@duckdb/node-api";
import type { SourcePosition } from "../../inventory/types.ts";
import { quoteName } from "../../translate/duckdbNames.ts";
import type { TargetStatement } from "../../translate/types.ts";
import type { ApplyOutcome, ApplyPlan, TargetSession } from "../types.ts";
import type { Database } from "./database.ts";
import { isConflict, toIssue } from "./errors.ts";
import { failingRow } from "./failingRow.ts";

/** How often work is redone that another transaction was in the way of. */
const MAX_ATTEMPTS = 5;

/** A statement that the target refused, and where in the source it comes from. */
class Refused extends Error {
  readonly at: SourcePosition;
  constructor(cause: unknown, at: SourcePosition) {
    super(cause instanceof Error ? cause.message : String(cause), { cause });
    this.at = at;
  }
}

/** One job's work on a DuckDB database. Objects run side by side, each on a connection of its own. */
export class DuckDbSession implements TargetSession {
  readonly #database: Database;
  readonly #schema: string;
  readonly #leave: () => Promise<unknown>;
  readonly #idle: DuckDBConnection[] = [];
  readonly #busy = new Set<Promise<unknown>>();
  #closed: Promise<unknown> | undefined;

  constructor(database: Database, schema: string, leave: () => Promise<unknown>) {
    this.#database = database;
    this.#schema = schema;
    this.#leave = leave;
  }

  apply(plan: ApplyPlan, signal: AbortSignal): Promise<ApplyOutcome> {
    const work = this.#apply(plan, signal).finally(() => this.#busy.delete(work));
    this.#busy.add(work);
    return work;
  }

  async #apply(plan: ApplyPlan, signal: AbortSignal): Promise<ApplyOutcome> {
    const connection = this.#idle.pop() ?? (await this.#database.connect(this.#schema));
    const interrupt = () => connection.interrupt();
    signal.addEventListener("abort", interrupt);
    try {
      return await this.#attempts(connection, plan, signal);
    } finally {
      signal.removeEventListener("abort", interrupt);
      this.#idle.push(connection);
    }
  }

  async #attempts(
    connection: DuckDBConnection,
    plan: ApplyPlan,
    signal: AbortSignal,
  ): Promise<ApplyOutcome> {
    for (let attempt = 1; ; attempt++) {
      signal.throwIfAborted();
      await connection.run("BEGIN TRANSACTION");
      try {
        const rowsLoaded = await this.#execute(connection, plan, signal);
        await connection.run("COMMIT");
        return { outcome: "applied", rowsLoaded };
      } catch (error) {
        // Nothing to roll back when the COMMIT itself was refused.
        await connection.run("ROLLBACK").catch(() => undefined);
        signal.throwIfAborted();
        const cause = error instanceof Refused ? error.cause : error;
        if (isConflict(cause) && attempt < MAX_ATTEMPTS) continue;
        if (error instanceof Refused) {
          return { outcome: "error", issue: toIssue(cause, error.at, plan.targetName) };
        }
        const [first] = plan.statements;
        if (isConflict(cause) && first) {
          return { outcome: "error", issue: toIssue(cause, first, plan.targetName) };
        }
        throw error;
      }
    }
  }

  async #execute(
    connection: DuckDBConnection,
    plan: ApplyPlan,
    signal: AbortSignal,
  ): Promise<number> {
    await this.#dropOther(connection, plan);
    for (const statement of plan.statements) await run(connection, statement);
    let loaded = false;
    for await (const batch of plan.data()) {
      for (const statement of batch) {
        signal.throwIfAborted();
        loaded = true;
        await run(connection, statement).catch(async (error: unknown) => {
          throw await this.#narrow(connection, plan, statement, error as Refused);
        });
      }
    }
    for (const statement of plan.afterLoad) await run(connection, statement);
    if (!loaded) return 0;
    const counted = await connection.runAndReadAll(
      `SELECT count(*) FROM ${quoteName(this.#database.alias)}.${quoteName(this.#schema)}.${quoteName(plan.targetName)}`,
    );
    return Number(counted.getRows()[0]?.[0] ?? 0);
  }

  /** CREATE OR REPLACE does not turn a view into a table or the other way round: what is in the way goes first. */
  async #dropOther(connection: DuckDBConnection, plan: ApplyPlan): Promise<void> {
    const found = await connection.runAndReadAll(
      `SELECT table_type FROM information_schema.tables
       WHERE lower(table_catalog) = lower($1) AND lower(table_schema) = lower($2) AND lower(table_name) = lower($3)`,
      [this.#database.alias, this.#schema, plan.targetName],
    );
    const type = found.getRows()[0]?.[0];
    if (type === undefined) return;
    const isView = type === "VIEW";
    if (isView === (plan.objectType === "VIEW")) return;
    const name = `${quoteName(this.#database.alias)}.${quoteName(this.#schema)}.${quoteName(plan.targetName)}`;
    await connection.run(`DROP ${isView ? "VIEW" : "TABLE"} ${name}`);
  }

  /** The refused batch again, row by row, in a transaction that is rolled back: which row was it? */
  async #narrow(
    connection: DuckDBConnection,
    plan: ApplyPlan,
    batch: TargetStatement,
    refused: Refused,
  ): Promise<Refused> {
    const at = await failingRow(connection, plan, batch);
    return at ? new Refused(refused.cause, at) : refused;
  }

  /** Waits for what is in work, then lets go of the database. */
  async close(): Promise<void> {
    this.#closed ??= (async () => {
      await Promise.allSettled(this.#busy);
      for (const connection of this.#idle.splice(0)) this.#database.disconnect(connection);
      await this.#leave();
    })();
    await this.#closed;
  }
}

async function run(connection: DuckDBConnection, statement: TargetStatement): Promise<void> {
  try {
    await connection.run(statement.sql);
  } catch (error) {
    throw new Refused(error, statement);
  }
}

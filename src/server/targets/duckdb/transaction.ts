import type { DuckDBConnection } from "@duckdb/node-api";
import { quoteName } from "../../translate/duckdbNames.ts";
import type { TargetStatement } from "../../translate/types.ts";
import type { ApplyOutcome, ApplyPlan } from "../types.ts";
import { errorText, toIssue } from "./errors.ts";
import { findFailingRow } from "./failingRow.ts";

/** Rows' statements are kept, to find a failing row behind them, up to this many characters. */
const MOST_KEPT = 16_000_000;

/** One attempt at one object: all of its plan or nothing. */
export class Transaction {
  /** What the target said when it refused. */
  error: unknown;
  readonly #connection: DuckDBConnection;
  readonly #place: { alias: string; schema: string };
  readonly #plan: ApplyPlan;
  readonly #signal: AbortSignal;
  /** The statement that is being run: where an error belongs. */
  #current: TargetStatement;
  /** Something of another kind has the name. */
  #isOtherKind = false;
  /** A refusal that is already told. */
  #told: ApplyOutcome | undefined;

  constructor(
    connection: DuckDBConnection,
    place: { alias: string; schema: string },
    plan: ApplyPlan,
    signal: AbortSignal,
  ) {
    this.#connection = connection;
    this.#place = place;
    this.#plan = plan;
    this.#signal = signal;
    this.#current = plan.statements[0] ?? { sql: "", file: "", line: 1, column: 1 };
  }

  /** Rejects when the signal aborts and with what `data` throws; everything is rolled back then. */
  async execute(): Promise<ApplyOutcome> {
    const source = new Refusals();
    try {
      const alone = this.#isOtherKind ? undefined : aloneIn(this.#plan);
      if (alone) {
        await this.#run(alone, source);
        return { outcome: "applied", rowsLoaded: 0 };
      }
      await source.during(this.#connection.run("BEGIN TRANSACTION"));
      if (this.#isOtherKind) await this.#dropOtherKind(source);
      for (const statement of this.#plan.statements) await this.#run(statement, source);
      const rowsLoaded = await this.#load(source);
      if (this.#told) return this.#told;
      for (const statement of this.#plan.afterLoad) await this.#run(statement, source);
      await source.during(this.#connection.run("COMMIT"));
      return { outcome: "applied", rowsLoaded };
    } catch (error) {
      await this.#rollback();
      this.#signal.throwIfAborted();
      // What `data` throws is the caller's own.
      if (error !== source.last) throw error;
      if (!this.#isOtherKind && /^Catalog Error: Existing object/.test(errorText(error))) {
        this.#isOtherKind = true;
        return this.execute();
      }
      this.error = error;
      return { outcome: "error", issue: toIssue(error, this.#current) };
    }
  }

  async #rollback(): Promise<void> {
    // Fails when the target has ended the transaction by itself.
    await this.#connection.run("ROLLBACK").catch(() => undefined);
  }

  async #run(statement: TargetStatement, source: Refusals): Promise<number> {
    this.#signal.throwIfAborted();
    this.#current = statement;
    const result = await source.during(this.#connection.run(statement.sql));
    return result.rowsChanged;
  }

  /** Loads the rows; on a refusal `#told` says which row it was. */
  async #load(source: Refusals): Promise<number> {
    let rows = 0;
    const kept = [...this.#plan.statements];
    let keptLength = 0;
    for await (const batch of this.#plan.data?.() ?? []) {
      for (const statement of batch) {
        try {
          const changed = await this.#run(statement, source);
          if (/^\s*INSERT/i.test(statement.sql)) rows += changed;
        } catch (error) {
          if (error !== source.last) throw error;
          await this.#rollback();
          this.#signal.throwIfAborted();
          this.error = error;
          const before = keptLength > MOST_KEPT ? this.#plan.statements : kept;
          const row = await findFailingRow(this.#connection, before, statement).catch(
            () => undefined,
          );
          this.#signal.throwIfAborted();
          this.#told = {
            outcome: "error",
            issue: toIssue(row?.error ?? error, row?.at ?? statement),
          };
          return rows;
        }
        keptLength += statement.sql.length;
        if (keptLength <= MOST_KEPT) kept.push(statement);
      }
    }
    return rows;
  }

  /**
   * A view where a table is to stand, or the other way round, is dropped: CREATE OR REPLACE refuses it. Done only after
   * such a refusal: asking before each object costs more than making it, in a database of thousands.
   */
  async #dropOtherKind(source: Refusals): Promise<void> {
    const { objectType, targetName } = this.#plan;
    const { alias, schema } = this.#place;
    // A macro has a name space of its own: what has its name there is no obstacle.
    if (objectType === "MACRO") return;
    const kind = objectType === "TABLE" ? "VIEW" : "TABLE";
    const name = [alias, schema, targetName].map(quoteName).join(".");
    await source.during(this.#connection.run(`DROP ${kind} IF EXISTS ${name}`));
  }
}

/**
 * The statement that is the whole plan, if there is one. It is a transaction by itself, and takes little more than half
 * the time that it takes between BEGIN and COMMIT.
 */
function aloneIn({ statements, data, afterLoad }: ApplyPlan): TargetStatement | undefined {
  return statements.length === 1 && !data && afterLoad.length === 0 ? statements[0] : undefined;
}

/** Remembers the last error that came from the target, to tell it from those of the caller's rows. */
class Refusals {
  last: unknown;

  async during<T>(work: Promise<T>): Promise<T> {
    try {
      return await work;
    } catch (error) {
      this.last = error;
      throw error;
    }
  }
}

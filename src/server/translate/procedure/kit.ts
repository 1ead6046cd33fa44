import type { InventoryObject, SourceStatement } from "../../inventory/types.ts";
import { Cursor } from "../cursor.ts";
import { Diagnostics, Untranslatable } from "../diagnostics.ts";
import { translateStatement } from "../dml/translateStatement.ts";
import type { IssueCode } from "../issueCodes.ts";
import { positionAt } from "../positions.ts";
import type { Query } from "../query/block/queryColumns.ts";
import { readQuery } from "../query/block/select.ts";
import type { Expr } from "../query/expr.ts";
import { readExpression } from "../query/expression/expression.ts";
import { castType } from "../query/expression/types.ts";
import { Tx } from "../query/tx.ts";
import type { TypeClass } from "../types/spec.ts";
import type { TargetDialect, TranslateContext } from "../types.ts";
import { Calls } from "./calls.ts";
import type { Statement } from "./model.ts";
import { Variables } from "./variables.ts";

/** A type of a variable, parameter or result. */
export interface RoutineType {
  sql: string;
  class: TypeClass;
}

/** What a dialect's reader works with: a cursor over the routine and the ways to the query path. See model.ts. */
export class RoutineKit {
  readonly tx: Tx;
  readonly variables: Variables;
  /** Bare name of the routine in the target. */
  readonly name: string;
  /** Set when it has been said that texts lose their limits: once is enough. */
  #limitNoted = false;

  constructor(tx: Tx, name: string, variables?: Variables) {
    this.tx = tx;
    this.name = name;
    this.variables = variables ?? new Variables(name, tx.scope);
  }

  get cursor(): Cursor {
    return this.tx.cursor;
  }

  note(
    code: IssueCode,
    parameters: Readonly<Record<string, string | number>> = {},
    offset: number = this.tx.cursor.offset,
  ): void {
    this.tx.note(code, parameters, offset);
  }

  /** Reads a type at the cursor. */
  type(): RoutineType {
    const offset = this.tx.cursor.offset;
    const type = castType(this.tx);
    if (type.class === "string" && type.length !== undefined && !this.#limitNoted) {
      const why = "variables and parameters hold texts of any length here";
      this.note("DWM-PRC-006", { clause: "the length limits of texts", why }, offset);
      this.#limitNoted = true;
    }
    return { sql: type.sql, class: type.class };
  }

  /** Reads an expression at the cursor, up to what cannot belong to it. */
  expression(): Expr {
    return readExpression(this.tx);
  }

  /** Reads the expression that the tokens up to `end` are. */
  expressionTo(end: number): Expr {
    return this.upTo(end, () => readExpression(this.tx));
  }

  /** Reads the query that the tokens up to `end` are. */
  queryTo(end: number): Query {
    return this.upTo(end, () => this.tx.nested(() => readQuery(this.tx)));
  }

  /** Reads a statement of SQL (SELECT, INSERT, MERGE …) that the tokens up to `end` are. */
  embeddedTo(end: number): Statement[] {
    const { tx } = this;
    // It sees to it by itself that nothing is left.
    const part = tx.cursor.slice(tx.cursor.at, end);
    const { statements } = tx.inside(part, () => translateStatement(tx));
    tx.cursor.at = end;
    return statements.map((sql) => ({ is: "sql", sql }));
  }

  /** Runs `read` over the tokens up to `end`, all of which it must take; the cursor then stands there. */
  upTo<T>(end: number, read: () => T): T {
    const { tx } = this;
    const part = tx.cursor.slice(tx.cursor.at, end);
    const result = tx.inside(part, () => {
      const value = read();
      if (!tx.cursor.done) throw tx.unreadable("not expected here");
      return value;
    });
    tx.cursor.at = end;
    return result;
  }

  /**
   * Reads one statement that ends before the token `end`. What cannot be translated is noted at its place and kept as it
   * is written; reading goes on at `end`.
   */
  attempt(end: number, read: () => Statement[]): Statement[] {
    const { tx } = this;
    const start = tx.cursor.at;
    const before = tx.cursor;
    const scope = tx.scope;
    const { callProcedure } = tx;
    const calls = new Calls(this, start, end);
    tx.callProcedure = calls.take;
    try {
      return calls.before(read());
    } catch (error) {
      if (!(error instanceof Untranslatable)) throw error;
      tx.cursor = before;
      tx.scope = scope;
      tx.diagnostics.add(error.issue);
      const source = tx.cursor.textBetween(start, end);
      tx.cursor.at = end;
      return [{ is: "unsupported", source, reason: error.issue.message }];
    } finally {
      tx.callProcedure = callProcedure;
    }
  }

  /**
   * A kit for a body that stands inside of a text literal: `place` says which offset of the statement a character of the
   * body comes from. Variables and issues are shared.
   */
  inner(body: string, place: (offset: number) => number): RoutineKit {
    const { tx } = this;
    const inner = new Tx(new Cursor(body, tx.dialect), tx.context, tx.diagnostics.moved(place));
    inner.scope = tx.scope;
    return new RoutineKit(inner, this.name, this.variables);
  }
}

/** Opens the CREATE statement of a routine; its text is read for Databricks, whatever the job's target is. */
export function openRoutine(
  object: InventoryObject,
  create: SourceStatement,
  context: TranslateContext,
  name: string = object.baseName,
  target: TargetDialect = "databricks",
  prefix = "",
): RoutineKit {
  const tx = new Tx(
    new Cursor(create.text, context.sourceType),
    { ...context, target },
    new Diagnostics((offset) => positionAt(create, create.text, offset)),
  );
  return new RoutineKit(tx, name, new Variables(name, tx.scope, prefix));
}

import type { SourceType } from "../../../../src/protocol/dialect.ts";
import {
  type LooseResult,
  translateLoose,
} from "../../../../src/server/translate/dml/translateLoose.ts";
import type {
  TargetColumn,
  TargetDialect,
  TranslateContext,
} from "../../../../src/server/translate/types.ts";
import { contextFor, run } from "../harness.ts";

/** What is known of the tables that statements change. */
export interface Facts {
  known?: Record<string, TargetColumn[]>;
  keys?: Record<string, string[][]>;
}

function contextOf(dialect: SourceType, target: TargetDialect, facts: Facts): TranslateContext {
  const { keys } = facts;
  const context = { ...contextFor(dialect, facts.known), ...(keys ? { keys } : {}) };
  if (target === "duckdb") return context;
  return { ...context, target, names: { catalog: "", schema: "", targets: {} } };
}

/** Translates one statement that defines no object; it starts at line 1, column 1. */
export function loose(
  dialect: SourceType,
  target: TargetDialect,
  text: string,
  facts: Facts = {},
): LooseResult {
  const statement = {
    file: "x.sql",
    line: 1,
    column: 1,
    text,
    guarded: false,
    migration: { table: "t" },
  };
  return translateLoose(statement, contextOf(dialect, target, facts));
}

/** What a translation says: its statements, then the codes of its issues. */
export function told({ statements, issues }: LooseResult): string[] {
  const codes = issues.map(({ code, message }) => `${code} ${message}`);
  return [...(statements ?? ["refused"]), ...codes];
}

/** The statements of a statement that has to translate. */
export function sqlOf(result: LooseResult): string[] {
  if (!result.statements) throw new Error(told(result).join("\n"));
  return result.statements;
}

/** Rows of `query` after the statements have been translated to DuckDB and executed on what `setup` makes. */
export async function rowsAfter(
  dialect: SourceType,
  setup: string[],
  statements: string[],
  query = "FROM t ORDER BY ALL",
  facts: Facts = {},
): Promise<unknown[][]> {
  const made = statements.flatMap((text) => sqlOf(loose(dialect, "duckdb", text, facts)));
  return run(...setup, ...made, query);
}

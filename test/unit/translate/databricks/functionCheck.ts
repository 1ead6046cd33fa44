import assert from "node:assert/strict";
import type { SourceType } from "../../../../src/protocol/dialect.ts";
import { translateObject } from "../../../../src/server/translate/translateObject.ts";
import type { TargetColumn } from "../../../../src/server/translate/types.ts";
import { objectOf, statementsOf } from "../harness.ts";
import { databricksContext } from "./harness.ts";

/** The columns of `t`, of every class; others of it are of no known type. */
const COLUMNS: readonly TargetColumn[] = [
  { name: "s", class: "string" },
  { name: "i", class: "int" },
  { name: "n", class: "decimal" },
  { name: "f", class: "float" },
  { name: "dt", class: "date" },
  { name: "ts", class: "timestamp" },
  { name: "tz", class: "timestamptz" },
  { name: "v", class: "json" },
  { name: "b", class: "bool" },
];

/**
 * The item of `SELECT expression FROM t` in Databricks SQL, empty where it is refused, and the codes of its issues; a whole
 * query may be given, too.
 */
export async function functionOf(
  source: SourceType,
  expression: string,
): Promise<{ sql: string; codes: string[] }> {
  const query = expression.startsWith("SELECT ") ? expression : `SELECT ${expression} FROM t`;
  const object = objectOf("VIEW", "v", `CREATE VIEW v AS ${query}`);
  const context = databricksContext(source, { t: [...COLUMNS] });
  const translated = await translateObject(object, context);
  const codes = translated.issues.map(({ code }) => code);
  if (translated.outcome !== "translated") return { sql: "", codes };
  const [sql = ""] = statementsOf(translated);
  const whole = sql.replace(/^.*? VIEW v AS /, "");
  if (query === expression) return { sql: whole, codes };
  return { sql: whole.replace(/^SELECT /, "").replace(/ FROM t$/, ""), codes };
}

/** Checks what an expression becomes and what is said about it. */
export async function checkFunction(
  source: SourceType,
  expression: string,
  sql: string,
  codes: readonly string[],
): Promise<void> {
  assert.deepEqual(
    { expression, ...(await functionOf(source, expression)) },
    { expression, sql, codes },
  );
}

import type { SourceType } from "../../../../src/protocol/dialect.ts";
import { translateObject } from "../../../../src/server/translate/translateObject.ts";
import type { TargetColumn, TranslateContext } from "../../../../src/server/translate/types.ts";
import { objectOf, statementsOf } from "../harness.ts";

/** A context that leaves names as the source writes them. */
export function databricksContext(
  dialect: SourceType,
  known: Record<string, TargetColumn[]> = {},
): TranslateContext {
  return {
    sourceType: dialect,
    target: "databricks",
    names: { catalog: "", schema: "", targets: {} },
    root: "",
    known,
  };
}

/** A query in Databricks SQL, and the codes of its issues (without infos that only say what was dropped). */
export async function queryOf(
  dialect: SourceType,
  query: string,
  known: Record<string, TargetColumn[]> = {},
): Promise<{ sql: string; codes: string[] }> {
  const object = objectOf("VIEW", "v", `CREATE VIEW v AS ${query}`);
  const translated = await translateObject(object, databricksContext(dialect, known));
  const [sql = ""] = statementsOf(translated);
  return {
    sql: sql.replace("CREATE VIEW v AS ", ""),
    codes: translated.issues.map(({ code }) => code),
  };
}

/** The only item of `SELECT expression FROM t` in Databricks SQL. */
export async function expressionOf(
  dialect: SourceType,
  expression: string,
  columns: readonly TargetColumn[] = [],
): Promise<string> {
  const known: Record<string, TargetColumn[]> = {};
  if (columns.length > 0) known.t = [...columns];
  const { sql } = await queryOf(dialect, `SELECT ${expression} FROM t`, known);
  return sql.replace(/^SELECT /, "").replace(/ FROM t$/, "");
}

import { Cursor } from "../cursor.ts";
import { readSubquery } from "../query/block/select.ts";
import { nameParts } from "../query/from/tableName.ts";
import type { Tx } from "../query/tx.ts";
import { one, type StatementResult } from "./statement.ts";
import { targetNamed } from "./target.ts";

/** Index of the INTO of the first SELECT outside of brackets, or -1. */
function intoIndex({ cursor }: Tx): number {
  let depth = 0;
  let selects = false;
  for (let index = cursor.at; index < cursor.end; index++) {
    const token = cursor.tokens[index];
    if (token?.kind === "symbol") depth += token.text === "(" ? 1 : token.text === ")" ? -1 : 0;
    if (depth !== 0 || token?.kind !== "word") continue;
    if (selects && token.value === "INTO") return index;
    if (/^(FROM|INSERT|UPDATE|DELETE|MERGE|UNION)$/.test(token.value)) return -1;
    selects ||= token.value === "SELECT";
  }
  return -1;
}

/** SELECT … INTO t FROM … of a script makes a table of the query's rows; undefined for other statements. */
export function readSelectInto(tx: Tx): StatementResult | undefined {
  const { cursor } = tx;
  if (!tx.is("tsql", "postgres", "redshift")) return undefined;
  if (!cursor.isWords("SELECT") && !cursor.isWords("WITH")) return undefined;
  const into = intoIndex(tx);
  if (into < 0) return undefined;
  const offset = cursor.tokens[into]?.start ?? cursor.offset;
  const behind = cursor.slice(into + 1, cursor.end);
  const kept = behind.accept("TEMP") || behind.accept("TEMPORARY");
  behind.accept("UNLOGGED");
  behind.accept("TABLE");
  const written = behind.name();
  if (!written) throw tx.unreadable("a table expected behind INTO");
  const parts = nameParts(tx, written);
  const temporary = kept || (tx.is("tsql") && (parts.at(-1) ?? "").startsWith("#"));
  const target = targetNamed(tx, parts, offset);
  const tokens = [
    ...cursor.tokens.slice(cursor.at, into),
    ...cursor.tokens.slice(behind.at, cursor.end),
  ];
  while (tokens.at(-1)?.text === ";") tokens.pop();
  const query = tx.inside(new Cursor(cursor.text, tx.dialect, tokens), () => readSubquery(tx));
  cursor.at = cursor.end;
  // A temporary table of Databricks is in no schema; DuckDB's would be in another catalog.
  if (temporary && tx.target === "databricks")
    return one("SELECT INTO", `CREATE TEMPORARY TABLE ${tx.out.name(target.name)} AS ${query.sql}`);
  if (temporary) {
    const what = `${parts.join(".")} becomes an ordinary table: it stays when the session ends`;
    tx.note("DWM-QRY-006", { what }, offset);
  }
  return one("SELECT INTO", `CREATE TABLE ${target.sql} AS ${query.sql}`);
}

import type { Cursor } from "../../cursor.ts";
import { followsMysql } from "../digits/digits.ts";
import type { Tx } from "../tx.ts";
import { isValueList, readValueList } from "./collectionTable.ts";
import { readFlatten } from "./flatten.ts";
import { readGenerateSeries } from "./generateSeries.ts";
import { readGenerator } from "./generator.ts";
import { readJsonRows } from "./jsonRows.ts";
import { readJsonTable } from "./jsonTable.ts";
import { readOpenJson } from "./openJson.ts";
import { readRecordRows } from "./recordRows.ts";
import { readRoutineRows } from "./routineRows.ts";
import { readSetFunction } from "./setFunction.ts";
import { readSplitTable } from "./splitTable.ts";
import { readSqlJsonTable } from "./sqlJsonTable.ts";
import { readStringSplit } from "./stringSplit.ts";
import { readUnnest } from "./unnest.ts";

/** A function in a FROM clause, read up to the end of its brackets. */
export interface TableCall {
  /** Upper case, as written. */
  name: string;
  inside: Cursor;
  offset: number;
  /** It stands behind LATERAL or APPLY. */
  lateral: boolean;
}

/** Reads a function in a FROM clause, with its alias. */
export function readTableFunction(
  tx: Tx,
  parts: readonly string[],
  offset: number,
  lateral: boolean,
): string {
  const name = parts.join(".").toUpperCase();
  const inside = tx.cursor.group();
  if (!inside) throw tx.unreadable("( expected");
  const call = unwrapped(tx, { name, inside, offset, lateral });
  const read = readerOf(tx, call);
  const routine = read ? undefined : readRoutineRows(tx, parts, call);
  if (routine !== undefined) return routine;
  if (!read && tx.is("oracle") && name === "TABLE")
    throw tx.unsupported("TABLE(…) of a collection", offset);
  if (!read) throw tx.stop("DWM-QRY-003", { name: parts.join(".") }, offset);
  return read(tx, call);
}

/** Snowflake's TABLE(f(…)) is f(…). */
function unwrapped(tx: Tx, call: TableCall): TableCall {
  const { inside } = call;
  if (call.name !== "TABLE" || !tx.is("snowflake") || !inside.isSymbol("(", 1)) return call;
  const name = inside.next()?.value ?? "";
  const inner = inside.group();
  return inner && inside.done ? { ...call, name, inside: inner } : call;
}

function readerOf(
  tx: Tx,
  { name, inside }: TableCall,
): ((tx: Tx, call: TableCall) => string) | undefined {
  switch (name) {
    case "GENERATE_SERIES":
      return tx.is("postgres", "redshift", "tsql") ? readGenerateSeries : undefined;
    case "STRING_SPLIT":
      return tx.is("tsql") ? readStringSplit : undefined;
    case "TABLE":
      if (tx.is("oracle")) return isValueList(inside) ? readValueList : undefined;
      return tx.is("teradata") && inside.isWords("STRTOK_SPLIT_TO_TABLE")
        ? readSplitTable
        : undefined;
    case "SPLIT_TO_TABLE":
    case "STRTOK_SPLIT_TO_TABLE":
      return tx.is("snowflake") && name === "SPLIT_TO_TABLE" ? readStringSplit : undefined;
    case "UNNEST":
      return tx.is("bigquery", "postgres") ? readUnnest : undefined;
    case "STRING_TO_TABLE":
    case "REGEXP_SPLIT_TO_TABLE":
    case "REGEXP_MATCHES":
    case "GENERATE_SUBSCRIPTS":
      return tx.is("postgres") && tx.target === "duckdb" ? readSetFunction : undefined;
    case "JSONB_ARRAY_ELEMENTS":
    case "JSON_ARRAY_ELEMENTS":
    case "JSONB_ARRAY_ELEMENTS_TEXT":
    case "JSON_ARRAY_ELEMENTS_TEXT":
    case "JSONB_EACH":
    case "JSON_EACH":
    case "JSONB_EACH_TEXT":
    case "JSON_EACH_TEXT":
    case "JSONB_OBJECT_KEYS":
    case "JSON_OBJECT_KEYS":
      return tx.is("postgres") ? readJsonRows : undefined;
    case "JSONB_TO_RECORD":
    case "JSON_TO_RECORD":
    case "JSONB_TO_RECORDSET":
    case "JSON_TO_RECORDSET":
      return tx.is("postgres") && tx.target === "duckdb" ? readRecordRows : undefined;
    case "JSON_TABLE":
      if (followsMysql(tx)) return readJsonTable;
      return tx.is("oracle", "mysql", "postgres") ? readSqlJsonTable : undefined;
    case "OPENJSON":
      return tx.is("tsql") ? readOpenJson : undefined;
    case "FLATTEN":
      return tx.is("snowflake") ? readFlatten : undefined;
    case "GENERATOR":
      return tx.is("snowflake") && !inside.done ? readGenerator : undefined;
    default:
      return undefined;
  }
}

/** `LATERAL `, where the function's rows may depend on the tables before it. */
export function lateralWord(tx: Tx): string {
  return tx.scope.relations.length > 0 ? "LATERAL " : "";
}

/** A name for a function or query without an alias. */
export function freeName(tx: Tx): string {
  return `dwm_${tx.scope.relations.length + 1}`;
}

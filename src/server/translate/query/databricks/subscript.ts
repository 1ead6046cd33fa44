import { readStringLiteral } from "../../literals.ts";
import { type Expr, primary, wrap } from "../expr.ts";
import { readExpression } from "../expression/expression.ts";
import { noteClock, zoneName } from "../functions/duckdb/zones.ts";
import { readPlace } from "../nested/place.ts";
import { shaped } from "../nested/shape.ts";
import { readSlice } from "../nested/slice.ts";
import type { Tx } from "../tx.ts";
import { jsonPathKey } from "./json.ts";

/**
 * `value[i]`. Databricks counts elements of an ARRAY from 0 and fails beyond its end; PostgreSQL counts from 1 and
 * answers NULL, BigQuery says how it counts.
 */
export function databricksSubscript(tx: Tx, value: Expr): Expr {
  return shaped(subscripted(tx, value), value.shape?.element);
}

function subscripted(tx: Tx, value: Expr): Expr {
  const { cursor } = tx;
  const offset = cursor.offset;
  cursor.next();
  const place = tx.is("bigquery") ? readPlace(tx, offset) : undefined;
  if (place) {
    const { index, first, safe } = place;
    const single = value.elementAt?.(Number(index.number) - first);
    if (single !== undefined) return primary(single, "unknown");
    if (first === 1)
      return primary(`${safe ? "try_" : ""}element_at(${value.sql}, ${index.sql})`, "unknown");
    return primary(
      safe ? `get(${value.sql}, ${index.sql})` : `${wrap(value)}[${index.sql}]`,
      "unknown",
    );
  }
  const slice = tx.is("postgres") ? readSlice(tx, value) : undefined;
  if (slice) return slice;
  const index = readExpression(tx);
  tx.expectSymbol("]");
  if (tx.is("bigquery") && value.array === true)
    return primary(`${wrap(value)}[${index.sql}]`, "unknown");
  if (tx.is("postgres")) return primary(`try_element_at(${value.sql}, ${index.sql})`, "unknown");
  const json = tx.is("snowflake", "redshift") || (tx.is("bigquery") && value.type === "json");
  if (index.literal !== undefined && json)
    return pathed(
      value,
      `:${jsonPathKey(tx, index.literal)}`,
      `.${jsonPathKey(tx, index.literal)}`,
    );
  // NULL beyond the end, where Databricks' own subscript fails.
  if (value.array === true) return primary(`get(${value.sql}, ${index.sql})`, "unknown");
  if (json) {
    if (/^\d+$/.test(index.number ?? "")) return pathed(value, `:[${index.sql}]`, `[${index.sql}]`);
    // Paths have no computed places.
    const list = `CAST(${value.sql} AS ARRAY<VARIANT>)`;
    return primary(`get(${list}, CAST(${index.sql} AS INT))`, "json");
  }
  throw tx.unsupported("[ ] on a value whose type is not known", offset);
}

function pathed(value: Expr, first: string, further: string): Expr {
  const sql = value.path === true ? value.sql + further : wrap(value) + first;
  return { ...primary(sql, "json"), path: true };
}

/** Snowflake's `v:a.b[0]`, which Databricks writes the same way. */
export function databricksJsonPath(tx: Tx, value: Expr): Expr {
  const { cursor } = tx;
  const offset = cursor.offset;
  let path = "";
  let last = "";
  const first = value.path === true ? "" : ":";
  while (cursor.isSymbol(":") || cursor.isSymbol(".") || cursor.isSymbol("[")) {
    if (cursor.acceptSymbol("[")) {
      const index = cursor.next();
      if (!index || (index.kind !== "number" && index.kind !== "string"))
        throw tx.unsupported("a computed step of a JSON path", offset);
      path +=
        index.kind === "number" ? `[${index.text}]` : `[${tx.out.text(index.text.slice(1, -1))}]`;
      tx.expectSymbol("]");
      continue;
    }
    const separator = cursor.next()?.text ?? "";
    const key = cursor.peek();
    const text = key?.kind === "string" ? readStringLiteral(key.text, tx.dialect) : undefined;
    if (text?.kind === "text") {
      cursor.next();
      last = text.value;
      path += `${path === "" ? first : ""}[${tx.out.text(last)}]`;
      continue;
    }
    last = tx.expectIdentifier("a key");
    const step = path === "" ? first || "." : separator === ":" ? "." : separator;
    path += `${step}${jsonPathKey(tx, last)}`;
  }
  return { ...primary(wrap(value) + path, "json"), path: true, name: last };
}

/** `x AT TIME ZONE z`: a time without zone becomes an instant, an instant the time of day there. */
export function databricksAtZone(tx: Tx, value: Expr, given: Expr, offset: number): Expr {
  const named = /^([A-Za-z]+(\/[A-Za-z_]+)*|[+-]\d\d:\d\d)$/.test(given.literal ?? "");
  if (tx.is("oracle", "teradata") && named && /^timestamp/.test(value.type)) {
    noteClock(tx, offset);
    const clock = value.type === "timestamptz" ? `CAST(${value.sql} AS TIMESTAMP_NTZ)` : value.sql;
    return primary(`convert_timezone(${given.sql}, ${clock})`, "timestamp");
  }
  if (value.type === "unknown" || tx.is("oracle", "teradata"))
    throw tx.unsupported("AT TIME ZONE", offset);
  const zone = tx.is("tsql") ? zoneName(tx, given, offset) : given.sql;
  if (tx.is("tsql") && value.type === "timestamptz") noteClock(tx, offset);
  if (value.type === "timestamptz")
    return primary(`convert_timezone(${zone}, CAST(${value.sql} AS TIMESTAMP_NTZ))`, "timestamp");
  const local = `convert_timezone(${zone}, current_timezone(), ${value.sql})`;
  return primary(`CAST(${local} AS TIMESTAMP)`, "timestamptz");
}

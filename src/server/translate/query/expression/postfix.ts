import { mysqlArrow } from "../databricks/json.ts";
import {
  databricksAtZone,
  databricksJsonPath,
  databricksSubscript,
} from "../databricks/subscript.ts";
import { readSpan, spanFollows } from "../databricks/teradataSpan.ts";
import { type Expr, PREC, primary, wrap } from "../expr.ts";
import { atZone, clockIn } from "../functions/duckdb/zones.ts";
import { isJsonMethod, readJsonMethod } from "../functions/jsonMethods.ts";
import { extracted, unquoted } from "../mysql/json.ts";
import { readPlace } from "../nested/place.ts";
import { fieldOf, shaped } from "../nested/shape.ts";
import { readSlice } from "../nested/slice.ts";
import { attributeOf } from "../nested/superPath.ts";
import { phraseFollows, readPhrases } from "../teradata/phrases.ts";
import { readCollate } from "../texts/collate.ts";
import type { Tx } from "../tx.ts";
import { castTo } from "./cast.ts";
import { readExpression } from "./expression.ts";
import { readPrimary } from "./primary.ts";
import { castType } from "./types.ts";

export function readPostfix(tx: Tx): Expr {
  const { cursor } = tx;
  const start = cursor.at;
  let value = readPrimary(tx);
  for (;;) {
    const offset = cursor.offset;
    if (phraseFollows(tx)) {
      value = readPhrases(tx, value, start);
      continue;
    }
    if (cursor.acceptSymbol("::")) {
      value = castTo(tx, value, castType(tx), false, offset);
    } else if (cursor.isSymbol("[") && !tx.is("tsql", "oracle", "teradata", "mysql")) {
      value =
        tx.target === "databricks" ? databricksSubscript(tx, value) : readSubscript(tx, value);
    } else if (cursor.isSymbol(":") && tx.is("snowflake", "redshift")) {
      value = tx.target === "databricks" ? databricksJsonPath(tx, value) : readJsonPath(tx, value);
    } else if (tx.is("mysql") && (cursor.isSymbol("->") || cursor.isSymbol("->>"))) {
      value = readMysqlArrow(tx, value);
    } else if (cursor.isWords("AT", "TIME", "ZONE")) {
      cursor.at += 3;
      // What follows (`AT TIME ZONE 'UTC' AT TIME ZONE 'CET'`) is of the value, not of the zone.
      let zone = readPrimary(tx);
      while (cursor.acceptSymbol("::")) zone = castTo(tx, zone, castType(tx), false, offset);
      if (tx.target === "databricks") {
        value = databricksAtZone(tx, value, zone, offset);
        continue;
      }
      if (tx.is("tsql", "oracle", "teradata")) {
        value = atZone(tx, value, zone, offset);
        continue;
      }
      if (tx.is("bigquery")) {
        value = clockIn(tx, zone, value, offset);
        continue;
      }
      if (value.type === "unknown") throw tx.unsupported("AT TIME ZONE", offset);
      const type = value.type === "timestamptz" ? "timestamp" : "timestamptz";
      value = {
        sql: `${wrap(value, PREC.cast)} AT TIME ZONE ${wrap(zone)}`,
        prec: PREC.unary,
        type,
      };
    } else if (tx.is("teradata") && cursor.isWords("AT", "LOCAL")) {
      // The session's zone is how an instant is shown anyway.
      cursor.at += 2;
    } else if (value.between && spanFollows(tx)) {
      value = readSpan(tx, value);
    } else if (cursor.isSymbol(".") && isJsonMethod(tx, cursor.peek(1)?.text ?? "")) {
      cursor.at += 2;
      value = readJsonMethod(tx, value);
    } else if (cursor.isSymbol(".") && tx.is("redshift", "bigquery") && value.type === "json") {
      cursor.next();
      value = attributeOf(tx, value, tx.expectIdentifier("an attribute"));
    } else if (fieldFollows(tx)) {
      cursor.next();
      const field = tx.expectIdentifier("a field");
      const known = fieldOf(value.shape, field)?.shape;
      const read = shaped(primary(`${wrap(value)}.${tx.out.name(field)}`, "unknown"), known);
      value = { ...read, name: field };
    } else if (value.xml === true && cursor.isSymbol(".") && cursor.peek(1)?.value === "VALUE") {
      value = readXmlValue(tx, value);
    } else if (cursor.isWords("COLLATE") && cursor.peek(1)) {
      value = readCollate(tx, value);
    } else return value;
  }
}

/** MySQL's `column->path` and `column->>path`, which bind as a column does. */
function readMysqlArrow(tx: Tx, value: Expr): Expr {
  const { cursor } = tx;
  const offset = cursor.offset;
  const type = cursor.next()?.text === "->>" ? "string" : "json";
  const path = readPrimary(tx);
  if (tx.target === "databricks") return mysqlArrow(tx, value, path, type, offset);
  const found = extracted(tx, value, path, offset);
  return type === "json" ? found : unquoted(found);
}

/** BigQuery's `STRUCT(1 AS a).a`, PostgreSQL's `(row).field`; names with dots have been read as a whole. */
function fieldFollows(tx: Tx): boolean {
  const { cursor } = tx;
  const next = cursor.peek(1);
  const name = next?.kind === "word" || next?.kind === "quoted";
  return tx.is("bigquery", "postgres") && cursor.isSymbol(".") && name && !cursor.isSymbol("(", 2);
}

/** `.value('.', 'nvarchar(max)')` of the XML that FOR XML PATH('') makes: its text. */
function readXmlValue(tx: Tx, value: Expr): Expr {
  const { cursor } = tx;
  const offset = cursor.offset;
  cursor.at += 2;
  const [path, type, ...more] = cursor.group()?.split() ?? [];
  const whole = /^N?'(\(?\.\/?(text\(\))?\)?(\[1\])?)'$/.test(path?.rest() ?? "");
  const asText = /^N?'n?(var)?char\s*\(\s*max\s*\)'$/i.test(type?.rest() ?? "");
  if (!whole || !asText || more.length > 0) throw tx.unsupported("this .value(…) of XML", offset);
  return primary(value.sql, "string");
}

function readSubscript(tx: Tx, value: Expr): Expr {
  const { cursor } = tx;
  const offset = cursor.offset;
  cursor.next();
  const place = tx.is("bigquery") ? readPlace(tx, offset) : undefined;
  // SAFE_ variants answer NULL, which DuckDB does anyway.
  if (place) {
    const position = place.first === 0 ? plusOne(place.index) : place.index.sql;
    return shaped(primary(`${wrap(value)}[${position}]`, "unknown"), value.shape?.element);
  }
  const slice = tx.is("postgres") ? readSlice(tx, value) : undefined;
  if (slice) return slice;
  const index = readExpression(tx);
  tx.expectSymbol("]");
  // DuckDB counts places below zero from the end; PostgreSQL has none there.
  if (tx.is("postgres")) {
    const place = /^\d+$/.test(index.number ?? "") ? index.sql : `greatest(${index.sql}, 0)`;
    return primary(`${wrap(value)}[${place}]`, "unknown");
  }
  if (tx.is("bigquery") && value.array === true)
    return shaped(primary(`${wrap(value)}[${plusOne(index)}]`, "unknown"), value.shape?.element);
  if (tx.is("snowflake", "redshift", "bigquery") && value.type === "json") {
    return primary(`json_extract(${value.sql}, ${jsonStep(index)})`, "json");
  }
  throw tx.unsupported("[ ] on a value whose type is not known", offset);
}

/** DuckDB counts elements from 1. */
function plusOne(index: Expr): string {
  return `${wrap(index, PREC.add)} + 1`;
}

function jsonStep(index: Expr): string {
  if (index.literal !== undefined) return `'$.${jsonKey(index.literal)}'`;
  return `'$[' || ${wrap(index)} || ']'`;
}

function jsonKey(key: string): string {
  return `"${key.replaceAll("'", "''")}"`;
}

/** Snowflake's `v:a.b[0]`: a path into JSON. */
function readJsonPath(tx: Tx, value: Expr): Expr {
  const { cursor } = tx;
  const offset = cursor.offset;
  let path = "$";
  while (cursor.isSymbol(":") || cursor.isSymbol(".") || cursor.isSymbol("[")) {
    if (cursor.isSymbol("[")) {
      cursor.next();
      const index = cursor.next();
      if (!index || (index.kind !== "number" && index.kind !== "string"))
        throw tx.unsupported("a computed step of a JSON path", offset);
      path += index.kind === "number" ? `[${index.text}]` : `.${jsonKey(index.text.slice(1, -1))}`;
      tx.expectSymbol("]");
      continue;
    }
    cursor.next();
    path += `.${jsonKey(tx.expectIdentifier("a key"))}`;
  }
  return primary(`json_extract(${value.sql}, '${path}')`, "json");
}

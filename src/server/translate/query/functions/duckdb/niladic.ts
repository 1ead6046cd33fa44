import type { SourceType } from "../../../../../protocol/dialect.ts";
import type { Token } from "../../../../sql/token.ts";
import type { TypeClass } from "../../../types/spec.ts";
import { rownum } from "../../block/rownum.ts";
import { type Expr, primary } from "../../expr.ts";
import { phraseFollows } from "../../teradata/phrases.ts";
import type { Tx } from "../../tx.ts";
import { databricksNiladic } from "../databricks/niladic.ts";
import { sessionValue } from "./sessionValues.ts";

const LOCAL_NOW = "CAST(now() AS TIMESTAMP)";
const NOW: readonly [string, TypeClass] = [LOCAL_NOW, "timestamp"];
const INSTANT: readonly [string, TypeClass] = ["now()", "timestamptz"];
const TODAY: readonly [string, TypeClass] = ["today()", "date"];

/** What the words mean, per dialect. `now` is a time without a zone where the dialect's type has none. */
const WORDS: Readonly<Record<SourceType, Readonly<Record<string, readonly [string, TypeClass]>>>> =
  {
    oracle: {
      SYSDATE: [`date_trunc('second', ${LOCAL_NOW})`, "timestamp"],
      CURRENT_DATE: [`date_trunc('second', ${LOCAL_NOW})`, "timestamp"],
      SYSTIMESTAMP: INSTANT,
      CURRENT_TIMESTAMP: INSTANT,
      LOCALTIMESTAMP: NOW,
    },
    tsql: { CURRENT_TIMESTAMP: NOW },
    snowflake: {
      CURRENT_TIMESTAMP: INSTANT,
      CURRENT_DATE: TODAY,
      LOCALTIMESTAMP: INSTANT,
      SYSDATE: NOW,
    },
    mysql: {
      CURRENT_TIMESTAMP: NOW,
      CURRENT_DATE: TODAY,
      LOCALTIME: NOW,
      LOCALTIMESTAMP: NOW,
      UTC_DATE: ["CAST(now() AT TIME ZONE 'UTC' AS DATE)", "date"],
      UTC_TIME: ["CAST(now() AT TIME ZONE 'UTC' AS TIME)", "time"],
      UTC_TIMESTAMP: ["CAST(now() AT TIME ZONE 'UTC' AS TIMESTAMP)", "timestamp"],
      CURRENT_TIME: ["CAST(CAST(now() AS TIMESTAMP) AS TIME)", "time"],
    },
    postgres: {
      CURRENT_TIMESTAMP: INSTANT,
      CURRENT_DATE: TODAY,
      LOCALTIMESTAMP: NOW,
      CURRENT_TIME: ["CAST(CAST(now() AS TIMESTAMP) AS TIME)", "time"],
      LOCALTIME: ["CAST(CAST(now() AS TIMESTAMP) AS TIME)", "time"],
    },
    redshift: { CURRENT_TIMESTAMP: INSTANT, CURRENT_DATE: TODAY, SYSDATE: NOW },
    bigquery: {
      CURRENT_TIMESTAMP: INSTANT,
      CURRENT_DATE: TODAY,
      CURRENT_DATETIME: NOW,
      CURRENT_TIME: ["CAST(CAST(now() AS TIMESTAMP) AS TIME)", "time"],
    },
    teradata: {
      CURRENT_TIMESTAMP: INSTANT,
      CURRENT_DATE: TODAY,
      DATE: TODAY,
      // Outside of temporal sessions.
      TEMPORAL_DATE: TODAY,
      TEMPORAL_TIMESTAMP: INSTANT,
      TIME: ["CAST(CAST(now() AS TIMESTAMP) AS TIME)", "time"],
      CURRENT_TIME: ["CAST(CAST(now() AS TIMESTAMP) AS TIME)", "time"],
    },
  };

/** Words whose value depends on the session of the source; none is the same elsewhere. */
const REFUSED: Readonly<Partial<Record<SourceType, ReadonlySet<string>>>> = {
  oracle: new Set([
    "USER",
    "UID",
    "ROWNUM",
    "LEVEL",
    "ROWID",
    "CONNECT_BY_ISLEAF",
    "CONNECT_BY_ISCYCLE",
    "ORA_ROWSCN",
    "SESSIONTIMEZONE",
    "DBTIMEZONE",
    "ORA_INVOKING_USER",
    "ORA_INVOKING_USERID",
  ]),
  tsql: new Set(["CURRENT_USER", "SESSION_USER", "SYSTEM_USER", "USER"]),
  postgres: new Set(["CURRENT_USER", "SESSION_USER", "USER", "CURRENT_ROLE", "CURRENT_CATALOG"]),
  redshift: new Set(["CURRENT_USER", "SESSION_USER", "USER", "CURRENT_USER_ID"]),
  snowflake: new Set(["CURRENT_USER", "CURRENT_ROLE"]),
  mysql: new Set(["CURRENT_USER"]),
  teradata: new Set(["USER", "CURRENT_USER", "SESSION", "ACCOUNT", "DATABASE"]),
};

/** A word that is a value by itself (SYSDATE, CURRENT_DATE), with empty or precision brackets or none. */
export function niladic(tx: Tx, token: Token): Expr | undefined {
  const { cursor } = tx;
  // `t.sysdate` and `sysdate.x` are names.
  if (cursor.isSymbol(".", 1)) return undefined;
  if (tx.target === "databricks") return databricksNiladic(tx, token);
  // Words that may be columns, too.
  if (tx.is("teradata") && /^(ROLE|PROFILE)$/.test(token.value) && tx.scope.relations.length === 0)
    throw tx.unsupported(token.value, token.start);
  if (REFUSED[tx.dialect]?.has(token.value)) {
    if (tx.is("oracle") && token.value === "ROWNUM" && !cursor.isSymbol("(", 1))
      return rownum(tx, "row_number() OVER ()");
    const value = sessionValue(tx, token.value, token.start);
    if (!value) throw tx.unsupported(token.value, token.start);
    cursor.next();
    if (cursor.isSymbol("(") && !phraseFollows(tx) && cursor.group()?.done === false)
      throw tx.unsupported(`${token.value} of another`, token.start);
    return value;
  }
  const found = WORDS[tx.dialect][token.value];
  if (!found || !Object.hasOwn(WORDS[tx.dialect], token.value)) return undefined;
  cursor.next();
  if (cursor.isSymbol("(") && !phraseFollows(tx)) {
    const zone = cursor.group()?.peek();
    if (zone && zone.kind !== "number")
      return { ...inZone(tx, token, zone, found[1]), name: token.value.toLowerCase() };
  }
  const named = { ...primary(found[0], found[1]), name: token.value.toLowerCase() };
  return tx.is("oracle") && token.value === "LOCALTIMESTAMP" ? { ...named, moment: true } : named;
}

/** BigQuery's CURRENT_DATE('Europe/Berlin'). */
function inZone(tx: Tx, token: Token, zone: Token, type: Expr["type"]): Expr {
  const literal = zone.kind === "string" ? zone.text.slice(1, -1) : undefined;
  if (!tx.is("bigquery") || literal === undefined || /[\\'"]/.test(literal))
    throw tx.unsupported(`${token.value} with a time zone`, token.start);
  const there = `timezone(${tx.out.text(literal)}, now())`;
  if (type === "date" || type === "time")
    return primary(`CAST(${there} AS ${type.toUpperCase()})`, type);
  return primary(there, "timestamp");
}

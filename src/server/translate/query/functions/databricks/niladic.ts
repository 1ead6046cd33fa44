import type { SourceType } from "../../../../../protocol/dialect.ts";
import type { Token } from "../../../../sql/token.ts";
import type { TypeClass } from "../../../types/spec.ts";
import { rownum } from "../../block/rownum.ts";
import { type Expr, primary } from "../../expr.ts";
import { phraseFollows } from "../../teradata/phrases.ts";
import type { Tx } from "../../tx.ts";

type Word = readonly [sql: string, type: TypeClass, note?: string];

const INSTANT: Word = ["current_timestamp()", "timestamptz"];
const TODAY: Word = ["current_date()", "date"];
/** A time without a zone: what the clock of the session's zone shows. */
const LOCAL: Word = ["CAST(current_timestamp() AS TIMESTAMP_NTZ)", "timestamp"];
const CLOCK: Word = ["date_format(current_timestamp(), 'HH:mm:ss')", "time"];
const USER: Word = [
  "current_user()",
  "string",
  "the user's name is an e-mail address here, another one in the source",
];
const CATALOG: Word = ["current_catalog()", "string"];
const SCHEMA: Word = ["current_schema()", "string"];

/** Databricks' current_timestamp() where the source's type has no zone: the types differ, the clock does not. */
const NOW: Word = ["current_timestamp()", "timestamp"];

const WORDS: Readonly<Record<SourceType, Readonly<Record<string, Word>>>> = {
  oracle: {
    SYSDATE: ["date_trunc('SECOND', current_timestamp())", "timestamp"],
    CURRENT_DATE: ["date_trunc('SECOND', current_timestamp())", "timestamp"],
    SYSTIMESTAMP: INSTANT,
    CURRENT_TIMESTAMP: INSTANT,
    LOCALTIMESTAMP: LOCAL,
    USER,
  },
  tsql: {
    CURRENT_TIMESTAMP: NOW,
    CURRENT_DATE: TODAY,
    CURRENT_USER: USER,
    SESSION_USER: USER,
    SYSTEM_USER: USER,
    USER,
  },
  snowflake: {
    CURRENT_TIMESTAMP: INSTANT,
    CURRENT_DATE: TODAY,
    CURRENT_TIME: CLOCK,
    LOCALTIME: CLOCK,
    LOCALTIMESTAMP: INSTANT,
    CURRENT_USER: USER,
    CURRENT_DATABASE: CATALOG,
    CURRENT_SCHEMA: SCHEMA,
  },
  mysql: {
    CURRENT_TIMESTAMP: NOW,
    CURRENT_DATE: TODAY,
    LOCALTIME: NOW,
    LOCALTIMESTAMP: NOW,
    CURRENT_TIME: CLOCK,
    CURRENT_USER: USER,
  },
  postgres: {
    CURRENT_TIMESTAMP: INSTANT,
    CURRENT_DATE: TODAY,
    LOCALTIMESTAMP: LOCAL,
    CURRENT_TIME: CLOCK,
    LOCALTIME: CLOCK,
    CURRENT_USER: USER,
    SESSION_USER: USER,
    USER,
    CURRENT_CATALOG: CATALOG,
    CURRENT_SCHEMA: SCHEMA,
  },
  redshift: {
    CURRENT_TIMESTAMP: INSTANT,
    CURRENT_DATE: TODAY,
    SYSDATE: NOW,
    CURRENT_USER: USER,
    SESSION_USER: USER,
    USER,
  },
  bigquery: {
    CURRENT_TIMESTAMP: INSTANT,
    CURRENT_DATE: TODAY,
    CURRENT_DATETIME: LOCAL,
    CURRENT_TIME: CLOCK,
  },
  teradata: {
    CURRENT_TIMESTAMP: INSTANT,
    CURRENT_DATE: TODAY,
    DATE: TODAY,
    CURRENT_TIME: CLOCK,
    TIME: CLOCK,
    USER,
    CURRENT_USER: USER,
    DATABASE: SCHEMA,
  },
};

/** Words whose value depends on the source's session or place of a row. */
const REFUSED: Readonly<Partial<Record<SourceType, ReadonlySet<string>>>> = {
  oracle: new Set(
    "UID LEVEL ROWID CONNECT_BY_ISLEAF CONNECT_BY_ISCYCLE ORA_ROWSCN SESSIONTIMEZONE DBTIMEZONE".split(
      " ",
    ),
  ),
  postgres: new Set(["CURRENT_ROLE"]),
  snowflake: new Set(
    "CURRENT_ROLE CURRENT_WAREHOUSE CURRENT_ACCOUNT CURRENT_SESSION CURRENT_REGION CURRENT_TRANSACTION".split(
      " ",
    ),
  ),
  redshift: new Set(["CURRENT_USER_ID"]),
  teradata: new Set(["SESSION", "ACCOUNT", "PROFILE", "ROLE", "CURRENT_ROLE"]),
};

/** Words that are called with brackets, and values by themselves with or without them. */
const CALLED_WITH = /^(CURRENT_DATABASE|CURRENT_SCHEMA|CURRENT_CATALOG)$/;

/** A word that is a value by itself (SYSDATE, CURRENT_DATE), with empty or precision brackets or none, in Databricks SQL. */
export function databricksNiladic(tx: Tx, token: Token): Expr | undefined {
  const { cursor } = tx;
  if (tx.is("oracle") && token.value === "ROWNUM" && !cursor.isSymbol("(", 1))
    return rownum(tx, "row_number() OVER (ORDER BY NULL)");
  if (REFUSED[tx.dialect]?.has(token.value)) throw tx.unsupported(token.value, token.start);
  const words = WORDS[tx.dialect];
  const found = Object.hasOwn(words, token.value) ? words[token.value] : undefined;
  if (!found) return undefined;
  // Without brackets these are names of columns in Snowflake.
  if (tx.is("snowflake") && CALLED_WITH.test(token.value) && !cursor.isSymbol("(", 1))
    return undefined;
  const [sql, type, what] = found;
  cursor.next();
  let made = primary(sql, type);
  if (cursor.isSymbol("(") && !phraseFollows(tx)) {
    const inside = cursor.group();
    const zone = inside?.peek();
    if (zone && zone.kind !== "number") made = inZone(tx, token, zone, found);
  }
  if (what !== undefined) tx.note("DWM-QRY-006", { what }, token.start);
  const named = { ...made, name: token.value.toLowerCase() };
  return tx.is("oracle") && token.value === "LOCALTIMESTAMP" ? { ...named, moment: true } : named;
}

/** BigQuery's CURRENT_DATE('Europe/Berlin'). */
function inZone(tx: Tx, token: Token, zone: Token, [, type]: Word): Expr {
  const literal = zone.kind === "string" ? zone.text.slice(1, -1) : undefined;
  if (!tx.is("bigquery") || literal === undefined || /[\\'"]/.test(literal))
    throw tx.unsupported(`${token.value} with a time zone`, token.start);
  const there = `convert_timezone(${tx.out.text(literal)}, CAST(current_timestamp() AS TIMESTAMP_NTZ))`;
  if (type === "date") return primary(`CAST(${there} AS DATE)`, type);
  if (type === "time") return primary(`date_format(${there}, 'HH:mm:ss')`, type);
  return primary(there, "timestamp");
}

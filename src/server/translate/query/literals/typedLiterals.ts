import type { SourceType } from "../../../../protocol/dialect.ts";
import type { Token } from "../../../sql/token.ts";
import { readDateText, readStringLiteral } from "../../literals.ts";
import { timeText } from "../databricks/spans.ts";
import { type Expr, primary } from "../expr.ts";
import { castTo } from "../expression/cast.ts";
import { readPrimary } from "../expression/primary.ts";
import { castType } from "../expression/types.ts";
import type { Tx } from "../tx.ts";
import { momentText } from "./moments.ts";

/** Words that a literal of a moment begins with, and the type that it has. */
export const TYPED_LITERALS: Readonly<Record<string, string>> = {
  DATE: "DATE",
  TIMESTAMP: "TIMESTAMP",
  DATETIME: "TIMESTAMP",
  TIME: "TIME",
  TIMESTAMPTZ: "TIMESTAMPTZ",
};

const NUMBERS = ["NUMERIC", "DECIMAL"];
const TEXTUAL = "INT INTEGER SMALLINT BIGINT INT2 INT4 INT8 REAL FLOAT4 FLOAT8 BOOL BOOLEAN";
/** Types whose name before a text makes a value of it, as a cast does. */
const CONSTANTS: Readonly<Partial<Record<SourceType, ReadonlySet<string>>>> = {
  bigquery: new Set([...NUMBERS, "BIGNUMERIC", "BIGDECIMAL"]),
  redshift: new Set([...NUMBERS, ...TEXTUAL.split(" "), "TEXT", "VARCHAR"]),
  postgres: new Set([
    ...NUMBERS,
    ...TEXTUAL.split(" "),
    ...["TEXT", "VARCHAR", "UUID", "JSON", "JSONB"],
  ]),
};

/** NUMERIC '1.5'; undefined: the word makes no constant. */
export function readConstant(tx: Tx, token: Token): Expr | undefined {
  if (tx.is("bigquery") && token.value === "JSON") return readJson(tx);
  if (!CONSTANTS[tx.dialect]?.has(token.value)) return undefined;
  const type = castType(tx);
  return castTo(tx, readPrimary(tx), type, false, token.start);
}

/** BigQuery's JSON '{"a": 1}'. */
function readJson(tx: Tx): Expr {
  tx.cursor.next();
  const text = readPrimary(tx);
  if (tx.target === "databricks") return primary(`parse_json(${text.sql})`, "json");
  return primary(`CAST(${text.sql} AS JSON)`, "json");
}

/** T-SQL's $19.99: the lexer takes `$19` for a word. */
export function readMoney(tx: Tx, token: Token): Expr {
  const { cursor } = tx;
  cursor.next();
  let digits = token.text.slice(1);
  const fraction = cursor.peek();
  if (
    fraction?.kind === "number" &&
    !fraction.spaced &&
    (digits === "" || fraction.text.startsWith("."))
  ) {
    cursor.next();
    digits += fraction.text;
  }
  if (!/\d/.test(digits)) throw tx.unreadable("an amount expected");
  return { ...primary(digits, "decimal"), number: digits };
}

export function readTypedLiteral(tx: Tx, token: Token): Expr {
  const { cursor } = tx;
  cursor.next();
  const text = cursor.next();
  const literal = readStringLiteral(text?.text ?? "", tx.dialect);
  if (literal?.kind !== "text")
    throw tx.unsupported(`the literal ${text?.text ?? ""}`, token.start);
  if (tx.is("postgres") && /\bBC\s*$/i.test(literal.value))
    throw tx.unsupported("a date before Christ", token.start);
  let type = TYPED_LITERALS[token.value] ?? "TIMESTAMP";
  // Oracle's DATE carries a time; BigQuery's TIMESTAMP is an instant.
  if (type === "DATE" && tx.is("oracle")) type = "TIMESTAMP";
  if (type === "TIMESTAMP" && token.value === "TIMESTAMP" && tx.is("bigquery"))
    type = "TIMESTAMPTZ";
  const special = momentText(tx, literal.value, token.start);
  const value =
    type === "TIME" ? literal.value : (readDateText(special, tx.dialect) ?? literal.value);
  if (type === "TIMESTAMP" && /\d\s*(Z|[+-]\d{1,2}:\d{2})$|[A-Za-z]+\/[A-Za-z_]+$/.test(value)) {
    if (!tx.is("mysql")) type = "TIMESTAMPTZ";
  }
  const typeClass =
    type === "DATE"
      ? "date"
      : type === "TIME"
        ? "time"
        : type === "TIMESTAMPTZ"
          ? "timestamptz"
          : "timestamp";
  const isMoment = tx.is("oracle") && token.value === "TIMESTAMP";
  const moment = isMoment ? ({ moment: true } as const) : {};
  if (tx.target === "databricks") {
    if (typeClass === "time") return timeOfDay(tx, value, token.start);
    // As `'…'::DATE` is written; Snowflake's TIMESTAMP is that of a cast, too.
    if (typeClass === "date" || (typeClass === "timestamp" && tx.is("snowflake")))
      return primary(`CAST(${tx.out.text(value)} AS ${type})`, typeClass);
    const word = typeClass === "timestamp" ? "TIMESTAMP_NTZ" : "TIMESTAMP";
    return { ...primary(`${word}${tx.out.text(value)}`, typeClass), ...moment };
  }
  // DuckDB reads no zone behind minutes.
  const shown =
    type === "TIMESTAMPTZ"
      ? value.replace(/( \d{1,2}:\d{2})(?=\s*([+-]\d|[A-Za-z]))/, "$1:00")
      : value;
  return { ...primary(`${type} ${tx.out.text(shown)}`, typeClass), ...moment };
}

/** A time of day is a text in Databricks SQL; MySQL's are spans of time. */
function timeOfDay(tx: Tx, value: string, offset: number): Expr {
  if (tx.is("mysql")) throw tx.unsupported("a TIME literal", offset);
  return timeText(tx, { ...primary(tx.out.text(value), "string"), literal: value }, false, offset);
}

/** ODBC's `{d '2024-01-31'}`, `{t '…'}`, `{ts '…'}` in MySQL. */
export function readEscape(tx: Tx): Expr {
  const { cursor } = tx;
  const offset = cursor.offset;
  cursor.next();
  const word = cursor.next()?.value ?? "";
  const type = { D: "DATE", T: "TIME", TS: "TIMESTAMP" }[word];
  const literal = readStringLiteral(cursor.next()?.text ?? "", tx.dialect);
  if (type === undefined || literal?.kind !== "text" || !cursor.acceptSymbol("}"))
    throw tx.unsupported("this escape of ODBC", offset);
  if (type === "TIME" && tx.target === "databricks") return timeOfDay(tx, literal.value, offset);
  const classes = { DATE: "date", TIME: "time", TIMESTAMP: "timestamp" } as const;
  return primary(`CAST(${tx.out.text(literal.value)} AS ${type})`, classes[type as "DATE"]);
}

import type { Call } from "../../calls/call.ts";
import { emptyForNull } from "../../databricks/emptyForNull.ts";
import { withCents } from "../../digits/tsql.ts";
import { type Expr, PREC, primary, wrap } from "../../expr.ts";
import { variantText } from "../../nested/variant.ts";
import { shownText } from "../../teradata/phrases.ts";
import type { Tx } from "../../tx.ts";
import { arity, type FunctionRule } from "../dsl.ts";

/** A value as the text that the source makes of it. Databricks itself reads any plain value as text. */
export function text(tx: Tx, value: Expr): Expr {
  if (value.type === "bool" && tx.is("tsql", "mysql"))
    return primary(`CAST(CAST(${value.sql} AS INT) AS STRING)`, "string");
  if (value.money) return primary(`CAST(${withCents(value).sql} AS STRING)`, "string");
  return value.format ? shownText(tx, value) : variantText(tx, value);
}

/** An argument as text. */
export function textArg(call: Call, index: number): string {
  return text(call.tx, call.arg(index)).sql;
}

/** In Oracle a text without characters is NULL. */
export function oracleNull(tx: Tx, sql: string): Expr {
  return primary(tx.is("oracle") ? `nullif(${sql}, '')` : sql, "string");
}

/** A function of texts: its first arguments are read as texts, the others as they are. */
export function ofText(
  name: string,
  type: "string" | "int" | "bool" | "binary",
  texts: number,
  least = texts,
  most = least,
): FunctionRule {
  return (call) => {
    arity(call, least, most);
    const args = call
      .args()
      .map((arg, index) => (index < texts ? text(call.tx, arg).sql : arg.sql));
    return primary(`${name}(${args.join(", ")})`, type);
  };
}

/** CONCAT where a NULL makes the result NULL, as Databricks' does. */
export const strictConcat: FunctionRule = (call) => {
  arity(call, 1, 99);
  const args = call.args().map((arg) => text(call.tx, arg).sql);
  return primary(`concat(${args.join(", ")})`, "string");
};

/** CONCAT where NULLs count as empty. */
export const lenientConcat: FunctionRule = (call) => {
  arity(call, 1, 99);
  const args = call.args().map((arg) => {
    if (arg.type === "null") return "''";
    const part = text(call.tx, arg);
    return arg.literal === undefined ? emptyForNull(part) : part.sql;
  });
  return primary(`concat(${args.join(", ")})`, "string");
};

/** CONCAT_WS where a NULL makes the result NULL; Databricks' skips NULLs. */
export const strictConcatWs: FunctionRule = (call) => {
  arity(call, 2, 99);
  const args = call.args().map((arg) => text(call.tx, arg).sql);
  const open = call.args().filter((arg) => arg.literal === undefined && arg.number === undefined);
  const joined = `concat_ws(${args.join(", ")})`;
  if (open.length === 0) return primary(joined, "string");
  const anyNull = open.map((arg) => `${wrap(arg, PREC.other)} IS NULL`).join(" OR ");
  return primary(`IF(${anyNull}, NULL, ${joined})`, "string");
};

/** CONCAT_WS that skips NULLs. */
export const lenientConcatWs: FunctionRule = (call) => {
  arity(call, 1, 99);
  const args = call.args().map((arg) => text(call.tx, arg).sql);
  return primary(`concat_ws(${args.join(", ")})`, "string");
};

/** LENGTH in characters, of bytes in bytes. */
export const length: FunctionRule = (call) => {
  arity(call, 1);
  return primary(`length(${textArg(call, 0)})`, "int");
};

/** LPAD and RPAD with their pad optional. */
export function pad(name: "lpad" | "rpad"): FunctionRule {
  return (call) => {
    arity(call, 2, 3);
    const filler = call.count > 2 ? `, ${textArg(call, 2)}` : "";
    const sql = `${name}(${textArg(call, 0)}, ${call.arg(1).sql}${filler})`;
    if (call.arg(0).type === "binary") return primary(sql, "binary");
    return oracleNull(call.tx, sql);
  };
}

/** LEFT and RIGHT; PostgreSQL counts a negative length from the other end. */
export function side(name: "left" | "right"): FunctionRule {
  return (call) => {
    arity(call, 2);
    const subject = textArg(call, 0);
    const count = call.arg(1);
    const given = count.number !== undefined && !count.number.startsWith("-");
    if (!call.tx.is("postgres") || given)
      return primary(`${name}(${subject}, ${count.sql})`, "string");
    if (count.number !== undefined)
      return primary(
        `${name}(${subject}, length(${subject}) - ${count.number.slice(1)})`,
        "string",
      );
    const rest = `IF(${count.sql} < 0, length(${subject}) + ${wrap(count, PREC.multiply)}, ${count.sql})`;
    return primary(`${name}(${subject}, ${rest})`, "string");
  };
}

/** Unicode's white space as far as texts have it, in Databricks' escapes; BigQuery's TRIM takes all of it away. */
const WHITE_SPACE = "' \\t\\n\\r\\u000B\\u000C\\u00A0'";

const SIDES = { trim: "", ltrim: "LEADING ", rtrim: "TRAILING " } as const;

/**
 * A text without blanks, or without the given characters, at an end or both. BOTH goes without saying, unless the source says
 * it (`side`).
 */
export function trimmed(
  tx: Tx,
  name: "trim" | "ltrim" | "rtrim",
  subject: Expr,
  characters: Expr | undefined,
  side: string = SIDES[name],
): Expr {
  const value = text(tx, subject).sql;
  if (!characters) {
    if (!tx.is("bigquery")) return oracleNull(tx, `${name}(${value})`);
    return primary(`trim(${side}${WHITE_SPACE} FROM ${value})`, "string");
  }
  if (characters.literal === " ") return oracleNull(tx, `${name}(${value})`);
  return oracleNull(tx, `trim(${side}${text(tx, characters).sql} FROM ${value})`);
}

/** TRIM, LTRIM, RTRIM as calls, with their characters optional. */
export function trimSide(name: "trim" | "ltrim" | "rtrim"): FunctionRule {
  return (call) => {
    arity(call, 1, 2);
    return trimmed(call.tx, name, call.arg(0), call.count > 1 ? call.arg(1) : undefined);
  };
}

/** The place of a text in another, from 1; 0 where it is not found. */
export function located(tx: Tx, part: Expr, subject: Expr, start?: Expr): Expr {
  const rest = start === undefined ? "" : `, ${start.sql}`;
  return primary(`locate(${text(tx, part).sql}, ${text(tx, subject).sql}${rest})`, "int");
}

/** INITCAP: Databricks begins words behind blanks only, the sources behind other characters too. */
export const initcap: FunctionRule = (call) => {
  arity(call, 1);
  const what =
    "INITCAP begins a word behind a blank only; the source does behind other characters too (o-brien)";
  call.tx.note("DWM-QRY-006", { what }, call.offset);
  return primary(`initcap(${textArg(call, 0)})`, "string");
};

/** SPLIT_PART(s, separator, n): a part 0 is the first one in Snowflake, an error in Databricks. */
export const splitPart: FunctionRule = (call) => {
  arity(call, 3);
  const place = call.arg(2);
  let index = place.sql;
  if (place.number === "0") index = "1";
  else if (place.number === undefined && call.tx.is("snowflake"))
    index = `IF(${place.sql} = 0, 1, ${place.sql})`;
  return primary(`split_part(${textArg(call, 0)}, ${textArg(call, 1)}, ${index})`, "string");
};

/** Numbers of characters that Databricks' CHR takes; it cuts others to them. */
export const chr: FunctionRule = (call) => {
  arity(call, 1);
  const { number } = call.arg(0);
  if (number !== undefined && Number(number) > 127 && Number(number) <= 0x10ffff)
    return primary(call.tx.out.text(String.fromCodePoint(Number(number))), "string");
  if (number === undefined) {
    const what = `${call.name} of a computed number: numbers over 255 are cut here`;
    call.tx.note("DWM-QRY-006", { what }, call.offset);
  }
  return primary(`chr(${call.arg(0).sql})`, "string");
};

/** EDITDISTANCE(a, b [, most]): distances over `most` are `most`; Databricks' threshold answers -1 instead. */
export const editDistance: FunctionRule = (call) => {
  arity(call, 2, 3);
  const distance = `levenshtein(${textArg(call, 0)}, ${textArg(call, 1)})`;
  if (call.count === 2) return primary(distance, "int");
  // BigQuery's `max_distance => n`.
  const bound = call.raw[2];
  if (bound?.isWords("MAX_DISTANCE") && bound.isSymbol("=>", 1)) bound.at += 2;
  const most = call.arg(2);
  if (most.number?.startsWith("-")) return primary(`least(${distance}, 0)`, "int");
  const limit = most.number === undefined ? `greatest(${most.sql}, 0)` : most.sql;
  return primary(`least(${distance}, ${limit})`, "int");
};

const COUNTS = /^(?:length|locate|instr|position|regexp_instr)\(/;

/** True for a literal that is no negative number, or an expression that certainly is none. */
export function notNegative(value: Expr): boolean {
  if (value.number !== undefined) return !value.number.startsWith("-");
  const bare = value.sql.replace(/'(?:[^'\\]|\\.)*'/g, "''");
  if (!COUNTS.test(bare)) return false;
  // One call, and behind it at most a number that is added.
  let depth = 0;
  for (let at = bare.indexOf("("); at < bare.length; at++) {
    depth += bare[at] === "(" ? 1 : bare[at] === ")" ? -1 : 0;
    if (depth === 0) return /^( \+ \d+)?$/.test(bare.slice(at + 1));
  }
  return false;
}

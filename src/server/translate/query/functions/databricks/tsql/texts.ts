import { withoutFirst } from "../../../block/xmlPath.ts";
import type { Call } from "../../../calls/call.ts";
import { type Expr, PREC, primary, wrap } from "../../../expr.ts";
import { likePatternToRegexp } from "../../../texts/like.ts";
import { foldsCase, isCaseless, noteTexts } from "../../../texts/texts.ts";
import type { Tx } from "../../../tx.ts";
import { arity, type FunctionRule } from "../../dsl.ts";
import { notNegative, text, textArg } from "../text.ts";

/** A text and one that is looked for in it; in lower case both where the source's usual collation folds case. */
export function folded(
  tx: Tx,
  subject: Expr,
  part: Expr,
  offset: number,
): readonly [string, string] {
  const [whole, sought] = [text(tx, subject), text(tx, part)];
  noteTexts(tx, offset, { ...subject, type: "string" }, part);
  if (!foldsCase(tx) || isCaseless(part) || part.exact === true || subject.exact === true)
    return [whole.sql, sought.sql];
  const lower =
    part.literal === undefined ? `lower(${sought.sql})` : tx.out.text(part.literal.toLowerCase());
  return [`lower(${whole.sql})`, lower];
}

/** CHARINDEX(part, s [, start]): an empty text is never found, a start before the text is its first character. */
export const charindex: FunctionRule = (call) => {
  arity(call, 2, 3);
  const part = call.arg(0);
  if (part.literal === "") return primary("0", "int");
  const [subject, sought] = folded(call.tx, call.arg(1), part, call.offset);
  let from = "";
  if (call.count > 2) {
    const start = call.arg(2);
    const first = start.number !== undefined && Number(start.number) <= 1;
    if (!first)
      from =
        notNegative(start) && start.number !== undefined
          ? `, ${start.sql}`
          : `, greatest(${start.sql}, 1)`;
    if (/\+ [1-9]\d*$/.test(start.sql) && notNegative(start)) from = `, ${start.sql}`;
  }
  const place = `locate(${sought}, ${subject}${from})`;
  if (part.literal !== undefined || !call.tx.is("tsql")) return primary(place, "int");
  return primary(`IF(${wrap(part, PREC.other)} = '', 0, ${place})`, "int");
};

/** PATINDEX('%pattern%', s): the place of the first match. */
export const patindex: FunctionRule = (call) => {
  arity(call, 2);
  const pattern = call.arg(0).literal;
  if (pattern === undefined) throw call.stop("the pattern is computed");
  const [open, close] = [pattern.startsWith("%"), pattern.length > 1 && pattern.endsWith("%")];
  const inner = pattern.slice(open ? 1 : 0, close ? -1 : undefined);
  if (open && close && inner !== "" && !/[%_[]/.test(inner)) {
    const literal = { ...primary(call.tx.out.text(inner), "string"), literal: inner };
    const [subject, sought] = folded(call.tx, call.arg(1), literal, call.offset);
    return primary(`locate(${sought}, ${subject})`, "int");
  }
  const core = likePatternToRegexp(inner);
  if (core === undefined) throw call.stop("a bracket that is not closed");
  noteTexts(call.tx, call.offset, { ...call.arg(1), type: "string" }, call.arg(0));
  const letters = /[A-Za-z]/.test(core.replace(/\[\^?(?:a-z|A-Z|a-zA-Z|A-Za-z|0-9)+\]/g, ""));
  const cased = letters || /a-z|A-Z/.test(core);
  const flags = `${/\./.test(core.replace(/\\./g, "")) ? "s" : ""}${cased ? "i" : ""}`;
  const regexp = `${flags ? `(?${flags})` : ""}${open ? "" : "^"}${core}${close ? "" : "\\z"}`;
  return primary(`regexp_instr(${textArg(call, 1)}, ${call.tx.out.text(regexp)})`, "int");
};

/** STUFF(s, start, length, by): NULL where the start lies outside of the text. */
export const stuff: FunctionRule = (call) => {
  arity(call, 4);
  const between = withoutFirst(call);
  if (between) return between;
  const [subject, start, count, by] = [call.arg(0), call.arg(1), call.arg(2), call.arg(3)];
  const whole = text(call.tx, subject).sql;
  const put = by.type === "null" ? "''" : text(call.tx, by).sql;
  const placed = by.literal === undefined && by.type !== "null" ? `coalesce(${put}, '')` : put;
  const sql = `overlay(${whole} PLACING ${placed} FROM ${start.sql} FOR ${count.sql})`;
  const known = (value: Expr, least: number) =>
    value.number !== undefined && Number(value.number) >= least;
  if (start.number === "1" && known(count, 0) && subject.xml === true)
    return primary(sql, "string");
  const within = known(start, 1)
    ? `length(${whole}) >= ${start.sql}`
    : `${wrap(start, PREC.other)} BETWEEN 1 AND length(${whole})`;
  const test = known(count, 0) ? within : `${within} AND ${wrap(count, PREC.other)} >= 0`;
  return primary(`IF(${test}, ${sql}, NULL)`, "string");
};

/** LEN: blanks at the end do not count. */
export const len: FunctionRule = (call) => {
  arity(call, 1);
  const value = call.arg(0);
  if (value.type === "binary") return primary(`octet_length(${value.sql})`, "int");
  if (value.type === "int" || value.type === "decimal")
    return primary(`length(${value.sql})`, "int");
  return primary(`length(rtrim(${textArg(call, 0)}))`, "int");
};

/** REPLICATE(s, n) and SPACE(n): NULL for a negative number. */
export function repeated(subject: string | undefined): FunctionRule {
  return (call) => {
    arity(call, subject === undefined ? 2 : 1);
    const count = call.arg(subject === undefined ? 1 : 0);
    const sql =
      subject === undefined ? `repeat(${textArg(call, 0)}, ${count.sql})` : `space(${count.sql})`;
    if (notNegative(count)) return primary(sql, "string");
    return primary(`IF(${wrap(count, PREC.other)} >= 0, ${sql}, NULL)`, "string");
  };
}

/** REPLACE finds texts in any case. */
export const replace: FunctionRule = (call) => {
  arity(call, 3);
  const [part, by] = [call.arg(1), call.arg(2)];
  const subject = textArg(call, 0);
  if (isCaseless(part) || part.exact === true || call.arg(0).exact === true)
    return primary(
      `replace(${subject}, ${text(call.tx, part).sql}, ${textArg(call, 2)})`,
      "string",
    );
  noteTexts(call.tx, call.offset, { ...call.arg(0), type: "string" }, part);
  if (part.literal === undefined || by.literal === undefined) {
    const what = "REPLACE finds a computed text in its own case only; the source in any";
    call.tx.note("DWM-QRY-006", { what }, call.offset);
    return primary(
      `replace(${subject}, ${text(call.tx, part).sql}, ${textArg(call, 2)})`,
      "string",
    );
  }
  const pattern = `(?i)${part.literal.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&")}`;
  const put = by.literal.replace(/[\\$]/g, "\\$&");
  return primary(
    `regexp_replace(${subject}, ${call.tx.out.text(pattern)}, ${call.tx.out.text(put)})`,
    "string",
  );
};

/** QUOTENAME(s): in brackets, unless quotes are asked for. */
export const quoteName: FunctionRule = (call) => {
  arity(call, 1, 2);
  const quote = call.count > 1 ? call.arg(1).literal : "[";
  const pair = { "[": "[]", "]": "[]", '"': '""', "'": "''", "`": "``" }[quote ?? ""];
  if (pair === undefined) throw call.stop("these quotes");
  const [open, close] = [pair.slice(0, 1), pair.slice(1)];
  const { text: literal } = call.tx.out;
  const inside = `replace(${textArg(call, 0)}, ${literal(close)}, ${literal(close + close)})`;
  return primary(`concat(${literal(open)}, ${inside}, ${literal(close)})`, "string");
};

/** STR(number [, length [, places]]): to the right, stars where it is too long. */
export const str: FunctionRule = (call) => {
  arity(call, 1, 3);
  const width = call.count > 1 ? call.arg(1).number : "10";
  const places = call.count > 2 ? call.arg(2).number : "0";
  if (width === undefined || places === undefined) throw call.stop("computed lengths");
  const value = call.arg(0);
  const number = `CAST(CAST(round(${value.sql}, ${places}) AS DECIMAL(38,${places})) AS STRING)`;
  return primary(
    `CASE WHEN length(${number}) <= ${width} THEN lpad(${number}, ${width}) WHEN ${wrap(value, PREC.other)} IS NOT NULL THEN repeat('*', ${width}) END`,
    "string",
  );
};

/** CHAR(n): of the Latin code page, whose numbers 128 to 159 are not Unicode's. */
export const char: FunctionRule = (call) => {
  arity(call, 1);
  const { number } = call.arg(0);
  if (number !== undefined && Number(number) >= 128 && Number(number) < 160)
    throw call.stop(`the character ${number} of the source's code page`);
  if (number !== undefined && Number(number) > 159)
    return primary(call.tx.out.text(String.fromCodePoint(Number(number))), "string");
  return primary(`chr(${call.arg(0).sql})`, "string");
};

const HASHES: Readonly<Record<string, string>> = {
  MD5: "md5($)",
  SHA: "sha1($)",
  SHA1: "sha1($)",
  SHA2_256: "sha2($, 256)",
  SHA2_512: "sha2($, 512)",
};

/** HASHBYTES('SHA2_256', s): bytes. */
export const hashBytes: FunctionRule = (call) => {
  arity(call, 2);
  const hash = HASHES[call.arg(0).literal?.toUpperCase() ?? ""];
  if (hash === undefined) throw call.stop("the algorithm has no counterpart");
  const value = call.arg(1);
  if (value.type !== "binary") {
    const what =
      "HASHBYTES of a text: the bytes are UTF-8 here, UTF-16 for NVARCHAR and the code page's for VARCHAR in SQL Server";
    call.tx.note("DWM-QRY-006", { what }, call.offset);
  }
  return primary(`unhex(${hash.replace("$", () => text(call.tx, value).sql)})`, "binary");
};

/** ISJSON(s): 1 for an object or an array. */
export const isJson: FunctionRule = (call) => {
  arity(call, 1);
  const value = textArg(call, 0);
  const test = `try_parse_json(${value}) IS NOT NULL AND ltrim(${value}) RLIKE '^[{\\\\[]'`;
  return primary(`CASE WHEN ${test} THEN 1 WHEN ${value} IS NOT NULL THEN 0 END`, "int");
};

/** Says of a check that what it takes is not the same. */
export function castable(type: string, what: string): FunctionRule {
  return (call: Call) => {
    arity(call, 1);
    call.tx.note("DWM-QRY-006", { what }, call.offset);
    return primary(`IF(TRY_CAST(${call.arg(0).sql} AS ${type}) IS NULL, 0, 1)`, "int");
  };
}

import type { Token } from "../../sql/token.ts";
import { readStringLiteral } from "../literals.ts";
import { readArrayQuery } from "./arrayQuery.ts";
import { readCall } from "./call.ts";
import { castTo } from "./cast.ts";
import { columnAt, readColumn } from "./columnReference.ts";
import { asCondition } from "./condition.ts";
import { readElements } from "./elements.ts";
import { commonType, type Expr, PREC, primary, wrap } from "./expr.ts";
import { readExpression, readList, readWhole } from "./expression.ts";
import { made } from "./functions/databricks/arrays.ts";
import { objectOf } from "./functions/databricks/json.ts";
import { niladic } from "./functions/niladic.ts";
import { readInterval } from "./interval.ts";
import { comparedWith, ofOneType } from "./mysql/coerce.ts";
import { countsDigits, detailed, followsMysql, withSumDigits } from "./mysql/digits.ts";
import { readSubquery, startsQuery } from "./select.ts";
import { readStruct, readTypedArray, valueQuery } from "./structs.ts";
import { isPhrased, phrased } from "./teradataPhrases.ts";
import { noteTexts } from "./texts.ts";
import type { Tx } from "./tx.ts";
import { readEscape, readMoney, readTypedLiteral, TYPED_LITERALS } from "./typedLiterals.ts";
import { castType } from "./types.ts";

/** Words that end an expression: none of them names a column without quotes. */
const RESERVED = new Set(
  (
    "SELECT FROM WHERE GROUP HAVING ORDER UNION EXCEPT MINUS INTERSECT JOIN ON AND OR NOT WHEN THEN ELSE END IN IS " +
    "LIKE BETWEEN AS BY LIMIT FETCH INTO VALUES SET USING QUALIFY WITH CROSS INNER CONNECT"
  ).split(" "),
);

/** Reads what binds tightest: a literal, a column, a call, a bracketed expression or query. */
export function readPrimary(tx: Tx): Expr {
  const { cursor } = tx;
  const token = cursor.peek();
  if (!token) throw tx.unreadable("an expression expected");
  switch (token.kind) {
    case "number":
      cursor.next();
      return readNumber(tx, token);
    case "string":
      return readText(tx, token);
    case "symbol":
      if (token.text === "(") return readBrackets(tx);
      if (token.text === "[" && tx.is("bigquery")) return readArray(tx);
      if (token.text === "[" && tx.is("snowflake")) return readArray(tx);
      if (token.text === "{" && tx.is("snowflake")) return readObject(tx);
      if (token.text === "{" && tx.is("mysql")) return readEscape(tx);
      if (token.text === "{") throw tx.unsupported("an object literal");
      if (token.text === ":") return readBound(tx);
      if (token.text === "?") return readMarker(tx);
      throw tx.unreadable("an expression expected");
    case "unterminated":
      throw tx.unreadable("a literal or comment is not closed");
    case "quoted":
      return readNameOrCall(tx);
    default:
      return readWord(tx, token);
  }
}

function readNumber(tx: Tx, token: Token): Expr {
  if (/^0x/i.test(token.text)) {
    if (!tx.is("tsql", "mysql")) throw tx.unsupported("a hexadecimal number", token.start);
    const digits = token.text.slice(2);
    return primary(tx.out.bytes(digits.length % 2 ? `0${digits}` : digits), "binary");
  }
  const float = /[eE]/.test(token.text) || (tx.is("bigquery") && token.text.includes("."));
  const type = float ? "float" : token.text.includes(".") ? "decimal" : "int";
  const text = token.text.endsWith(".") ? `${token.text}0` : token.text;
  const number: Expr = { ...primary(text, type), number: text };
  if (type === "decimal" && countsDigits(tx)) number.scale = text.length - text.indexOf(".") - 1;
  return number;
}

function readText(tx: Tx, token: Token): Expr {
  const { cursor } = tx;
  cursor.next();
  const literal = readStringLiteral(token.text, tx.dialect);
  if (!literal) throw tx.unsupported(`the literal ${token.text.slice(0, 30)}`, token.start);
  if (literal.kind === "bytes") return primary(tx.out.bytes(literal.hex), "binary");
  let { value } = literal;
  // Neighbouring literals are one in MySQL and PostgreSQL.
  while (cursor.peek()?.kind === "string" && tx.is("mysql", "postgres", "redshift")) {
    const next = readStringLiteral(cursor.next()?.text ?? "", tx.dialect);
    if (next?.kind !== "text") throw tx.unreadable("a literal expected");
    value += next.value;
  }
  if (value.includes("\0")) throw tx.unsupported("a text with a NUL character", token.start);
  // Oracle has no empty text: '' is NULL.
  if (tx.is("oracle") && value === "") return primary(`CAST(NULL AS ${tx.out.textType})`, "null");
  return { ...primary(tx.out.text(value), "string"), literal: value };
}

function readBrackets(tx: Tx): Expr {
  const inside = tx.cursor.group();
  if (!inside) throw tx.unreadable("( expected");
  return tx.inside(inside, () => {
    if (startsQuery(tx)) {
      const elements = readElements(tx, valueQuery(inside), "value");
      if (elements) {
        inside.at = inside.end;
        return elements;
      }
      const query = tx.inside(valueQuery(inside), () => readSubquery(tx));
      const [only] = query.columns ?? [];
      const value = detailed(primary(`(${query.sql})`, only?.type ?? "unknown"), only?.detail);
      return query.xml === true ? { ...value, xml: true } : value;
    }
    const items = readList(tx);
    const [only] = items;
    if (!only) throw tx.unreadable("an expression expected");
    if (items.length > 1)
      return { ...primary(`(${items.map((item) => item.sql).join(", ")})`, "unknown"), row: items };
    return { ...only, sql: `(${only.sql})`, prec: PREC.primary };
  });
}

/** PostgreSQL's ROW(a, b), which is (a, b). */
function readRow(tx: Tx): Expr {
  tx.cursor.next();
  return readBrackets(tx);
}

/** BigQuery's and Snowflake's [a, b]. */
function readArray(tx: Tx): Expr {
  const { cursor } = tx;
  cursor.next();
  const items: Expr[] = [];
  while (!cursor.isSymbol("]")) {
    items.push(readExpression(tx));
    if (!cursor.acceptSymbol(",")) break;
  }
  tx.expectSymbol("]");
  if (tx.target === "databricks") return made(items);
  const list = items.map((item) => item.sql).join(", ");
  // Snowflake's arrays are JSON.
  if (tx.is("snowflake")) return primary(`json_array(${list})`, "json");
  return primary(`[${list}]`, "unknown");
}

/** Snowflake's {'a': 1, 'b': 2}. */
function readObject(tx: Tx): Expr {
  const { cursor } = tx;
  const offset = cursor.offset;
  cursor.next();
  const pairs: [string, Expr][] = [];
  while (!cursor.isSymbol("}")) {
    const key = cursor.next();
    const literal = readStringLiteral(key?.text ?? "", tx.dialect);
    if (key?.kind !== "string" || literal?.kind !== "text")
      throw tx.unsupported("an object literal with a computed key", offset);
    tx.expectSymbol(":");
    pairs.push([literal.value, readExpression(tx)]);
    if (!cursor.acceptSymbol(",")) break;
  }
  tx.expectSymbol("}");
  if (tx.target === "duckdb") {
    const written = pairs.map(([key, value]) => `${tx.out.text(key)}, ${value.sql}`).join(", ");
    // Pairs whose value is NULL are left out.
    return primary(`json_merge_patch(json('{}'), json_object(${written}))`, "json");
  }
  const stop = (reason: string) =>
    tx.stop("DWM-QRY-004", { name: "an object literal", reason }, offset);
  return objectOf({ tx, stop }, pairs, false);
}

function readWord(tx: Tx, token: Token): Expr {
  const { cursor } = tx;
  if (cursor.peek(1)?.kind === "string" && tx.is("mysql") && token.text.startsWith("_")) {
    if (token.value === "_BINARY") throw tx.unsupported("a binary text in an expression");
    // A character set before its text.
    cursor.next();
    return readPrimary(tx);
  }
  if (cursor.peek(1)?.kind === "string" && Object.hasOwn(TYPED_LITERALS, token.value))
    return readTypedLiteral(tx, token);
  const called = cursor.isSymbol("(", 1);
  switch (token.value) {
    case "NULL":
      cursor.next();
      return primary("NULL", "null");
    case "TRUE":
    case "FALSE":
      cursor.next();
      return primary(token.value, "bool");
    case "CASE":
      return readCase(tx);
    case "CAST":
    case "TRY_CAST":
    case "SAFE_CAST":
      if (called) return readCast(tx, token);
      break;
    case "EXISTS": {
      if (!called) break;
      cursor.next();
      const inside = cursor.group();
      if (!inside) throw tx.unreadable("( expected");
      const elements = readElements(tx, inside, "exists");
      if (elements) return elements;
      return primary(`EXISTS (${tx.inside(inside, () => readSubquery(tx)).sql})`, "bool");
    }
    case "APPROXIMATE":
      // Redshift's APPROXIMATE COUNT(DISTINCT x): counted exactly here.
      if (!tx.is("redshift") || !/^COUNT$/.test(cursor.peek(1)?.value ?? "")) break;
      cursor.next();
      tx.note("DWM-QRY-007", { clause: "APPROXIMATE", why: "values are counted exactly" });
      return readNameOrCall(tx);
    case "INTERVAL":
      if (called && followsMysql(tx) && listFollows(tx)) break;
      return readInterval(tx);
    case "ARRAY":
      if (cursor.isSymbol("[", 1) && tx.is("postgres", "bigquery")) {
        cursor.next();
        return readArray(tx);
      }
      if (cursor.isSymbol("<", 1) && tx.is("bigquery")) return readTypedArray(tx);
      if (called && tx.is("bigquery", "postgres")) {
        cursor.next();
        const inside = cursor.group();
        if (inside) return readArrayQuery(tx, inside, token.start);
      }
      if (called) throw tx.unsupported("ARRAY(…)");
      break;
    case "ROW":
      if (called && tx.is("postgres")) return readRow(tx);
      if (called) throw tx.unsupported("ROW(…)");
      break;
    case "STRUCT":
      if (tx.is("bigquery") && (called || cursor.isSymbol("<", 1))) return readStruct(tx);
      if (called) throw tx.unsupported("STRUCT(…)");
      break;
    case "NEXT":
      if (cursor.isWords("NEXT", "VALUE", "FOR")) throw tx.unsupported("NEXT VALUE FOR");
      break;
    default:
      break;
  }
  if (token.text.startsWith("@")) {
    const variable = tx.scope.variable(token.text);
    if (!variable) throw tx.unsupported(`the variable ${token.text}`);
    cursor.next();
    return primary(variable.sql, variable.type);
  }
  if (token.text.startsWith("$") && tx.is("tsql") && /^\$\d*$/.test(token.text))
    return readMoney(tx, token);
  const placed = tx.is("snowflake") ? columnAt(tx, token) : undefined;
  if (placed) return placed;
  if (token.text.startsWith("$") && tx.is("snowflake"))
    throw tx.unsupported(`the positional column or variable ${token.text}`);
  const fixed =
    called && !/^(CURRENT_|LOCALTIME|SYSTIMESTAMP)/.test(token.value)
      ? undefined
      : niladic(tx, token);
  if (fixed) return fixed;
  if (token.value === "APPROXIMATE" && tx.is("redshift") && cursor.isWords("APPROXIMATE", "COUNT"))
    return readApproximate(tx);
  if (!called && RESERVED.has(token.value)) throw tx.unreadable("an expression expected");
  return readNameOrCall(tx);
}

/** `CASE x` and what it is compared with; in MySQL each value as it is compared with x alone. */
function askedOf(
  tx: Tx,
  subject: Expr,
  asked: readonly Expr[],
): { head: string; conditions: readonly Expr[] } {
  const subjects = asked.map((value) => comparedWith(tx, subject, value).sql);
  const conditions = asked.map((value) => comparedWith(tx, value, subject));
  if (subjects.every((sql) => sql === subject.sql))
    return { head: `CASE ${subject.sql}`, conditions };
  const whole = conditions.map((value, index) =>
    primary(`${subjects[index]} = ${wrap(value)}`, "bool"),
  );
  return { head: "CASE", conditions: whole };
}

/** True for MySQL's function INTERVAL(n, a, b), whose brackets hold several values. */
function listFollows(tx: Tx): boolean {
  const ahead = tx.cursor.slice(tx.cursor.at + 1, tx.cursor.end);
  return (ahead.group()?.split().length ?? 0) > 1;
}

function readCase(tx: Tx): Expr {
  const { cursor } = tx;
  cursor.next();
  const subject = cursor.isWords("WHEN") ? undefined : readExpression(tx);
  const conditions: Expr[] = [];
  const values: Expr[] = [];
  while (cursor.accept("WHEN")) {
    const offset = cursor.offset;
    const asked = readExpression(tx);
    if (subject) noteTexts(tx, offset, subject, asked);
    tx.expect("THEN");
    values.push(readExpression(tx));
    conditions.push(subject ? asked : asCondition(tx, asked));
  }
  const otherwise = cursor.accept("ELSE") ? readExpression(tx) : undefined;
  if (otherwise) values.push(otherwise);
  tx.expect("END");
  const chosen = ofOneType(tx, values);
  const asked = subject ? askedOf(tx, subject, conditions) : { head: "CASE", conditions };
  const whens = asked.conditions.map(
    ({ sql: when }, index) => ` WHEN ${when} THEN ${chosen[index]?.sql}`,
  );
  let sql = asked.head + whens.join("");
  if (otherwise) sql += ` ELSE ${chosen.at(-1)?.sql}`;
  const type = commonType(chosen.map((value) => value.type));
  return withSumDigits(tx, primary(`${sql} END`, type), ...chosen);
}

function readCast(tx: Tx, token: Token): Expr {
  const { cursor } = tx;
  cursor.next();
  const inside = cursor.group();
  if (!inside) throw tx.unreadable("( expected");
  return tx.inside(inside, () => {
    const start = inside.at;
    const value = readExpression(tx);
    const tokens = inside.tokens.slice(start, inside.at);
    tx.expect("AS");
    if (tx.is("teradata")) return readTeradataCast(tx, value, tokens, token);
    const type = castType(tx);
    if (tx.cursor.isWords("FORMAT")) throw tx.unsupported("CAST … FORMAT");
    if (!tx.cursor.done && tx.is("teradata", "mysql")) {
      // CHARACTER SET of a cast: text is Unicode here.
      if (tx.cursor.accept("CHARACTER", "SET")) tx.cursor.next();
    }
    if (!tx.cursor.done) throw tx.unreadable("not expected in a cast");
    return castTo(tx, value, type, token.value !== "CAST", token.start);
  });
}

/** `AS DATE FORMAT 'YYYY-MM-DD'`, `AS FORMAT 'YYYYMM'`, `AS CHAR(3) CHARACTER SET UNICODE`. */
function readTeradataCast(tx: Tx, value: Expr, tokens: readonly Token[], word: Token): Expr {
  const { cursor } = tx;
  const type = cursor.isWords("FORMAT") ? undefined : castType(tx);
  let mask: string | undefined;
  for (;;) {
    if (cursor.accept("CHARACTER", "SET")) cursor.next();
    else if (cursor.accept("FORMAT")) {
      const literal = readStringLiteral(cursor.next()?.text ?? "", tx.dialect);
      if (literal?.kind !== "text") throw tx.unreadable("a text expected");
      mask = literal.value;
    } else if (!cursor.accept("NOT") && !cursor.accept("CASESPECIFIC")) break;
  }
  if (!cursor.done) throw tx.unreadable("not expected in a cast");
  if (word.value !== "CAST" && type && mask === undefined && !value.format)
    return castTo(tx, value, type, true, word.start);
  if (word.value !== "CAST") throw tx.unsupported(`${word.value} with a FORMAT`, word.start);
  return phrased(tx, value, tokens, type, mask, word.start);
}

/** A dotted name: a call when a bracket follows, else a column. */
function readNameOrCall(tx: Tx): Expr {
  const { cursor } = tx;
  const start = cursor.at;
  const offset = cursor.offset;
  const parts = cursor.name();
  if (!parts) throw tx.unreadable("an expression expected");
  if (cursor.isSymbol(".") || cursor.isSymbol("..")) throw tx.unreadable("a name expected");
  if (cursor.isSymbol("(") && !isPhrased(tx, parts))
    return readCall(tx, parts, cursor.tokens[start]?.kind === "quoted", offset);
  return readColumn(tx, parts, offset);
}

/** `?` in the text of dynamic SQL. */
function readMarker(tx: Tx): Expr {
  const variable = tx.scope.variable("?");
  if (!variable) throw tx.unreadable("an expression expected");
  tx.cursor.next();
  return primary(variable.sql, variable.type);
}

/** `:name`, which stands for a routine's variable (Snowflake, BTEQ) or, as `:new.name`, for a row's column (triggers). */
function readBound(tx: Tx): Expr {
  const { cursor } = tx;
  const offset = cursor.offset;
  cursor.next();
  const parts = cursor.peek()?.spaced === true ? undefined : cursor.name();
  if (!parts) throw tx.unreadable("an expression expected");
  const bound = `:${parts[0] ?? ""}`;
  const variable = parts.length === 1 ? tx.scope.variable(bound) : undefined;
  if (variable) return primary(variable.sql, variable.type);
  if (parts.length > 1 && tx.scope.relation(bound))
    return readColumn(tx, [bound, ...parts.slice(1)], offset);
  throw tx.unsupported(`the variable :${parts.join(".")}`, offset);
}

/** Redshift's APPROXIMATE COUNT(DISTINCT x). */
function readApproximate(tx: Tx): Expr {
  const { cursor } = tx;
  const offset = cursor.offset;
  cursor.at += 2;
  const inside = cursor.group();
  if (!inside?.accept("DISTINCT")) throw tx.unsupported("this APPROXIMATE COUNT", offset);
  const value = tx.inside(inside, () => readWhole(tx));
  return { ...primary(`approx_count_distinct(${value.sql})`, "int"), name: "count" };
}

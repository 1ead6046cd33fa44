import type { Token } from "../../../sql/token.ts";
import { readArrayQuery } from "../block/arrayQuery.ts";
import { readSubquery, startsQuery } from "../block/select.ts";
import { readCall } from "../calls/readCall.ts";
import { detailed, followsMysql } from "../digits/digits.ts";
import { type Expr, PREC, primary } from "../expr.ts";
import { niladic } from "../functions/duckdb/niladic.ts";
import { readInterval } from "../literals/interval.ts";
import { readNumber, readText } from "../literals/literalValues.ts";
import {
  readConstant,
  readEscape,
  readMoney,
  readTypedLiteral,
  TYPED_LITERALS,
} from "../literals/typedLiterals.ts";
import { readElements } from "../nested/elements.ts";
import { readArray, readObject } from "../nested/literalLists.ts";
import { readStruct, readTypedArray, valueQuery } from "../nested/structs.ts";
import { periodFollows, readPeriod } from "../teradata/periods.ts";
import { isPhrased } from "../teradata/phrases.ts";
import type { Tx } from "../tx.ts";
import { readCase } from "./caseExpression.ts";
import { readCast } from "./castCall.ts";
import { columnAt, readColumn } from "./columnReference.ts";
import { readList } from "./expression.ts";
import { readBound, readMarker } from "./placeholders.ts";

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
      return periodFollows(tx) ? readPeriod(tx) : readWord(tx, token);
  }
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

function readWord(tx: Tx, token: Token): Expr {
  const { cursor } = tx;
  if (cursor.peek(1)?.kind === "string" && tx.is("mysql") && token.text.startsWith("_")) {
    if (token.value === "_BINARY") throw tx.unsupported("a binary text in an expression");
    // A character set before its text.
    cursor.next();
    return readPrimary(tx);
  }
  if (cursor.peek(1)?.kind === "string") {
    if (Object.hasOwn(TYPED_LITERALS, token.value)) return readTypedLiteral(tx, token);
    const constant = readConstant(tx, token);
    if (constant) return constant;
  }
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
    case "TRYCAST":
      if (called && tx.is("teradata")) return readCast(tx, token);
      break;
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
      // Redshift's APPROXIMATE COUNT(DISTINCT x) and PERCENTILE_DISC: exact here, where nothing is as rough.
      if (!tx.is("redshift") || !/^(COUNT|PERCENTILE_DISC)$/.test(cursor.peek(1)?.value ?? ""))
        break;
      cursor.next();
      if (tx.target === "databricks" && cursor.isWords("COUNT")) return readApproximate(tx);
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
      if (called && !tx.is("redshift")) throw tx.unsupported("ARRAY(…)");
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
      if (cursor.isWords("NEXT", "VALUE", "FOR"))
        throw tx.stop("DWM-PRC-061", { construct: "NEXT VALUE FOR" });
      break;
    default:
      break;
  }
  if (token.text.startsWith("@")) {
    const variable = tx.scope.variable(token.text);
    if (!variable && tx.is("tsql") && token.value === "@@DATEFIRST") {
      // Weeks begin on Sunday under us_english, as DATEPART(weekday, …) counts here.
      cursor.next();
      return { ...primary("7", "int"), number: "7" };
    }
    if (!variable) throw tx.unsupported(`the variable ${token.text}`);
    cursor.next();
    return primary(variable.sql, variable.type);
  }
  if (token.text.startsWith("$") && tx.is("tsql") && /^\$\d*$/.test(token.text))
    return readMoney(tx, token);
  const placed = tx.is("snowflake") ? columnAt(tx, token) : undefined;
  if (placed) return placed;
  if (token.text.startsWith("$") && tx.is("snowflake")) {
    const variable = sessionVariable(tx, token.text.slice(1));
    if (!variable) throw tx.unsupported(`the positional column or variable ${token.text}`);
    cursor.next();
    return variable;
  }
  const fixed =
    called && !/^(CURRENT_|LOCALTIME|SYSTIMESTAMP)/.test(token.value)
      ? undefined
      : niladic(tx, token);
  if (fixed) return fixed;
  if (!called && RESERVED.has(token.value)) throw tx.unreadable("an expression expected");
  return readNameOrCall(tx);
}

/** Snowflake's `$v`, in what runs in a session; what is kept (a view, a function) cannot read it in Databricks. */
function sessionVariable({ context, target, out }: Tx, name: string): Expr | undefined {
  if (!context.inSession || target !== "databricks" || /^\d*$/.test(name)) return undefined;
  return primary(`session.${out.name(name)}`, "unknown");
}

/** True for MySQL's function INTERVAL(n, a, b), whose brackets hold several values. */
function listFollows(tx: Tx): boolean {
  const ahead = tx.cursor.slice(tx.cursor.at + 1, tx.cursor.end);
  return (ahead.group()?.split().length ?? 0) > 1;
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

/** The COUNT(DISTINCT x) of Redshift's APPROXIMATE COUNT(DISTINCT x), estimated. */
function readApproximate(tx: Tx): Expr {
  const { offset } = tx.cursor;
  const counted = readNameOrCall(tx);
  const sql = counted.sql.replace(/^count\(DISTINCT /, "approx_count_distinct(");
  if (sql === counted.sql) throw tx.unsupported("this APPROXIMATE COUNT", offset);
  return { ...counted, sql };
}

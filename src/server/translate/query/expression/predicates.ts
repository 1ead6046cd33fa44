import { followsMysql } from "../digits/digits.ts";
import { doubled } from "../digits/single.ts";
import { type Expr, PREC, primary, wrap } from "../expr.ts";
import { text } from "../functions/duckdb/text.ts";
import { comparedWith } from "../mysql/coerce.ts";
import { readMysqlIn } from "../mysql/inList.ts";
import { soundexOf } from "../mysql/soundex.ts";
import { literalArray } from "../nested/arrayText.ts";
import { variantLike, variantsCompared, variantText } from "../nested/variant.ts";
import { readUntilChanged } from "../teradata/periods.ts";
import { readCollate } from "../texts/collate.ts";
import { readLike } from "../texts/like.ts";
import { memberLike } from "../texts/members.ts";
import { regexpFound, regexpWhole, withWordEnds } from "../texts/regexp.ts";
import { readSimilarTo } from "../texts/similarTo.ts";
import { noteCompared, noteTexts } from "../texts/texts.ts";
import type { Tx } from "../tx.ts";
import { boolCompared, boolLiteral } from "./bools.ts";
import { dateLiteral } from "./cast.ts";
import { readOther } from "./expression.ts";
import { acceptOperator, operatorAt, SHIFTS } from "./operatorTokens.ts";
import { readOverlaps } from "./overlaps.ts";
import { anyOrAll, quantified, quantifiedList } from "./quantified.ts";
import { inArray, inList, inRanges, memberOf, rowIn } from "./rowPredicates.ts";
import { type CompareValues, compareRows, joined } from "./rows.ts";

const COMPARISONS: Readonly<Record<string, string>> = {
  "=": "=",
  "==": "=",
  "<>": "<>",
  "!=": "<>",
  "<": "<",
  ">": ">",
  "<=": "<=",
  ">=": ">=",
};

/** Comparisons whose two characters the lexer reads one by one. */
const SPLIT: Readonly<Record<string, string>> = { "^=": "<>", "~=": "<>", "!<": ">=", "!>": "<=" };

function splitComparison(tx: Tx): string | undefined {
  const [first, second] = [tx.cursor.peek(), tx.cursor.peek(1)];
  if (second?.kind !== "symbol" || second.spaced) return undefined;
  const written = `${first?.text ?? ""}${second.text}`;
  const known = written.startsWith("!") ? tx.is("tsql") : tx.is("oracle", "teradata");
  return known && Object.hasOwn(SPLIT, written) ? SPLIT[written] : undefined;
}

/** PostgreSQL keeps LIKE in views as `~~`, ILIKE as `~~*`, with `!` before them for NOT. */
const LIKES = ["!~~*", "!~~", "~~*", "~~"] as const;

/** Steps over such an operator. */
function likeOperator(tx: Tx): { negated: string; word: string } | undefined {
  if (!tx.is("postgres", "redshift")) return undefined;
  const operator = acceptOperator(tx.cursor, LIKES);
  if (operator === undefined) return undefined;
  return {
    negated: operator.startsWith("!") ? "NOT " : "",
    word: operator.endsWith("*") ? "ILIKE" : "LIKE",
  };
}

/** Teradata's words for them. */
const WORDED: Readonly<Record<string, string>> = {
  EQ: "=",
  NE: "<>",
  LT: "<",
  GT: ">",
  LE: "<=",
  GE: ">=",
};

export function comparison(sql: string): Expr {
  return { sql, prec: PREC.compare, type: "bool" };
}

/** ANY, ALL or SOME behind a comparison; undefined where there is none. */
function readQuantified(tx: Tx, left: Expr, operator: string): Expr | undefined {
  const { cursor } = tx;
  const word = cursor.peek()?.value ?? "";
  if (!/^(ANY|ALL|SOME)$/.test(word) || !cursor.isWords(word) || !cursor.isSymbol("(", 1))
    return undefined;
  cursor.next();
  const quantifier = word === "ALL" ? "ALL" : "ANY";
  const listed = quantifiedList(tx, left, operator, quantifier);
  if (listed) return listed;
  if (tx.target === "databricks") return quantified(tx, left, operator, quantifier);
  return anyOrAll(tx, left, operator, quantifier);
}

export function readPredicate(tx: Tx, left: Expr): Expr | undefined {
  const { cursor } = tx;
  const token = cursor.peek();
  if (!token) return undefined;
  if (token.kind === "symbol") {
    const like = likeOperator(tx);
    if (like) return readLike(tx, left, like.negated, like.word);
    if (token.text === "<=>") {
      cursor.next();
      const right = readOther(tx);
      noteCompared(tx, token.start, left, right);
      const [a, b] = [comparedWith(tx, left, right), comparedWith(tx, right, left)];
      return comparison(`${wrap(a, PREC.other)} IS NOT DISTINCT FROM ${wrap(b, PREC.other)}`);
    }
    const split = splitComparison(tx);
    const operator = split ?? COMPARISONS[token.text];
    if (operator === undefined || operatorAt(cursor, SHIFTS) !== undefined) return undefined;
    cursor.at += split ? 2 : 1;
    const many = readQuantified(tx, left, operator);
    if (many) return many;
    const right = readOther(tx);
    const values = compareValues(tx, token.start);
    if (left.row && right.row) return compareRows(tx, left.row, operator, right.row, values);
    return values(left, operator, right);
  }
  if (token.kind !== "word") return undefined;
  const worded = tx.is("teradata") ? WORDED[token.value] : undefined;
  if (worded !== undefined) {
    cursor.next();
    const many = readQuantified(tx, left, worded);
    return many ?? compareValues(tx, token.start)(left, worded, readOther(tx));
  }
  if (cursor.accept("IS")) return readIs(tx, left);
  // PostgreSQL's `a ISNULL` and `a NOTNULL`: reserved words, so no alias.
  if (tx.is("postgres", "redshift") && /^(ISNULL|NOTNULL)$/.test(token.value)) {
    cursor.next();
    return isNull(tx, left, token.value === "NOTNULL" ? "NOT " : "");
  }
  const negated = cursor.isWords("NOT") ? "NOT " : "";
  const word = cursor.peek(negated ? 1 : 0);
  if (word?.kind !== "word") return undefined;
  switch (word.value) {
    case "BETWEEN": {
      cursor.at += negated ? 2 : 1;
      cursor.accept("ASYMMETRIC");
      const symmetric = cursor.accept("SYMMETRIC");
      const low = boolCompared(tx, dateLiteral(tx, memberLike(readOther(tx), left), left), left);
      tx.expect("AND");
      const high = boolCompared(tx, dateLiteral(tx, memberLike(readOther(tx), left), left), left);
      noteCompared(tx, word.start, left, low, high);
      const [from, to] = [comparedWith(tx, low, left), comparedWith(tx, high, left)];
      const subject = comparedWith(tx, variantLike(tx, doubled(left, low), low), low);
      const range = symmetric
        ? `least(${from.sql}, ${to.sql}) AND greatest(${from.sql}, ${to.sql})`
        : `${wrap(from, PREC.other)} AND ${wrap(to, PREC.other)}`;
      return comparison(`${wrap(subject, PREC.other)} ${negated}BETWEEN ${range}`);
    }
    case "IN": {
      cursor.at += negated ? 2 : 1;
      const rows = left.row ? rowIn(tx, left, left.row, word.start) : undefined;
      if (rows && negated && rows.opposite !== undefined) return primary(rows.opposite, "bool");
      if (rows) return negated ? comparison(`NOT ${wrap(rows)}`) : rows;
      if (followsMysql(tx)) return readMysqlIn(tx, left, negated);
      const ranged = tx.is("teradata") ? inRanges(tx, left, negated, word.start) : undefined;
      if (ranged) return ranged;
      if (tx.target === "databricks" && cursor.isWords("UNNEST"))
        return inArray(tx, left, negated !== "");
      return comparison(
        `${wrap(variantText(tx, left), PREC.other)} ${negated}IN ${inList(tx, left)}`,
      );
    }
    case "LIKE":
    case "ILIKE":
      cursor.at += negated ? 2 : 1;
      return readLike(tx, left, negated, word.value);
    case "RLIKE":
    case "REGEXP": {
      cursor.at += negated ? 2 : 1;
      const pattern = withWordEnds(tx, readOther(tx));
      if (left.exact !== true) noteTexts(tx, word.start, { ...left, type: "string" }, pattern);
      const exact = left.exact === true || pattern.exact === true;
      const subject = followsMysql(tx) ? text(left, tx) : left.sql;
      // MySQL searches without regard to case; Snowflake's RLIKE matches the whole subject.
      const call = tx.is("snowflake")
        ? regexpWhole(tx, left.sql, pattern, "")
        : regexpFound(tx, subject, pattern, tx.is("mysql") ? (exact ? "" : "i") : "");
      return negated ? comparison(`NOT ${call}`) : primary(call, "bool");
    }
    case "SIMILAR": {
      cursor.at += negated ? 2 : 1;
      tx.expect("TO");
      return readSimilarTo(tx, left, negated !== "");
    }
    case "SOUNDS": {
      if (!followsMysql(tx) || !cursor.accept("SOUNDS", "LIKE")) return undefined;
      return comparison(`${soundexOf(left.sql)} = ${soundexOf(readOther(tx).sql)}`);
    }
    case "MEMBER":
      if (!followsMysql(tx) || !cursor.accept("MEMBER")) return undefined;
      return memberOf(tx, left);
    case "OVERLAPS": {
      cursor.at += negated ? 2 : 1;
      const overlap = readOverlaps(tx, left, word.start);
      return negated ? comparison(`NOT ${overlap.sql}`) : overlap;
    }
    case "CONTAINS":
    case "MEETS":
    case "PRECEDES":
    case "SUCCEEDS":
      if (!tx.is("teradata") || negated) return undefined;
      throw tx.unsupported(`${word.value} of periods`, word.start);
    case "COLLATE":
      return readCollate(tx, left);
    default:
      return undefined;
  }
}

/** The value as the source compares it with `other`. */
function alike(tx: Tx, value: Expr, other: Expr): Expr {
  const number = doubled(value, other);
  const listed = other.array === true ? (literalArray(tx, number) ?? number) : number;
  const like = variantsCompared(tx, variantLike(tx, memberLike(listed, other), other), other);
  return comparedWith(tx, like, other);
}

/** A comparison of two values, each made what the other is compared as. */
export function compareValues(tx: Tx, offset: number): CompareValues {
  return (left, operator, right) => {
    if (left.type === "null" || right.type === "null") {
      const what = "a comparison with NULL (or with '' in Oracle) is never true";
      tx.note("DWM-QRY-006", { what }, offset);
    }
    noteCompared(tx, offset, left, right);
    const l = dateLiteral(tx, boolLiteral(alike(tx, left, right), right), right);
    const r = dateLiteral(tx, boolLiteral(alike(tx, right, left), left), left);
    return comparison(`${wrap(l, PREC.other)} ${operator} ${wrap(r, PREC.other)}`);
  };
}

function isNull(tx: Tx, left: Expr, not: string): Expr {
  const asked = (value: Expr) => comparison(`${wrap(value, PREC.other)} IS ${not}NULL`);
  // Of a row it is asked whether all of its values are, or are not.
  return left.row && tx.is("postgres") ? joined(left.row.map(asked), "AND") : asked(left);
}

function readIs(tx: Tx, left: Expr): Expr {
  const { cursor } = tx;
  const not = cursor.accept("NOT") ? "NOT " : "";
  const subject = wrap(left, PREC.other);
  if (cursor.accept("NULL")) return isNull(tx, left, not);
  const open = readUntilChanged(tx, left, not);
  if (open) return open;
  if (cursor.accept("TRUE")) return comparison(`${subject} IS ${not}TRUE`);
  if (cursor.accept("FALSE")) return comparison(`${subject} IS ${not}FALSE`);
  if (cursor.accept("UNKNOWN")) return comparison(`${subject} IS ${not}NULL`);
  if (tx.is("oracle") && tx.target === "duckdb" && cursor.accept("JSON")) {
    for (const word of ["STRICT", "LAX", "VALUE"]) cursor.accept(word);
    return comparison(`${not}json_valid(${left.sql})`);
  }
  if (cursor.accept("DISTINCT", "FROM")) {
    return comparison(`${subject} IS ${not}DISTINCT FROM ${wrap(readOther(tx), PREC.other)}`);
  }
  throw tx.unreadable("NULL, TRUE, FALSE or DISTINCT FROM expected after IS");
}

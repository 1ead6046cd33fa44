import { boolCompared, boolLiteral } from "./bools.ts";
import { dateLiteral } from "./cast.ts";
import { readCollate } from "./collate.ts";
import { rowInChange } from "./databricks/rowInChange.ts";
import { followsMysql } from "./digits.ts";
import { type Expr, PREC, primary, wrap } from "./expr.ts";
import { readList, readOther, readWhole } from "./expression.ts";
import { text } from "./functions/duckdb/text.ts";
import { readLike } from "./like.ts";
import { comparedWith } from "./mysql/coerce.ts";
import { readMysqlIn } from "./mysql/inList.ts";
import { jsonOf, valueJson } from "./mysql/json.ts";
import { soundexOf } from "./mysql/soundex.ts";
import { acceptOperator, operatorAt, SHIFTS } from "./operatorTokens.ts";
import { readOverlaps } from "./overlaps.ts";
import { anyOrAll, quantified, quantifiedList } from "./quantified.ts";
import { regexpFound, regexpWhole, withWordEnds } from "./regexp.ts";
import { type CompareValues, compareRows, joined, rowInQuery } from "./rows.ts";
import { readSubquery, startsQuery } from "./select.ts";
import { readSimilarTo } from "./similarTo.ts";
import { isCaseless, noteCompared, noteTexts } from "./texts.ts";
import type { Tx } from "./tx.ts";
import { variantLike, variantsCompared, variantText } from "./variant.ts";

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
    for (const word of ["ANY", "ALL", "SOME"]) {
      if (cursor.isWords(word) && cursor.isSymbol("(", 1)) {
        cursor.next();
        const quantifier = word === "ALL" ? "ALL" : "ANY";
        const listed = quantifiedList(tx, left, operator, quantifier);
        if (listed) return listed;
        if (tx.target === "databricks") return quantified(tx, left, operator, quantifier);
        return anyOrAll(tx, left, operator, quantifier);
      }
    }
    const right = readOther(tx);
    const values = compareValues(tx, token.start);
    if (left.row && right.row) return compareRows(tx, left.row, operator, right.row, values);
    return values(left, operator, right);
  }
  if (token.kind !== "word") return undefined;
  const worded = tx.is("teradata") ? WORDED[token.value] : undefined;
  if (worded !== undefined) {
    cursor.next();
    return compareValues(tx, token.start)(left, worded, readOther(tx));
  }
  if (cursor.accept("IS")) return readIs(tx, left);
  const negated = cursor.isWords("NOT") ? "NOT " : "";
  const word = cursor.peek(negated ? 1 : 0);
  if (word?.kind !== "word") return undefined;
  switch (word.value) {
    case "BETWEEN": {
      cursor.at += negated ? 2 : 1;
      cursor.accept("ASYMMETRIC");
      const symmetric = cursor.accept("SYMMETRIC");
      const low = boolCompared(tx, dateLiteral(tx, readOther(tx), left), left);
      tx.expect("AND");
      const high = boolCompared(tx, dateLiteral(tx, readOther(tx), left), left);
      noteCompared(tx, word.start, left, low, high);
      const [from, to] = [comparedWith(tx, low, left), comparedWith(tx, high, left)];
      const subject = comparedWith(tx, variantLike(tx, left, low), low);
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
  const like = variantsCompared(tx, variantLike(tx, value, other), other);
  return comparedWith(tx, like, other);
}

/** A comparison of two values, each made what the other is compared as. */
function compareValues(tx: Tx, offset: number): CompareValues {
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

/** `(a, b) IN ((1, 2), (3, 4))`, a row at a time, and `(a, b) IN (query)`, which Databricks answers as the sources do. */
function rowIn(tx: Tx, whole: Expr, left: readonly Expr[], offset: number): Expr | undefined {
  const { cursor } = tx;
  const inside = cursor.slice(cursor.at, cursor.end).group();
  if (!inside) return undefined;
  const query = tx.inside(inside, () => startsQuery(tx));
  const changes = tx.scope.changing !== undefined;
  if (query && tx.target === "databricks" && !changes) return undefined;
  cursor.group();
  if (query && changes) return rowInChange(tx, left, inside, compareValues(tx, offset));
  if (query) return rowInQuery(whole, left, tx.inside(inside, () => readSubquery(tx)).sql);
  const items = tx.inside(inside, () => readList(tx));
  const values = compareValues(tx, offset);
  return joined(
    items.map(({ row }) => {
      if (!row) throw tx.unreadable("a row expected in the list of rows");
      return compareRows(tx, left, "=", row, values);
    }),
    "OR",
  );
}

/** BigQuery's `x IN UNNEST(list)`. */
function inArray(tx: Tx, left: Expr, negated: boolean): Expr {
  tx.cursor.next();
  const inside = tx.cursor.group();
  if (!inside) throw tx.unreadable("( expected");
  const list = tx.inside(inside, () => readWhole(tx));
  const call = primary(`array_contains(${list.sql}, ${left.sql})`, "bool");
  return negated ? { sql: `NOT ${call.sql}`, prec: PREC.not, type: "bool" } : call;
}

function inList(tx: Tx, left: Expr): string {
  const { cursor } = tx;
  if (cursor.isSymbol("(")) return listOrQuery(tx, left);
  if (cursor.isWords("UNNEST")) {
    cursor.next();
    const inside = cursor.group();
    if (!inside) throw tx.unreadable("( expected");
    const list = tx.inside(inside, () => readWhole(tx)).sql;
    return tx.target === "databricks" ? `(SELECT explode(${list}))` : `(SELECT unnest(${list}))`;
  }
  throw tx.unreadable("a list expected");
}

/** What stands in the brackets of `x IN (…)`: values, each made what `left` is compared as, or a query. */
export function listOrQuery(tx: Tx, left: Expr): string {
  const inside = tx.cursor.group();
  if (!inside) throw tx.unreadable("( expected");
  return tx.inside(inside, () => {
    if (startsQuery(tx)) return `(${readSubquery(tx).sql})`;
    const offset = tx.cursor.offset;
    const items = readList(tx);
    const [first] = items;
    if (first && (tx.is("redshift") || !items.every(isCaseless)))
      noteCompared(tx, offset, left, first);
    return `(${items.map((item) => dateLiteral(tx, boolLiteral(item, left), left).sql).join(", ")})`;
  });
}

/** Teradata's `x IN (1 TO 5, 9)`; undefined where no TO stands in the list. */
function inRanges(tx: Tx, left: Expr, negated: string, offset: number): Expr | undefined {
  const { cursor } = tx;
  const parts = cursor.slice(cursor.at, cursor.end).group()?.split() ?? [];
  const places = parts.map((part) =>
    part.tokens.findIndex(
      ({ kind, value }, index) =>
        index > part.at && index < part.end && kind === "word" && value === "TO",
    ),
  );
  if (parts[0]?.isWords("SELECT") || parts[0]?.isWords("SEL") || places.every((at) => at < 0))
    return undefined;
  cursor.group();
  const values = compareValues(tx, offset);
  const tests = parts.map((part, index) => {
    const at = places[index] ?? -1;
    const read = (start: number, end: number) =>
      tx.inside(part.slice(start, end), () => readWhole(tx));
    if (at < 0) return values(left, "=", read(part.at, part.end));
    const [low, high] = [
      values(left, ">=", read(part.at, at)),
      values(left, "<=", read(at + 1, part.end)),
    ];
    return primary(`(${low.sql} AND ${high.sql})`, "bool");
  });
  const any = joined(tests, "OR");
  return negated ? comparison(`NOT ${wrap(any)}`) : any;
}

/** MySQL's `value MEMBER OF (list)`. */
function memberOf(tx: Tx, left: Expr): Expr {
  tx.cursor.accept("OF");
  const inside = tx.cursor.group();
  if (!inside) throw tx.unreadable("( expected");
  const list = jsonOf(tx.inside(inside, () => readWhole(tx)));
  const value = valueJson(left);
  const sql = `CASE WHEN json_type(${list}) = 'ARRAY' THEN list_contains(CAST(${list} AS JSON[]), ${value}) ELSE ${list} = ${value} END`;
  return primary(sql, "bool");
}

function readIs(tx: Tx, left: Expr): Expr {
  const { cursor } = tx;
  const not = cursor.accept("NOT") ? "NOT " : "";
  const subject = wrap(left, PREC.other);
  // Of a row it is asked whether all of its values are, or are not.
  if (left.row && tx.is("postgres") && cursor.accept("NULL"))
    return joined(
      left.row.map((value) => comparison(`${wrap(value, PREC.other)} IS ${not}NULL`)),
      "AND",
    );
  if (cursor.accept("NULL")) return comparison(`${subject} IS ${not}NULL`);
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

import type { Cursor } from "../../cursor.ts";
import { type Expr, PREC, primary, wrap } from "../expr.ts";
import { readExpression, readWhole } from "../expression/expression.ts";
import type { Relation } from "../scope.ts";
import type { Tx } from "../tx.ts";

/** What a query over the elements of an array is wanted for. */
type Wanted = "array" | "value" | "exists";

/** The parts of `SELECT item FROM UNNEST(list) AS e WHERE condition ORDER BY … LIMIT n`. */
interface Parts {
  distinct: boolean;
  item: Cursor;
  list: Cursor;
  alias: string | undefined;
  place: string | undefined;
  where: Cursor | undefined;
  order: Cursor | undefined;
  limit: Cursor | undefined;
}

const CLAUSES = /^(WHERE|ORDER|LIMIT|GROUP|HAVING|QUALIFY|UNION|JOIN|CROSS|LEFT|INNER)$/;

/**
 * BigQuery's queries over the elements of an array that belongs to a row outside. Databricks lets no table function read
 * what stands outside of its query: functions with a lambda do the same. Undefined for other queries.
 */
export function readElements(tx: Tx, query: Cursor, wanted: Wanted): Expr | undefined {
  if (tx.target !== "databricks" || !tx.is("bigquery")) return undefined;
  const parts = partsOf(query.slice(query.at, query.end));
  if (!parts) return undefined;
  const list = tx.inside(parts.list, () => readWhole(tx));
  return tx.nested((scope) => {
    const name = tx.out.name(parts.alias ?? "e");
    const relation: Relation = {
      alias: parts.alias ?? "e",
      answersTo: parts.alias === undefined ? [] : [parts.alias.toLowerCase()],
      columns: undefined,
      element: name,
      write: (column) => {
        const place = parts.place?.toLowerCase() === column.toLowerCase();
        if (place) return tx.out.name(column);
        const outer = scope.parent?.owner(column);
        const known = outer?.columns?.has(column.toLowerCase()) === true;
        const inner = tx.out.name(column);
        return known && outer ? `${tx.out.name(outer.alias)}.${inner}` : `${name}.${inner}`;
      },
    };
    scope.relations.push(relation);
    return assembled(tx, parts, list, name, wanted);
  });
}

function partsOf(cursor: Cursor): Parts | undefined {
  if (!cursor.accept("SELECT")) return undefined;
  const distinct = cursor.accept("DISTINCT");
  const start = cursor.at;
  const from = cursor.findWord(/^FROM$/);
  if (from < 0) return undefined;
  const item = cursor.slice(start, from);
  cursor.at = from + 1;
  if (item.split().length !== 1 || !cursor.accept("UNNEST")) return undefined;
  const list = cursor.group();
  if (list?.split().length !== 1) return undefined;
  const explicit = cursor.accept("AS");
  const word = cursor.peek()?.value ?? "";
  const alias =
    explicit || (!CLAUSES.test(word) && word !== "WITH") ? cursor.identifier() : undefined;
  let place: string | undefined;
  if (cursor.accept("WITH", "OFFSET")) {
    const named = cursor.accept("AS") || !CLAUSES.test(cursor.peek()?.value ?? "");
    place = (named ? cursor.identifier() : undefined) ?? "offset";
  }
  const where = cursor.accept("WHERE") ? clause(cursor) : undefined;
  const order = cursor.accept("ORDER", "BY") ? clause(cursor) : undefined;
  const limit = cursor.accept("LIMIT") ? clause(cursor) : undefined;
  if (!cursor.done) return undefined;
  return { distinct, item, list, alias, place, where, order, limit };
}

/** The tokens up to the next clause. */
function clause(cursor: Cursor): Cursor {
  const start = cursor.at;
  const end = cursor.findWord(CLAUSES);
  cursor.at = end < 0 ? cursor.end : end;
  return cursor.slice(start, cursor.at);
}

function assembled(
  tx: Tx,
  parts: Parts,
  list: Expr,
  name: string,
  wanted: Wanted,
): Expr | undefined {
  const lambda = (cursor: Cursor, read: () => Expr): string => {
    const value = tx.inside(cursor.slice(cursor.at, cursor.end), read);
    const counted = parts.place !== undefined && mentions(cursor, parts.place);
    return `${counted ? `(${name}, ${tx.out.name(parts.place ?? "")})` : name} -> ${value.sql}`;
  };
  const { where, item } = parts;
  // Behind a filter the places are others.
  if (where && parts.place !== undefined && mentions(item, parts.place)) return undefined;
  const condition = where && lambda(where, () => readWhole(tx));
  const kept = condition === undefined ? list.sql : `filter(${list.sql}, ${condition})`;
  if (wanted === "exists") {
    const sql =
      condition === undefined ? `size(${list.sql}) > 0` : `exists(${list.sql}, ${condition})`;
    return { sql, prec: condition === undefined ? PREC.compare : PREC.primary, type: "bool" };
  }
  if (wanted === "value") {
    const aggregate = aggregated(tx, parts, kept, lambda);
    if (aggregate !== "none") return aggregate;
  }
  if (hasAggregate(item))
    return wanted === "value" ? overAggregates(tx, parts, kept, lambda) : undefined;
  const values = transformed(tx, item, kept, name, lambda);
  const sorted = ordered(parts, parts.distinct ? `array_distinct(${values})` : values);
  if (sorted === undefined) return undefined;
  const limited = parts.limit
    ? `slice(${sorted}, 1, ${tx.inside(parts.limit, () => readWhole(tx)).sql})`
    : sorted;
  if (wanted === "array") return primary(limited, "unknown");
  return primary(`get(${limited}, 0)`, "unknown");
}

function mentions(cursor: Cursor, name: string): boolean {
  return cursor.tokens
    .slice(cursor.at, cursor.end)
    .some(({ value }) => value.toLowerCase() === name.toLowerCase());
}

type Lambda = (cursor: Cursor, read: () => Expr) => string;

/** The item of each element; the element itself needs no function. */
function transformed(tx: Tx, item: Cursor, kept: string, name: string, lambda: Lambda): string {
  const function_ = lambda(item, () => itemOf(tx));
  return function_ === `${name} -> ${name}` ? kept : `transform(${kept}, ${function_})`;
}

/** The item without the name that it is given. */
function itemOf(tx: Tx): Expr {
  const value = readExpression(tx);
  tx.cursor.accept("AS");
  tx.cursor.identifier();
  if (!tx.cursor.done) throw tx.unreadable("not expected here");
  return value;
}

/** The order of the elements: that of their places, or that of the values themselves. */
function ordered({ order, item, place }: Parts, values: string): string | undefined {
  if (!order) return values;
  const descending = order.tokens[order.end - 1]?.value === "DESC";
  const key = order.slice(order.at, descending ? order.end - 1 : order.end);
  const text = key.rest().replace(/ ASC$/i, "");
  if (text === place && !descending) return values;
  if (text.toLowerCase() !== item.rest().toLowerCase()) return undefined;
  return `sort_array(${values}${descending ? ", FALSE" : ""})`;
}

/** Functions that make one value of all elements. */
const AGGREGATE =
  /^(COUNT|COUNTIF|MAX|MIN|SUM|AVG|\w+_AGG|LOGICAL_(AND|OR)|ANY_VALUE|APPROX_\w+|(STDDEV|VAR)\w*|CORR|COVAR\w*|BIT_(AND|OR|XOR)|M(AX|IN)_BY|GROUPING)$/;

/** True for an expression over aggregates; those of a query inside of it are that query's. */
function hasAggregate({ tokens, at, end }: Cursor): boolean {
  let inner = 0;
  for (let index = at; index < end; index++) {
    const text = tokens[index]?.text;
    if (inner > 0) inner += text === "(" ? 1 : text === ")" ? -1 : 0;
    else if (text === "(" && /^(SELECT|WITH)$/.test(tokens[index + 1]?.value ?? "")) inner = 1;
    else if (tokens[index + 1]?.text === "(" && AGGREGATE.test(tokens[index]?.value ?? ""))
      return true;
  }
  return false;
}

/** An expression over aggregates (`LENGTH(STRING_AGG(x))`): each of them reads the elements by itself. */
function overAggregates(tx: Tx, parts: Parts, kept: string, lambda: Lambda): Expr | undefined {
  const { resolveCall: before, scope } = tx;
  let foreign = false;
  tx.resolveCall = (names, offset) => {
    const { cursor } = tx;
    const start = cursor.at - 1;
    const own = tx.scope === scope && names.length === 1;
    if (!own || !AGGREGATE.test(names[0]?.toUpperCase() ?? "")) return before?.(names, offset);
    cursor.group();
    const item = cursor.slice(start, cursor.at);
    const value = cursor.isWords("OVER")
      ? undefined
      : aggregated(tx, { ...parts, item }, kept, lambda);
    if (value !== undefined && value !== "none") return value;
    foreign = true;
    return primary("NULL", "unknown");
  };
  try {
    const value = tx.inside(parts.item.slice(parts.item.at, parts.item.end), () => itemOf(tx));
    return foreign ? undefined : value;
  } finally {
    tx.resolveCall = before;
  }
}

/** An aggregate over the elements; "none" where the item is no aggregate, undefined for one without a counterpart. */
function aggregated(
  tx: Tx,
  { item, distinct }: Parts,
  kept: string,
  lambda: Lambda,
): Expr | undefined | "none" {
  const call = item.slice(item.at, item.end);
  const name = call.next()?.value ?? "";
  if (!AGGREGATE.test(name)) return "none";
  const inside = call.group();
  if (!call.done) return "none";
  const [first, second, more] = inside?.split() ?? [];
  const plain = first && !more && !distinct && !/^(DISTINCT)$/.test(first.peek()?.value ?? "");
  if (!plain || /\bORDER BY\b/i.test(inside?.rest() ?? "")) return undefined;
  const values = () => `transform(${kept}, ${lambda(first, () => readWhole(tx))})`;
  switch (name) {
    case "COUNT":
      return first.isSymbol("*") || first.peek()?.kind === "number"
        ? primary(`size(${kept})`, "int")
        : primary(`size(array_compact(${values()}))`, "int");
    case "COUNTIF":
      return primary(`size(filter(${kept}, ${lambda(first, () => readWhole(tx))}))`, "int");
    case "MAX":
    case "MIN":
      return primary(`array_${name.toLowerCase()}(${values()})`, "unknown");
    case "STRING_AGG": {
      const separator = second ? tx.inside(second, () => wrap(readWhole(tx), 0)) : "','";
      return primary(`nullif(array_join(${values()}, ${separator}), '')`, "string");
    }
    case "ARRAY_AGG":
      return { ...primary(values(), "unknown"), array: true };
    case "LOGICAL_OR":
      return primary(`exists(${kept}, ${lambda(first, () => readWhole(tx))})`, "bool");
    case "LOGICAL_AND":
      return primary(`forall(${kept}, ${lambda(first, () => readWhole(tx))})`, "bool");
    default:
      return undefined;
  }
}

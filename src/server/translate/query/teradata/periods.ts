import type { Cursor } from "../../cursor.ts";
import { readSpan } from "../databricks/teradataSpan.ts";
import { type Expr, isDated, PREC, primary, wrap } from "../expr.ts";
import { readOther, readWhole } from "../expression/expression.ts";
import type { Tx } from "../tx.ts";

/** True where Teradata's PERIOD(a, b), BEGIN(p), END(p), LAST(p) or INTERVAL(p) stands. */
export function periodFollows(tx: Tx): boolean {
  const { cursor } = tx;
  if (!tx.is("teradata") || !cursor.isSymbol("(", 1)) return false;
  return /^(PERIOD|BEGIN|END|LAST|INTERVAL)$/.test(cursor.peek()?.value ?? "");
}

const TYPES = {
  duckdb: { date: "DATE", timestamp: "TIMESTAMP", timestamptz: "TIMESTAMPTZ" },
  databricks: { date: "DATE", timestamp: "TIMESTAMP_NTZ", timestamptz: "TIMESTAMP" },
} as const;

/** The ends of a period: the values that it is made of, or what stands in the text of a column, `(a, b)`. */
function endsOf(tx: Tx, { period, ends, sql }: Expr): readonly [Expr, Expr] | undefined {
  if (period || !ends) return period;
  const pattern = tx.out.text(String.raw`^\((.*), (.*)\)$`);
  const type = TYPES[tx.target][ends];
  const end = (place: number) =>
    primary(`CAST(regexp_extract(${sql}, ${pattern}, ${place}) AS ${type})`, ends);
  return [end(1), end(2)];
}

/** UNTIL_CHANGED: the end of a period that goes on. */
function untilChanged(tx: Tx, type: Expr["type"]): Expr {
  if (type === "date") return primary(`DATE${literalOf(tx, "9999-12-31")}`, "date");
  const last = "9999-12-31 23:59:59.999999";
  if (type === "timestamptz")
    return primary(`${TYPES[tx.target].timestamptz}${literalOf(tx, `${last}+00`)}`, type);
  return primary(`${TYPES[tx.target].timestamp}${literalOf(tx, last)}`, "timestamp");
}

function literalOf(tx: Tx, text: string): string {
  return `${tx.target === "duckdb" ? " " : ""}${tx.out.text(text)}`;
}

/** `END(p) IS [NOT] UNTIL_CHANGED`; undefined where another word stands behind IS. */
export function readUntilChanged(tx: Tx, end: Expr, not: string): Expr | undefined {
  if (!tx.is("teradata") || !tx.cursor.accept("UNTIL_CHANGED")) return undefined;
  const last = untilChanged(tx, end.type);
  const sql = `${wrap(end, PREC.other)} ${not === "" ? "=" : "<>"} ${last.sql}`;
  return { sql, prec: PREC.compare, type: "bool" };
}

/** A period of two values, or one of its ends. A period itself is no value of the target: only what is asked of it is. */
export function readPeriod(tx: Tx): Expr {
  const { cursor } = tx;
  const offset = cursor.offset;
  const word = cursor.next()?.value ?? "";
  const inside = cursor.group();
  if (!inside) throw tx.unreadable("( expected");
  if (word === "PERIOD") return made(tx, readEnds(tx, inside), offset);
  const value = tx.inside(inside, () => readWhole(tx));
  const period = endsOf(tx, value);
  if (!period) throw tx.unsupported(`${word} of a period that is not made of two values`, offset);
  const [start, end] = period;
  if (word === "BEGIN") return start;
  if (word === "END") return end;
  if (word === "LAST") {
    if (end.type !== "date") throw tx.unsupported("LAST of a period of times", offset);
    return primary(
      tx.target === "databricks" ? `date_sub(${end.sql}, 1)` : `(${wrap(end, PREC.add)} - 1)`,
      "date",
    );
  }
  if (start.type !== "date" || end.type !== "date")
    throw tx.unsupported("INTERVAL of a period of times", offset);
  const days =
    tx.target === "databricks"
      ? primary(`datediff(${end.sql}, ${start.sql})`, "int")
      : primary(`(${wrap(end, PREC.add)} - ${wrap(start, PREC.multiply)})`, "int");
  return readSpan(tx, { ...days, between: [end, start] });
}

/** The values in the brackets of PERIOD(…). */
function readEnds(tx: Tx, inside: Cursor): Expr[] {
  const values: Expr[] = [];
  for (const part of inside.split()) {
    const open = part.isWords("UNTIL_CHANGED");
    const type = values[0]?.type ?? "date";
    values.push(open ? untilChanged(tx, type) : tx.inside(part, () => readWhole(tx)));
  }
  return values;
}

function made(tx: Tx, values: readonly Expr[], offset: number): Expr {
  const [start, given, more] = values;
  if (!start || more) throw tx.unsupported("this PERIOD", offset);
  if (!given) throw tx.unsupported("PERIOD of one moment", offset);
  const text = tx.out.textType;
  const sql = `concat('(', CAST(${start.sql} AS ${text}), ', ', CAST(${given.sql} AS ${text}), ')')`;
  return { ...primary(sql, "unknown"), period: [start, given] };
}

const PREDICATES = /^(OVERLAPS|CONTAINS|MEETS|PRECEDES|SUCCEEDS|P_INTERSECT)$/;

/** `p OVERLAPS q`, `p CONTAINS value`, `p P_INTERSECT q` and their like, of periods made of two values; undefined: none here. */
export function readPeriodPredicate(tx: Tx, left: Expr): Expr | undefined {
  const { cursor } = tx;
  const word = cursor.peek()?.value ?? "";
  const own = PREDICATES.test(word) ? endsOf(tx, left) : undefined;
  if (!own) return undefined;
  const offset = cursor.offset;
  cursor.next();
  const right = readOther(tx);
  const others = endsOf(tx, right);
  const [start, end] = own.map((value) => wrap(value, PREC.other));
  // A single moment is a period of its own.
  const moment = others ? undefined : wrap(right, PREC.other);
  if (moment !== undefined && !isDated(right.type) && right.type !== "unknown")
    throw tx.unsupported(`${word} of a period and this value`, offset);
  const [from, to] = others?.map((value) => wrap(value, PREC.other)) ?? [moment, moment];
  const test = (sql: string): Expr => ({ sql: `(${sql})`, prec: PREC.primary, type: "bool" });
  if (moment !== undefined) {
    if (word === "CONTAINS" || word === "OVERLAPS")
      return test(`${start} <= ${moment} AND ${moment} < ${end}`);
    throw tx.unsupported(`${word} of a period and a moment`, offset);
  }
  if (word === "CONTAINS") return test(`${start} <= ${from} AND ${to} <= ${end}`);
  if (word === "OVERLAPS") return test(`${start} < ${to} AND ${from} < ${end}`);
  if (word === "MEETS") return test(`${end} = ${from} OR ${to} = ${start}`);
  if (word === "PRECEDES") return test(`${end} <= ${from}`);
  if (word === "SUCCEEDS") return test(`${to} <= ${start}`);
  return intersection(own, others ?? own, tx);
}

/** What two periods have in common; NULL where they do not overlap. */
function intersection(
  [start, end]: readonly [Expr, Expr],
  [from, to]: readonly [Expr, Expr],
  tx: Tx,
): Expr {
  const overlap = `${wrap(start, PREC.other)} < ${wrap(to, PREC.other)} AND ${wrap(from, PREC.other)} < ${wrap(end, PREC.other)}`;
  const edge = (name: string, a: Expr, b: Expr) =>
    primary(`CASE WHEN ${overlap} THEN ${name}(${a.sql}, ${b.sql}) END`, a.type);
  return made(tx, [edge("greatest", start, from), edge("least", end, to)], tx.cursor.offset);
}

import type { SourceType } from "../../../protocol/dialect.ts";
import type { Cursor } from "../cursor.ts";
import { readStringLiteral } from "../literals.ts";
import { expandingAliases } from "./aliases.ts";
import { countedArgument } from "./bools.ts";
import { readColumn } from "./columnReference.ts";
import { withCallDigits } from "./digits.ts";
import { type Expr, isDated, primary } from "./expr.ts";
import { readExpression, readWhole } from "./expression.ts";
import type { FunctionRule } from "./functions/dsl.ts";
import { specialForm } from "./functions/duckdb/forms.ts";
import { isJsonMethod, readJsonMethod } from "./functions/jsonMethods.ts";
import { textArgument } from "./impliedTexts.ts";
import { type Keep, kept, readKeep } from "./keep.ts";
import { readOrderBy, readOrderKeys } from "./orderBy.ts";
import { type OrderKey, orderBySql } from "./orderKeys.ts";
import { argumentOf } from "./padding.ts";
import { routineCall } from "./routineCall.ts";
import { readSubquery, startsQuery } from "./select.ts";
import { noteTexts } from "./texts.ts";
import type { Tx } from "./tx.ts";
import { typeConstructor } from "./typeConstructor.ts";
import { variantArgument, variantKey } from "./variant.ts";

/** What stands in and behind a function's brackets. */
export class Call {
  readonly tx: Tx;
  /** Upper case, without a schema. */
  readonly name: string;
  readonly offset: number;
  readonly raw: readonly Cursor[];
  distinct = false;
  star = false;
  /** ORDER BY of an aggregate, inside of its brackets or in WITHIN GROUP. */
  orderKeys: readonly OrderKey[] = [];
  /** LIMIT inside of BigQuery's aggregates. */
  limit: Expr | undefined;
  /** BigQuery's SAFE. before the name: NULL where the call would fail. */
  safe = false;
  separator: string | undefined;
  /** IGNORE NULLS or RESPECT NULLS. */
  nulls = "";
  filter = "";
  over: string | undefined;
  keep: Keep | undefined;
  /** HAVING MAX or HAVING MIN inside of BigQuery's ANY_VALUE. */
  having: { readonly most: boolean; readonly by: Expr } | undefined;
  readonly #args = new Map<number, Expr>();

  constructor(tx: Tx, name: string, offset: number, raw: readonly Cursor[]) {
    this.tx = tx;
    this.name = name;
    this.offset = offset;
    this.raw = raw;
  }

  /** `ORDER BY …` of an aggregate, in the target's language. */
  get orderBy(): string {
    return this.orderKeys.length === 0 ? "" : orderBySql(this.orderKeys);
  }

  get count(): number {
    return this.raw.length;
  }

  /** The translated argument, 0-based. */
  arg(index: number): Expr {
    const known = this.#args.get(index);
    if (known) return known;
    const given = this.raw[index];
    if (!given) throw this.stop(`${index + 1} arguments expected`);
    // The argument's own cursor stays where it begins: a rule may look at its words later.
    const cursor = given.slice(given.at, given.end);
    const read = () => {
      if (startsQuery(this.tx) && !cursor.isSymbol("(")) {
        const query = readSubquery(this.tx);
        return primary(`(${query.sql})`, query.columns?.[0]?.type ?? "unknown");
      }
      return readWhole(this.tx);
    };
    // Databricks lets no aggregate and no window function name another item of the SELECT list.
    const many = this.over !== undefined || /^(SUM|AVG|MIN|MAX|COUNT)$/.test(this.name);
    const value = this.tx.inside(cursor, () =>
      many && this.tx.target === "databricks" ? expandingAliases(this.tx, read) : read(),
    );
    const filled = countedArgument(
      this.tx,
      this.name,
      variantArgument(this.tx, this.name, argumentOf(this.name, value)),
    );
    const taken = textArgument(this.tx, this.name, index, filled);
    this.#args.set(index, taken);
    return taken;
  }

  args(): Expr[] {
    return this.raw.map((_, index) => this.arg(index));
  }

  /** A bare word in the place of an argument (a date part), upper case; also as a text literal. */
  word(index: number): string | undefined {
    const cursor = this.raw[index];
    const token = cursor?.peek();
    if (!cursor || !token) return undefined;
    // PostgreSQL keeps views with the casts it added: 'month'::text.
    const cast = token.kind === "string" && cursor.isSymbol("::", 1);
    if (cursor.end - cursor.at !== 1 && !cast) return undefined;
    if (token.kind === "word") return token.value;
    if (token.kind !== "string") return undefined;
    const literal = readStringLiteral(token.text, this.tx.dialect);
    return literal?.kind === "text" ? literal.value.toUpperCase() : undefined;
  }

  stop(reason: string) {
    return this.tx.stop("DWM-QRY-004", { name: this.name, reason }, this.offset);
  }

  /** The call with its modifiers, under another name. */
  aggregate(name: string, args: readonly string[]): string {
    const databricks = this.tx.target === "databricks";
    if (databricks && this.orderBy) throw this.stop("ORDER BY inside of the call");
    if (databricks && this.distinct && this.over !== undefined)
      throw this.stop("DISTINCT over a window");
    if (this.limit) throw this.stop("LIMIT inside of the call");
    const nulls = this.nulls ? ` ${this.nulls}` : "";
    const inside = `${this.distinct ? "DISTINCT " : ""}${args.join(", ")}${this.orderBy ? ` ${this.orderBy}` : ""}${databricks ? "" : nulls}`;
    return `${name}(${inside})${this.filter}${databricks ? nulls : ""}${this.over === undefined ? "" : ` OVER ${this.over}`}`;
  }
}

/** Reads a call whose name has been read; the cursor stands at its bracket. */
export function readCall(tx: Tx, parts: string[], quoted: boolean, offset: number): Expr {
  const resolved = tx.resolveCall?.(parts, offset);
  if (resolved) return resolved;
  const name = (parts.at(-1) ?? "").toUpperCase();
  if (parts.length > 1 && isJsonMethod(tx, name))
    return readJsonMethod(tx, readColumn(tx, parts.slice(0, -1), offset));
  if (parts.length > 1) {
    const bracket = tx.cursor.at;
    const called = routineCall(tx, parts, tx.cursor.group(), offset);
    if (called) return called;
    tx.cursor.at = bracket;
  }
  const packaged = packageRule(tx, parts);
  if (
    parts.length > 1 &&
    !packaged &&
    !/^(SYS|PG_CATALOG|DBMS_LOB|SAFE|NET|TD_SYSFNLIB|SYSLIB)$/i.test(parts[0] ?? "")
  ) {
    throw tx.stop("DWM-QRY-003", { name: parts.join(".") }, offset);
  }
  const safe = tx.is("bigquery") && parts.length === 2 && /^SAFE$/i.test(parts[0] ?? "");
  if (
    parts.length > 1 &&
    !packaged &&
    /^(SAFE|NET|DBMS_LOB)$/i.test(parts[0] ?? "") &&
    !(safe && tx.target === "databricks")
  )
    throw tx.stop("DWM-QRY-003", { name: parts.join(".") }, offset);
  const inside = tx.cursor.group();
  if (!inside) throw tx.unreadable("( expected");
  if (name === "CURSOR" && tx.is("oracle")) throw tx.unsupported("CURSOR(…)", offset);
  const path = name === "SYS_CONNECT_BY_PATH" ? tx.scope.hierarchy()?.path(inside) : undefined;
  if (path) return path;
  if (/^SEQ[1248]$/.test(name) && tx.is("snowflake") && tx.scope.sequence !== undefined)
    return { ...primary(tx.scope.sequence, "int"), name: name.toLowerCase() };
  const special =
    quoted || safe || packaged ? undefined : tx.inside(inside, () => specialForm(tx, name, offset));
  if (special) return special;
  // A function that the source has too is meant by its plain name, whatever the inventory defines.
  if (!tx.rule(name)) {
    const called =
      routineCall(tx, parts, inside, offset) ?? typeConstructor(tx, parts, inside, offset);
    if (called) return called;
  }
  const call = readArguments(tx, name, offset, inside);
  call.safe = safe;
  readBehind(tx, call);
  if (call.keep) return kept(call, call.keep);
  const rule = packaged ?? tx.rule(safe ? `SAFE.${name}` : name);
  if (!rule) throw tx.stop("DWM-QRY-003", { name }, offset);
  const result = withCallDigits(tx, name, call.count, (index) => call.arg(index), rule(call));
  return { ...result, ...(result.name === undefined ? { name: name.toLowerCase() } : {}) };
}

/** The rule of a function of Oracle's packages: `DBMS_LOB.SUBSTR`; of an aggregate of PostgreSQL with its schema. */
function packageRule(tx: Tx, parts: readonly string[]): FunctionRule | undefined {
  if (tx.is("postgres") && parts.length === 2) return tx.aggregate(parts[1] ?? "");
  const names = /^SYS$/i.test(parts[0] ?? "") ? parts.slice(1) : parts;
  if (!tx.is("oracle") || names.length !== 2) return undefined;
  return tx.rule(names.join(".").toUpperCase());
}

/** A function of Oracle's packages without brackets (DBMS_RANDOM.VALUE); undefined: the name is none of a package. */
export function packageValue(tx: Tx, parts: readonly string[], offset: number): Expr | undefined {
  if (!tx.is("oracle") || !/^(DBMS|UTL|OWA|APEX)_/i.test(parts[0] ?? "")) return undefined;
  const rule = packageRule(tx, parts);
  if (!rule) throw tx.stop("DWM-QRY-003", { name: parts.join(".") }, offset);
  const value = rule(new Call(tx, parts.join(".").toUpperCase(), offset, []));
  return { ...value, name: (parts.at(-1) ?? "").toLowerCase() };
}

const TAIL_WORDS = ["ORDER", "SEPARATOR", "IGNORE", "RESPECT", "ON", "LIMIT", "HAVING"];

function readArguments(tx: Tx, name: string, offset: number, inside: Cursor): Call {
  const distinct = inside.accept("DISTINCT") || inside.accept("UNIQUE");
  if (!distinct) inside.accept("ALL");
  if (inside.isSymbol("*") && inside.end - inside.at === 1) {
    const call = new Call(tx, name, offset, []);
    call.star = true;
    return call;
  }
  const tail = tailStart(inside);
  const call = new Call(tx, name, offset, inside.slice(inside.at, tail).split());
  call.distinct = distinct;
  tx.inside(inside.slice(tail, inside.end), () => readTail(tx, call));
  return call;
}

/** Index of the first token of ORDER BY, SEPARATOR and the like inside of a call. */
function tailStart(inside: Cursor): number {
  let depth = 0;
  for (let index = inside.at; index < inside.end; index++) {
    const token = inside.tokens[index];
    if (token?.kind === "symbol") depth += token.text === "(" ? 1 : token.text === ")" ? -1 : 0;
    if (
      depth !== 0 ||
      token?.kind !== "word" ||
      index === inside.at ||
      !TAIL_WORDS.includes(token.value)
    )
      continue;
    const next = inside.tokens[index + 1];
    if (token.value === "ORDER" && next?.value === "BY") return index;
    if (token.value === "SEPARATOR" && next?.kind === "string") return index;
    if ((token.value === "IGNORE" || token.value === "RESPECT") && next?.value === "NULLS")
      return index;
    if (token.value === "ON" && next?.value === "OVERFLOW") return index;
    if (token.value === "LIMIT" && next?.kind === "number") return index;
    if (token.value === "HAVING" && /^M(AX|IN)$/.test(next?.value ?? "")) return index;
  }
  return inside.end;
}

function readTail(tx: Tx, call: Call): void {
  const { cursor } = tx;
  while (!cursor.done) {
    if (cursor.isWords("ORDER", "BY")) call.orderKeys = readOrderKeys(tx);
    else if (cursor.accept("SEPARATOR")) {
      const literal = readStringLiteral(cursor.next()?.text ?? "", tx.dialect);
      if (literal?.kind !== "text") throw tx.unreadable("a text expected");
      call.separator = literal.value;
    } else if (cursor.accept("IGNORE", "NULLS")) call.nulls = "IGNORE NULLS";
    else if (cursor.accept("RESPECT", "NULLS")) call.nulls = "RESPECT NULLS";
    else if (cursor.isWords("ON", "OVERFLOW")) {
      tx.note("DWM-QRY-007", { clause: "ON OVERFLOW", why: "texts have no limit in the target" });
      cursor.at = cursor.end;
    } else if (cursor.accept("LIMIT")) call.limit = readExpression(tx);
    else if (cursor.isWords("HAVING")) {
      if (call.name !== "ANY_VALUE" || !tx.is("bigquery"))
        throw call.stop("HAVING inside of the call");
      cursor.next();
      call.having = { most: cursor.next()?.value === "MAX", by: readExpression(tx) };
    } else throw tx.unreadable("not expected in a call");
  }
}

function readBehind(tx: Tx, call: Call): void {
  const { cursor } = tx;
  if (cursor.accept("WITHIN", "GROUP")) {
    const inside = cursor.group();
    if (!inside) throw tx.unreadable("( expected");
    call.orderKeys = tx.inside(inside, () => readOrderKeys(tx));
  }
  call.keep = readKeep(tx);
  // FROM FIRST is what NTH_VALUE does by itself.
  if (tx.target === "databricks") cursor.accept("FROM", "FIRST");
  if (cursor.isWords("FROM", "FIRST") || cursor.isWords("FROM", "LAST"))
    throw tx.unsupported("FROM FIRST or LAST");
  if (cursor.accept("FILTER")) {
    const inside = cursor.group();
    if (!inside) throw tx.unreadable("( expected");
    call.filter = tx.inside(inside, () => {
      tx.expect("WHERE");
      return ` FILTER (WHERE ${readWhole(tx).sql})`;
    });
  }
  if (cursor.accept("IGNORE", "NULLS")) call.nulls = "IGNORE NULLS";
  if (cursor.accept("RESPECT", "NULLS")) call.nulls = "RESPECT NULLS";
  if (cursor.accept("OVER")) call.over = withFrame(tx, call.name, readWindow(tx));
}

const WHOLE_FRAME = "ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING";
const FRAMED: Readonly<Partial<Record<SourceType, ReadonlySet<string>>>> = {
  snowflake: new Set(["FIRST_VALUE", "LAST_VALUE", "NTH_VALUE"]),
  teradata: new Set(["SUM", "AVG", "COUNT", "MIN", "MAX", "FIRST_VALUE", "LAST_VALUE"]),
};

/** Functions that no frame changes; Databricks refuses any beside them. */
const RANKINGS = new Set(
  "ROW_NUMBER RANK DENSE_RANK PERCENT_RANK CUME_DIST NTILE LAG LEAD".split(" "),
);

function withoutFrame(window: string): string {
  return window.replace(/ (ROWS|RANGE)( BETWEEN)? (UNBOUNDED|CURRENT|\d)[\w ]*\)$/, ")");
}

/** The frame that the source takes where none is written: the whole partition for these functions. */
function withFrame(tx: Tx, name: string, given: string): string {
  const window = tx.target === "databricks" && RANKINGS.has(name) ? withoutFrame(given) : given;
  if (!FRAMED[tx.dialect]?.has(name)) return window;
  if (!window.startsWith("(")) throw tx.unsupported(`${name} over a named window`);
  const framed = /\b(ROWS|RANGE|GROUPS)( BETWEEN)? (UNBOUNDED|CURRENT|INTERVAL|\d)/.test(window);
  const ordered = window.includes("ORDER BY ");
  return framed || !ordered ? window : `${window.slice(0, -1)} ${WHOLE_FRAME})`;
}

/** `(PARTITION BY … ORDER BY … ROWS …)` or a window's name. */
function readWindow(tx: Tx): string {
  const { cursor } = tx;
  if (!cursor.isSymbol("(")) return tx.out.name(tx.expectIdentifier("a window"));
  const inside = cursor.group();
  if (!inside) throw tx.unreadable("( expected");
  // `(w)` is w itself; a copy of it could not have a frame.
  const named = inside.end - inside.at === 1 ? inside.identifier() : undefined;
  if (named !== undefined) return tx.out.name(named);
  return tx.inside(inside, () => expandingAliases(tx, () => `(${readWindowBody(tx)})`));
}

const FRAME_WORDS =
  /^(BETWEEN|AND|UNBOUNDED|PRECEDING|FOLLOWING|CURRENT|ROW|EXCLUDE|GROUP|TIES|NO|OTHERS)$/;

/** The inside of a window's brackets. */
export function readWindowBody(tx: Tx): string {
  const { cursor } = tx;
  const parts: string[] = [];
  if (
    !cursor.done &&
    !cursor.isWords("PARTITION") &&
    !cursor.isWords("ORDER") &&
    !/^(ROWS|RANGE|GROUPS|RESET)$/.test(cursor.peek()?.value ?? "")
  ) {
    parts.push(tx.out.name(tx.expectIdentifier("a window")));
  }
  if (cursor.accept("PARTITION", "BY")) {
    const keys = [partitionKey(tx)];
    while (cursor.acceptSymbol(",")) keys.push(partitionKey(tx));
    parts.push(`PARTITION BY ${keys.join(", ")}`);
  }
  const order = cursor.at;
  if (cursor.isWords("ORDER", "BY")) parts.push(readOrderBy(tx));
  const ordered = cursor.slice(order + 2, cursor.at);
  if (cursor.isWords("RESET", "WHEN")) throw tx.unsupported("RESET WHEN");
  if (cursor.isWords("ROWS") || cursor.isWords("RANGE") || cursor.isWords("GROUPS")) {
    const words = [cursor.next()?.value ?? ""];
    if (words[0] === "GROUPS" && tx.target === "databricks") throw tx.unsupported("a GROUPS frame");
    while (!cursor.done) {
      const token = cursor.peek();
      if (tx.target === "databricks" && token?.value === "EXCLUDE")
        throw tx.unsupported("EXCLUDE in a frame");
      if (token?.kind === "word" && FRAME_WORDS.test(token.value)) {
        words.push(token.value);
        cursor.next();
      } else words.push(inDays(tx, words[0] ?? "", ordered, readExpressionBefore(tx)));
    }
    parts.push(words.join(" "));
  }
  if (!cursor.done) throw tx.unreadable("not expected in a window");
  return parts.join(" ");
}

/** Oracle's `RANGE 7 PRECEDING` over a date: seven days. */
function inDays(tx: Tx, frame: string, order: Cursor, bound: string): string {
  if (!tx.is("oracle") || frame !== "RANGE" || !/^\d+$/.test(bound)) return bound;
  return isDated(tx.inside(order, () => readExpression(tx)).type)
    ? `INTERVAL '${bound}' DAY`
    : bound;
}

function partitionKey(tx: Tx): string {
  const { offset } = tx.cursor;
  const key = variantKey(tx, readExpression(tx), offset);
  noteTexts(tx, offset, key);
  return key.sql;
}

function readExpressionBefore(tx: Tx): string {
  const { cursor } = tx;
  const token = cursor.peek();
  if (token?.kind === "number") {
    cursor.next();
    return token.text;
  }
  if (token?.kind === "word" && token.value === "INTERVAL") {
    return readExpression(tx).sql;
  }
  throw tx.unreadable("a frame's bound expected");
}

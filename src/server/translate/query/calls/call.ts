import type { Cursor } from "../../cursor.ts";
import { readStringLiteral } from "../../literals.ts";
import { expandingAliases } from "../block/aliases.ts";
import type { Keep } from "../block/keep.ts";
import { type OrderKey, orderBySql } from "../block/orderKeys.ts";
import { readSubquery, startsQuery } from "../block/select.ts";
import { type Expr, primary } from "../expr.ts";
import { countedArgument } from "../expression/bools.ts";
import { readWhole } from "../expression/expression.ts";
import { variantArgument } from "../nested/variant.ts";
import { noteDateArgument } from "../texts/dateTexts.ts";
import { textArgument } from "../texts/impliedTexts.ts";
import { argumentOf } from "../texts/padding.ts";
import { patternArgument } from "../texts/regexp.ts";
import type { Tx } from "../tx.ts";

/** An argument of a call: a value, or a query without brackets of its own. */
export function readArgument(tx: Tx): Expr {
  if (!startsQuery(tx) || tx.cursor.isSymbol("(")) return readWhole(tx);
  const query = readSubquery(tx);
  return primary(`(${query.sql})`, query.columns?.[0]?.type ?? "unknown");
}

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
    const read = () => readArgument(this.tx);
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
    noteDateArgument(this.tx, this.name, index, value, this.offset);
    const written = textArgument(this.tx, this.name, index, filled);
    const taken = patternArgument(this.tx, this.name, index, written);
    this.#args.set(index, taken);
    return taken;
  }

  /** Lets an argument be another value than the one that is written. */
  put(index: number, value: Expr): void {
    this.#args.set(index, value);
  }

  args(): Expr[] {
    return this.raw.map((_, index) => this.arg(index));
  }

  /** The translated arguments between commas. */
  list(): string {
    return this.args()
      .map(({ sql }) => sql)
      .join(", ");
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

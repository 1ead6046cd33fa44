import type { Tx } from "../tx.ts";
import type { OrderKey } from "./orderKeys.ts";
import type { SelectList } from "./selectList.ts";

/** A column by itself. */
const COLUMN = /^(([\w$]+|"[^"]+"|`[^`]+`)\.)?([\w$]+|"[^"]+"|`[^`]+`)$/;
/** A column inside of an expression: a name that is no call. Texts are matched first, and are none. */
const PART =
  /'(?:[^']|'')*'|((?:[A-Za-z_$][\w$]*|"[^"]+"|`[^`]+`)(?:\.(?:[A-Za-z_$][\w$]*|"[^"]+"|`[^`]+`))?)(?!\s*\()/g;
/** Calls that make one value of a group already, and what has rows of its own. */
const AGGREGATES =
  /\b(?:sum|count\w*|avg|mean|min\w*|max\w*|any_value|(?:first|last)(?:_value)?|\w+_agg|listagg|group_concat|list|array_agg|collect_\w+|arg_m\w+|m(?:in|ax)_by|std\w*|var\w*|bit_\w+|bool_\w+|corr|covar_\w+|regr_\w+|median|mode|quantile\w*|percentile\w*|approx_\w+|grouping\w*|json_group_\w+|histogram|entropy|kurtosis|skewness)\s*\(|\bOVER\b|\bSELECT\b/i;
const NO_COLUMNS: ReadonlySet<string> = new Set(
  "AND AS BETWEEN BY CASE CAST CURRENT_DATE CURRENT_TIMESTAMP DESC DISTINCT ELSE END ESCAPE FALSE FROM ILIKE IN INTERVAL IS LIKE NOT NULL OR THEN TRUE WHEN ZONE AT TIME".split(
    " ",
  ),
);

/**
 * `SELECT a, b FROM t GROUP BY a`: both targets want to be told which b it is. In PostgreSQL a is the key of b's table, so
 * that every row of the group has the same. In MySQL it may be that of any row.
 */
export class LooseGroups {
  readonly #tx: Tx;
  readonly #list: SelectList;
  readonly #grouped: Set<string>;

  /**
   * `keys`: what is grouped by, as it is written. Undefined for dialects that refuse such columns, and for keys that are
   * NULL in some groups, where any row's value would be another one.
   */
  static of(tx: Tx, list: SelectList, keys: readonly string[]): LooseGroups | undefined {
    if (!tx.is("mysql", "postgres")) return undefined;
    if (keys.some((key) => /^(GROUPING SETS|ROLLUP|CUBE)\b/i.test(key))) return undefined;
    return new LooseGroups(tx, list, keys);
  }

  private constructor(tx: Tx, list: SelectList, keys: readonly string[]) {
    this.#tx = tx;
    this.#list = list;
    this.#grouped = new Set(keys.map(bare));
    const { values, columns } = list;
    for (const key of keys) {
      const place = /^\d+$/.test(key) ? values?.[Number(key) - 1] : undefined;
      const named = columns?.findIndex(
        ({ name }) => name !== undefined && tx.out.name(name) === key,
      );
      const value = place ?? values?.[named ?? -1];
      if (value !== undefined) this.#grouped.add(bare(value));
    }
  }

  /** The list with any row's value for what is not grouped by. */
  list(): SelectList {
    const { values, columns, items, sql } = this.#list;
    if (!values || !columns) return this.#list;
    const loose = values.map((value) => this.#isLoose(value));
    const [first] = values.filter((_, index) => loose[index]);
    if (first === undefined) return this.#list;
    this.#note(first);
    const made = items.map((item, index) => {
      if (!loose[index]) return item;
      return `any_value(${values[index]}) AS ${this.#tx.out.name(columns[index]?.name ?? "")}`;
    });
    const head = sql.slice(0, sql.length - items.join(", ").length);
    return { ...this.#list, sql: head + made.join(", "), items: made };
  }

  /** A key of ORDER BY with any row's value for what is neither grouped by nor in the list. */
  key(key: OrderKey): OrderKey {
    const named = this.#list.columns?.map(({ name }) => bare(this.#tx.out.name(name ?? "")));
    if (!this.#isLoose(key.sql, named)) return key;
    this.#note(key.sql);
    return { ...key, sql: `any_value(${key.sql})` };
  }

  #note(value: string): void {
    if (this.#tx.is("postgres")) return;
    this.#tx.note("DWM-QRY-006", { what: `${value} is not grouped by: any row's value is taken` });
  }

  /** `named`: names of the list's columns, where they can be used. */
  #isLoose(value: string, named: readonly string[] = []): boolean {
    if (this.#grouped.has(bare(value)) || AGGREGATES.test(value)) return false;
    if (COLUMN.test(value) && value.includes(".")) return true;
    const names = [...value.matchAll(PART)].map(([, name]) => name);
    return names.some(
      (name) =>
        name !== undefined &&
        !NO_COLUMNS.has(name.toUpperCase()) &&
        !this.#grouped.has(bare(name)) &&
        (name.includes(".") || !named.includes(bare(name))),
    );
  }
}

/** True for an expression over the rows of a group, of a window or of another query. */
export function hasGroupValue(sql: string): boolean {
  return AGGREGATES.test(sql);
}

/** A column without its table: which of both ways it is written does not matter here. */
function bare(value: string): string {
  return COLUMN.exec(value)?.[3]?.toLowerCase() ?? value;
}

import { quoteName } from "../duckdbNames.ts";
import type { Scope } from "../query/scope.ts";
import type { TypeClass } from "../types/spec.ts";
import { databricksWriter } from "../writer/databricksWriter.ts";

/** What a name stands for in a routine. */
export interface Declared {
  /** Its name in the target, not quoted. */
  name: string;
  type: TypeClass;
  /** Its type in the target. */
  sql: string;
  parameter: boolean;
}

/** Names that already tell a variable from a column. */
const PREFIXED = /^(?:v|p|l|g|c|r|lv|gv|in|out|io|var|cur|rec|tmp|param)_/i;

/**
 * The variables of one routine. In a Databricks query a column comes before a variable of the same name (name resolution,
 * rules 1 to 8), so that a variable whose source wins over columns, or that only its mark tells from them (`@total`,
 * `:total`), must not be called as a column may be: a parameter keeps its name, which callers use, and is qualified with
 * the routine's inside of queries; a local variable becomes `v_total`.
 */
export class Variables {
  readonly #routine: string;
  readonly #scope: Scope;
  readonly #declared = new Map<string, Declared>();
  readonly #taken = new Set<string>();
  /** What is declared around the block that is read. */
  #outer: ReadonlyMap<string, Declared> = new Map();

  /** DuckDB's table macros have no other way to tell a parameter from a column than its name, which then begins with this. */
  readonly #prefix: string;

  constructor(routine: string, scope: Scope, prefix = "") {
    this.#prefix = prefix;
    this.#routine = routine;
    this.#scope = scope;
  }

  /** None yet, for another text of the same routine. */
  anew(scope: Scope): Variables {
    return new Variables(this.#routine, scope, this.#prefix);
  }

  /** How a query names a parameter that no column may be taken for. */
  qualified(name: string): string {
    if (this.#prefix !== "") return quoteName(name);
    return `${databricksWriter.name(this.#routine)}.${databricksWriter.name(name)}`;
  }

  /**
   * Declares a variable. `written` is its name in the source without a mark, `keys` are all forms that mean it in the
   * source, each with what the source does where a column has that name.
   */
  declare(
    written: string,
    keys: Readonly<Record<string, "wins" | "yields" | "hidden">>,
    type: { sql: string; class: TypeClass },
    parameter: boolean,
  ): Declared {
    const marked = Object.values(keys).includes("wins");
    const wanted =
      this.#prefix !== ""
        ? `${this.#prefix}${written}`
        : parameter || !marked || PREFIXED.test(written)
          ? written
          : `v_${written}`;
    const name = this.free(wanted);
    const declared: Declared = { name, type: type.class, sql: type.sql, parameter };
    const sql = this.#prefix === "" ? databricksWriter.name(name) : quoteName(name);
    const inQuery = parameter && marked ? this.qualified(name) : sql;
    for (const [key, rule] of Object.entries(keys)) {
      this.#declared.set(key.toLowerCase(), declared);
      this.#scope.variables.set(key.toLowerCase(), { sql, inQuery, type: type.class, rule });
    }
    return declared;
  }

  /** What a name as the source writes it (`@total`, `total`, `:total`) stands for. */
  find(key: string): Declared | undefined {
    return this.#declared.get(key.toLowerCase());
  }

  /** Reads a block: behind it, what it declares is not known, and what that hid is again. */
  scoped<T>(read: () => T): T {
    const { variables } = this.#scope;
    const known = [new Map(variables), new Map(this.#declared), this.#outer] as const;
    this.#outer = known[1];
    try {
      return read();
    } finally {
      this.#outer = known[2];
      variables.clear();
      for (const [key, variable] of known[0]) variables.set(key, variable);
      this.#declared.clear();
      for (const [key, declared] of known[1]) this.#declared.set(key, declared);
    }
  }

  /** True when the name is declared in the block that is read, not around it. */
  isOwn(key: string): boolean {
    const found = this.find(key);
    return found !== undefined && found !== this.#outer.get(key.toLowerCase());
  }

  /** Takes a name as it is: what an inner block declares hides what has the name around it. */
  take(name: string): string {
    this.#taken.add(name.toLowerCase());
    return name;
  }

  /** A name that no variable has; it is taken from then on. */
  free(wanted: string): string {
    let name = wanted;
    for (let number = 2; this.#taken.has(name.toLowerCase()); number++)
      name = `${wanted}_${number}`;
    this.#taken.add(name.toLowerCase());
    return name;
  }
}

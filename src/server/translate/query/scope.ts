import type { Token } from "../../sql/token.ts";
import type { Cursor } from "../cursor.ts";
import type { TypeClass } from "../types/spec.ts";
import type { Query } from "./block/queryColumns.ts";
import type { ColumnDetail } from "./digits/digits.ts";
import type { Expr } from "./expr.ts";
import type { Shape } from "./nested/shape.ts";
import type { Reset } from "./teradata/resets.ts";

/** Columns by lower-case name, in order; undefined where they are not known. */
export type Columns = ReadonlyMap<string, TypeClass> | undefined;

/** Details of columns by lower-case name; undefined where there are none. */
export type Details = ReadonlyMap<string, ColumnDetail> | undefined;

/** Something a FROM clause brings in. */
export interface Relation {
  /** Names it answers to in column references, lower case: `c`, or `customer` and `sales.customer`. */
  answersTo: string[];
  /** Its alias in the output. */
  alias: string;
  columns: Columns;
  /** What is known of its columns beside their types. */
  details?: Details;
  /** Names of its columns in order, where `$1` means the first of them. */
  places?: readonly string[];
  /** How its only value is written where the alias stands for that: an element of UNNEST. */
  element?: string;
  elementType?: TypeClass;
  /** What is known of the element's parts; `*` shows its fields, where it has some. */
  elementShape?: Shape;
  /** What a `*` shows, where that is another order than the target's. */
  spread?: readonly string[];
  /** Why no `*` can show its columns as the source does. */
  starless?: string;
  /** What a `*` leaves out, as a list: columns that the translation adds. */
  hidden?: string;
  /** How a column of it is written where that is not `alias.column`: a statement was taken apart. */
  write?: (column: string) => string;
  /** Columns that keep their name where the source names no table, whatever `write` makes of others; lower case. */
  unqualified?: ReadonlySet<string>;
}

/** What has a name of one part that no schema knows: a CTE, a temporary table of a routine. */
export interface NamedRows {
  columns: Columns;
  details?: Details;
  /** Its name in the target, where that is another one: `#t` and `@t` of T-SQL. */
  name?: string;
}

/** LEVEL, PRIOR, CONNECT_BY_ROOT and the like, where a hierarchy is read. */
export interface TreeWords {
  word(token: Token): Expr | undefined;
  path(inside: Cursor): Expr | undefined;
}

/** A variable or parameter of the routine that a statement stands in. */
export interface ScopeVariable {
  /** As it is written outside of queries. */
  sql: string;
  /** As it is written inside of a query, where Databricks looks for columns first. */
  inQuery: string;
  type: TypeClass;
  /**
   * What the source does with the name inside of a query: `wins` (over columns of that name), `yields` (to them), `hidden`
   * (the name means a column there, whatever there is).
   */
  rule: "wins" | "yields" | "hidden";
  /** It has no counterpart: why it cannot be named. */
  refused?: string;
}

/** What names mean inside of one query block; blocks see their parents' relations and CTEs. */
export class Scope {
  readonly parent: Scope | undefined;
  readonly relations: Relation[] = [];
  readonly ctes = new Map<string, NamedRows>();
  /** Of the routine around, by lower-case name; the outermost scope has them. */
  readonly variables = new Map<string, ScopeVariable>();
  /** Aliases given in this block's SELECT list, lower case: other clauses may use them. */
  readonly selected = new Map<string, TypeClass>();
  /** What they stand for, and which of them it is written for in what is read now: all, or possible keys of a group. */
  readonly listed = new Map<string, { value: Expr; item: Cursor }>();
  expands: "all" | "keys" | undefined;
  /** Told what the first part of a recursive query below is, once that has been read. */
  anchored: ((anchor: Query) => void) | undefined;
  /** Columns that its tables are joined by with USING, by lower-case name. */
  readonly joined = new Map<string, string>();
  /** The block has a GROUP BY. */
  grouped = false;
  /** The block has a DISTINCT. */
  distinct = false;
  /** Tables marked with (+) while a conjunct is read, and tables it mentions, by output alias. */
  marks: Set<string> | undefined;
  mentions: Set<string> | undefined;
  /** Columns of a condition whose relation cannot be told, while it is read. */
  strays: Set<string> | undefined;
  /** The number of a row that a generator makes, in this block: Snowflake's SEQ4(). */
  sequence: string | undefined;
  /** The rows of the only query in FROM are to be numbered: ROWNUM is a value here. */
  countsRows = false;
  /** What ROWNUM is then. */
  rowNumber: string | undefined;
  /** What stands for the words of CONNECT BY in this block. */
  tree: TreeWords | undefined;
  /** The condition of a DELETE or UPDATE is read that asks for rows, and whether an unknown answer differs from a false one. */
  changing: "two values" | "three values" | undefined;
  /** Columns are written with their table where that can be told. */
  qualified = false;
  /** MySQL puts the query's expressions into the one around it: their digits are cut there. */
  merged = false;
  /** The relation that unqualified columns belong to, where the target would look for them in two. */
  bare: Relation | undefined;
  /** Functions of the SELECT list that answer rows, by their places in the source. */
  readonly generators = new Map<number, { sql: string; name: string }>();

  /** The inner ones of Oracle's aggregates of aggregates, where there can be any. */
  innerValues: string[] | undefined;
  /** Windows of Teradata's RESET WHEN in this block's SELECT list, while there can be any. */
  resets: Reset[] | undefined;
  /** Tables of Teradata that only columns name, while FROM can still take them. */
  implied: string[] | undefined;

  /** A function of Teradata over rows that a GROUP BY beside it would divide. */
  overRows: string | undefined;

  constructor(parent?: Scope) {
    this.parent = parent;
  }

  /** The hierarchy that the words of CONNECT BY mean here. */
  hierarchy(): TreeWords | undefined {
    return this.tree ?? this.parent?.hierarchy();
  }

  /** The CTE, or temporary table of the routine around, that `name` means here. */
  cte(name: string): NamedRows | undefined {
    return this.ctes.get(name.toLowerCase()) ?? this.parent?.cte(name);
  }

  /** How the variable that an unqualified name means here is written; undefined when it is a column. */
  variable(name: string): Pick<ScopeVariable, "sql" | "type" | "refused"> | undefined {
    const wanted = name.toLowerCase();
    const { parent } = this;
    if (!parent) return this.variables.get(wanted);
    let root = parent;
    while (root.parent) root = root.parent;
    const found = root.variables.get(wanted);
    if (!found || found.rule === "hidden") return undefined;
    if (found.rule === "yields" && this.owner(wanted)?.columns?.has(wanted)) return undefined;
    const { inQuery, type, refused } = found;
    return { sql: inQuery, type, ...(refused === undefined ? {} : { refused }) };
  }

  /** The relation that a qualifier (`c`, `sales.customer`) means here. */
  relation(qualifier: string): Relation | undefined {
    const wanted = qualifier.toLowerCase();
    const found = this.relations.find((relation) => relation.answersTo.includes(wanted));
    return found ?? this.parent?.relation(qualifier);
  }

  /** The relation that an unqualified column comes from, where that can be told. */
  owner(column: string): Relation | undefined {
    if (this.bare) return this.bare;
    const wanted = column.toLowerCase();
    const owners = this.relations.filter((relation) => relation.columns?.has(wanted));
    if (owners.length === 1) return owners[0];
    if (owners.length > 1) return undefined;
    if (this.relations.some((relation) => !relation.columns)) {
      return this.relations.length === 1 ? this.relations[0] : undefined;
    }
    return this.parent?.owner(column);
  }

  /** The type of an unqualified column. */
  typeOf(column: string): TypeClass {
    const wanted = column.toLowerCase();
    return this.owner(wanted)?.columns?.get(wanted) ?? this.selected.get(wanted) ?? "unknown";
  }
}

import { isWord, type Token } from "../../../sql/token.ts";
import type { Cursor } from "../../cursor.ts";
import type { TypeClass } from "../../types/spec.ts";
import { type Expr, PREC, primary, wrap } from "../expr.ts";
import { readExpression, readWhole } from "../expression/expression.ts";
import { readUnary } from "../expression/sums.ts";
import type { Relation } from "../scope.ts";
import type { Tx } from "../tx.ts";
import { indexAhead } from "./ahead.ts";
import { readOrderBy } from "./orderBy.ts";

/** The recursive expression, and its column that counts generations. */
export const TREE = "dwm_tree";
const LEVEL = "dwm_level";

/** A column that rows get on their way down the tree. */
interface Carried {
  name: string;
  /** For the roots, and for the rows below them. */
  root: string;
  step: string;
}

/**
 * One SELECT with CONNECT BY: a recursive common table expression takes the place of its table. Roots are what START WITH
 * names; a row is below another where the condition holds, in which PRIOR means the other one.
 */
export class Hierarchy {
  readonly #tx: Tx;
  readonly #relation: Relation;
  readonly #from: string;
  readonly #carried = new Map<string, Carried>();
  /** Stands in the text for columns that a `*` leaves out, until it is known which they are. */
  readonly hidden: string;
  readonly #place: string;
  #connect: Cursor;
  #roots = "";
  #condition = "";
  /** What is read: the rows' own expressions, the condition below another row, or that of CONNECT_BY_ISLEAF. */
  #mode: "rows" | "condition" | "leaf" = "rows";
  /** Columns under PRIOR in the condition. */
  #seen: string[] = [];

  constructor(tx: Tx, from: string, relation: Relation, connect: Cursor) {
    this.#tx = tx;
    this.#from = from;
    this.#relation = relation;
    this.#connect = connect;
    const id = tx.nextNumber();
    this.hidden = `\u0001hidden${id}\u0001`;
    this.#place = `\u0001tree${id}\u0001`;
  }

  get #alias(): string {
    return this.#tx.out.name(this.#relation.alias);
  }

  #level(): Expr {
    const name = this.#tx.out.name(LEVEL);
    if (this.#mode === "rows") return primary(`${this.#alias}.${name}`, "int");
    const above = this.#mode === "leaf" ? this.#alias : TREE;
    return { sql: `${above}.${name} + 1`, prec: PREC.add, type: "int" };
  }

  /** Reads START WITH and CONNECT BY in either order; answers what stands behind FROM, to be settled later. */
  readClauses(): string {
    const { cursor } = this.#tx;
    for (;;) {
      if (cursor.accept("START", "WITH")) this.#roots = ` WHERE ${readExpression(this.#tx).sql}`;
      else if (cursor.accept("CONNECT", "BY")) {
        const nocycle = cursor.accept("NOCYCLE");
        const start = cursor.at;
        this.#condition = this.#readCondition();
        this.#connect = cursor.slice(start, cursor.at);
        if (nocycle) this.#forbidCycles();
      } else return this.#place;
    }
  }

  /** Reads the condition between a row and the one above it, which PRIOR means. */
  #readCondition(): string {
    this.#mode = "condition";
    this.#seen = [];
    try {
      return this.#qualified(() => wrap(readExpression(this.#tx), PREC.and));
    } finally {
      this.#mode = "rows";
    }
  }

  /** NOCYCLE: a row that stands above is not taken again below. */
  #forbidCycles(): void {
    const tx = this.#tx;
    const [key, more] = new Set(this.#seen);
    if (key === undefined || more !== undefined)
      throw tx.unsupported("NOCYCLE with a condition over several columns");
    const { out, target } = tx;
    const own = `${this.#alias}.${out.name(key)}`;
    const path = `${TREE}.dwm_path`;
    const databricks = target === "databricks";
    this.#carried.set("path", {
      name: "dwm_path",
      root: databricks ? `ARRAY(${own})` : `[${own}]`,
      step: `${databricks ? "array_append" : "list_append"}(${path}, ${own})`,
    });
    const contains = databricks ? "array_contains" : "list_contains";
    this.#condition += ` AND NOT ${contains}(${path}, ${own})`;
  }

  /** LEVEL, PRIOR x, CONNECT_BY_ROOT x, CONNECT_BY_ISLEAF; undefined for other words. */
  word(token: Token): Expr | undefined {
    const tx = this.#tx;
    const { cursor } = tx;
    if (cursor.isSymbol(".", 1)) return undefined;
    switch (token.value) {
      case "LEVEL":
        cursor.next();
        return { ...this.#level(), name: "LEVEL", renamed: true };
      case "PRIOR":
        cursor.next();
        return this.#prior();
      case "CONNECT_BY_ROOT": {
        cursor.next();
        const value = readUnary(tx);
        return this.#carry(value, (name) => ({ name, root: value.sql, step: `${TREE}.${name}` }));
      }
      case "CONNECT_BY_ISLEAF":
        cursor.next();
        return this.#isLeaf();
      case "CONNECT_BY_ISCYCLE":
        throw tx.unsupported(token.value);
      default:
        return undefined;
    }
  }

  /** PRIOR in the condition is the row above; elsewhere its value is carried down. */
  #prior(): Expr {
    const tx = this.#tx;
    if (this.#mode === "leaf") return this.#written(this.#alias, () => readUnary(tx));
    const start = tx.cursor.at;
    const above = this.#qualified(() => this.#written(TREE, () => readUnary(tx)));
    if (this.#mode === "condition") return above;
    const end = tx.cursor.at;
    tx.cursor.at = start;
    const own = readUnary(tx);
    tx.cursor.at = end;
    const root = `CASE WHEN FALSE THEN ${own.sql} END`;
    return this.#carry(own, (name) => ({ name, root, step: above.sql }));
  }

  /** Reads with every column qualified: the table stands beside the tree, which has its columns too. */
  #qualified<T>(read: () => T): T {
    const { scope } = this.#tx;
    const { bare } = scope;
    scope.bare = this.#relation;
    try {
      return read();
    } finally {
      scope.bare = bare;
    }
  }

  /** Reads with the table's columns qualified by another name. */
  #written<T>(alias: string, read: () => T): T {
    const { write } = this.#relation;
    this.#relation.write = (column) => {
      if (alias === TREE) this.#seen.push(column);
      return `${alias}.${this.#tx.out.name(column)}`;
    };
    try {
      return read();
    } finally {
      if (write) this.#relation.write = write;
      else delete this.#relation.write;
    }
  }

  /** SYS_CONNECT_BY_PATH(x, '/'): the values from the root down. */
  path(inside: Cursor): Expr {
    const tx = this.#tx;
    const [first, second] = inside.split();
    if (!first || !second) throw tx.unreadable("two arguments expected");
    const value = tx.inside(first, () => this.#qualified(() => readWhole(tx)));
    const separator = tx.inside(second, () => readWhole(tx));
    const text = value.type === "string" ? wrap(value) : `CAST(${value.sql} AS ${tx.out.textType})`;
    const part = `${separator.sql} || coalesce(${text}, '')`;
    const found = this.#carry(
      { ...value, sql: part },
      (name) => ({ name, root: part, step: `${TREE}.${name} || ${part}` }),
      "|",
    );
    return { ...found, type: "string" };
  }

  /** ORDER SIBLINGS BY: rows in the order of the tree. */
  orderSiblings(): string {
    const keys = this.#qualified(() => readOrderBy(this.#tx));
    const number = `row_number() OVER (${keys})`;
    const list =
      this.#tx.target === "databricks"
        ? { root: `ARRAY(${number})`, step: `array_append(${TREE}.dwm_order, ${number})` }
        : { root: `[${number}]`, step: `list_append(${TREE}.dwm_order, ${number})` };
    this.#carried.set("order", { name: "dwm_order", ...list });
    return `ORDER BY ${this.#alias}.dwm_order`;
  }

  /** A row without rows below it. */
  #isLeaf(): Expr {
    const tx = this.#tx;
    const child = tx.out.name("dwm_child");
    const condition = tx.inside(this.#connect.slice(this.#connect.at, this.#connect.end), () => {
      if (tx.cursor.isWords("NOCYCLE")) throw tx.unsupported("CONNECT_BY_ISLEAF with NOCYCLE");
      this.#mode = "leaf";
      try {
        return this.#qualified(() => this.#written(child, () => readExpression(tx))).sql;
      } finally {
        this.#mode = "rows";
      }
    });
    const rows = `SELECT 1 FROM (SELECT * FROM ${this.#from}) AS ${child} WHERE ${condition}`;
    return {
      ...primary(`CASE WHEN EXISTS (${rows}) THEN 0 ELSE 1 END`, "int"),
      name: "CONNECT_BY_ISLEAF",
    };
  }

  #carry(value: Expr, make: (name: string) => Carried, mark = ""): Expr {
    const probe = make("?");
    const key = `${mark}${probe.root}\u0001${probe.step}`;
    const known = this.#carried.get(key);
    const carried = known ?? make(`dwm_${this.#carried.size + 1}`);
    this.#carried.set(key, carried);
    const type: TypeClass = value.type;
    return primary(`${this.#alias}.${carried.name}`, type);
  }

  /** The text with what was left open: the recursive expression, and the columns that no `*` shows. */
  settle(sql: string): string {
    const alias = this.#alias;
    const carried = [...this.#carried.values()];
    const roots = carried.map(({ name, root }) => `, ${root} AS ${name}`).join("");
    const steps = carried.map(({ name, step }) => `, ${step} AS ${name}`).join("");
    const level = this.#tx.out.name(LEVEL);
    const tree =
      `(WITH RECURSIVE ${TREE} AS (SELECT ${alias}.*, 1 AS ${level}${roots} FROM ${this.#from}${this.#roots} ` +
      `UNION ALL SELECT ${alias}.*, ${TREE}.${level} + 1 AS ${level}${steps} FROM ${this.#from} JOIN ${TREE} ON ${this.#condition}) ` +
      `SELECT * FROM ${TREE}) AS ${alias}`;
    const hidden = [level, ...carried.map(({ name }) => name)].join(", ");
    return sql.replaceAll(this.#place, () => tree).replaceAll(this.hidden, hidden);
  }
}

/** The condition behind CONNECT BY in the SELECT whose FROM stands at `from`; undefined where it has none. */
export function connectCondition({ cursor }: Tx, from: number): Cursor | undefined {
  const start = indexAhead(cursor, from, (index) => {
    return isWord(cursor.tokens[index], "CONNECT") && isWord(cursor.tokens[index + 1], "BY");
  });
  if (start < 0) return undefined;
  const ends =
    /^(START|GROUP|HAVING|ORDER|UNION|MINUS|EXCEPT|INTERSECT|QUALIFY|LIMIT|FETCH|OFFSET)$/;
  const end = indexAhead(cursor, start + 2, (index) =>
    ends.test(cursor.tokens[index]?.value ?? ""),
  );
  return cursor.slice(start + 2, end < 0 ? cursor.end : end);
}

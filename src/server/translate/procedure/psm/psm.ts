import type { Token } from "../../../sql/token.ts";
import type { Cursor } from "../../cursor.ts";
import { Untranslatable } from "../../diagnostics.ts";
import type { IssueCode } from "../../issueCodes.ts";
import type { Tx } from "../../query/tx.ts";
import type { TypeClass } from "../../types/spec.ts";
import { databricksWriter } from "../../writer/databricksWriter.ts";
import type { RoutineKit, RoutineType } from "../kit.ts";
import type { Declaration } from "../model.ts";
import type { Declared } from "../variables.ts";

/** What holds the values of MySQL's user variables, which have no type. */
const USER_TYPES: Readonly<Partial<Record<TypeClass, string>>> = {
  int: "BIGINT",
  decimal: "DECIMAL(38,10)",
  float: "DOUBLE",
  date: "DATE",
  timestamp: "TIMESTAMP_NTZ",
  bool: "BOOLEAN",
};

/** A block that is being read. */
export interface PsmFrame {
  /** It, or a block around it, handles NOT FOUND. */
  handlesNotFound: boolean;
  needed: Declaration[];
}

export interface PsmCursor {
  name: string;
  sql: string | undefined;
  columns: { name: string | undefined; type: RoutineType["class"] }[] | undefined;
  /** Its rows answer the caller once it is opened (Teradata's WITH RETURN). */
  returned: boolean;
}

/**
 * The state of a routine in SQL/PSM as MySQL and Teradata write it, while it is read. Databricks' scripting follows the same
 * standard: what differs are names, what a query without rows does, and what the source adds.
 */
export class Psm {
  readonly kit: RoutineKit;
  /** RETURN takes a value. */
  readonly returnsValue: boolean;
  /** Its type. */
  returns: RoutineType | undefined;
  /** The function is read to become one expression. */
  readonly folding: boolean;
  readonly frames: PsmFrame[] = [];
  readonly cursors = new Map<string, PsmCursor>();
  /** Conditions by their names in lower case: what catches them. */
  readonly conditions = new Map<string, { name: string; sqlstate: string | undefined }>();
  /** Names of variables that hold something already. */
  readonly assigned = new Set<string>();
  /** Those that hold it by SET or DEFAULT. */
  readonly held = new Set<string>();
  /** Labels around, innermost last, lower case. */
  readonly labels: { label: string; loop: boolean }[] = [];
  /** Texts of prepared statements by their names in lower case. */
  readonly prepared = new Map<string, string>();
  /** Holds how many rows the last change wrote. */
  rowCount: string | undefined;
  /** Holds the number that the last INSERT gave its row. */
  identity: string | undefined;
  /** How many queries have been left to answer the caller. */
  results = 0;
  #flag: string | undefined;

  constructor(kit: RoutineKit, returnsValue: boolean, folding: boolean) {
    this.kit = kit;
    this.returnsValue = returnsValue;
    this.folding = folding;
    kit.tx.resolveName = (parts, offset, inQuery) => {
      const construct =
        "LAST_INSERT_ID() behind no INSERT of one row into a table of the inventory";
      if (/^last_insert_id\(\)$/i.test(parts[0] ?? ""))
        throw kit.tx.stop("DWM-PRC-002", { construct }, offset);
      if (inQuery) return undefined;
      throw kit.tx.stop("DWM-PRC-040", { name: parts.join(".") }, offset);
    };
  }

  get tx(): Tx {
    return this.kit.tx;
  }

  get cursor(): Cursor {
    return this.kit.cursor;
  }

  get tokens(): readonly Token[] {
    return this.kit.cursor.tokens;
  }

  get mysql(): boolean {
    return this.tx.is("mysql");
  }

  note(
    code: IssueCode,
    parameters: Readonly<Record<string, string | number>>,
    offset?: number,
  ): void {
    this.kit.note(code, parameters, offset);
  }

  /** MySQL's variables win over columns; Teradata's do where a colon marks them. */
  declare(written: string, type: RoutineType, parameter: boolean): Declared {
    const keys = this.mysql
      ? ({ [written]: "wins" } as const)
      : ({ [written]: "yields", [`:${written}`]: "wins" } as const);
    return this.kit.variables.declare(written, keys, type, parameter);
  }

  /** Lets expressions know what a name stands for. */
  know(key: string, variable: string, type: TypeClass): void {
    const sql = databricksWriter.name(variable);
    this.tx.scope.variables.set(key, { sql, inQuery: sql, type, rule: "wins" });
  }

  /** Counts the rows of the last change where the routine asks for them. */
  countRows(): void {
    this.rowCount = this.kit.variables.free("dwm_row_count");
    this.outermost({ is: "variable", name: this.rowCount, type: "BIGINT" });
    for (const key of ["row_count()", "activity_count"]) this.know(key, this.rowCount, "int");
  }

  /** The variable that a name means as a target; a user variable of MySQL that is new holds what `type` says. */
  target(written: string, offset: number, type: TypeClass = "string"): Declared {
    const bare = written.replace(/^:/, "");
    const { variables } = this.tx.scope;
    const key = bare.toLowerCase();
    // What an inner block declared is gone behind it.
    const visible = variables.has(key) || variables.has(`:${key}`);
    const declared =
      (visible ? this.kit.variables.find(bare) : undefined) ??
      (written.startsWith("@") ? this.#userVariable(written, type, offset) : undefined);
    if (!declared) throw this.tx.stop("DWM-PRC-040", { name: written }, offset);
    this.assigned.add(declared.name.toLowerCase());
    return declared;
  }

  /** `@total` lives as long as the session in MySQL; here it lives as long as the routine runs. */
  #userVariable(written: string, type: TypeClass, offset: number): Declared {
    const sql = USER_TYPES[type] ?? "STRING";
    const what = `${written} is a variable of the session; here it is one of the routine, of type ${sql}`;
    this.note("DWM-PRC-007", { what }, offset);
    const typed: RoutineType = { sql, class: sql === "STRING" ? "string" : type };
    const declared = this.kit.variables.declare(
      written.slice(1),
      { [written]: "wins" },
      typed,
      false,
    );
    this.outermost({ is: "variable", name: declared.name, type: sql });
    return declared;
  }

  /** Declares something in the routine's outermost block. */
  outermost(declaration: Declaration): void {
    this.frames[0]?.needed.push(declaration);
  }

  /** Says whether a query had a row. */
  rowFlag(): string {
    if (this.#flag === undefined) {
      this.#flag = this.kit.variables.free("dwm_row_found");
      this.outermost({ is: "variable", name: this.#flag, type: "BOOLEAN" });
    }
    return this.#flag;
  }

  sql(variable: string): string {
    return databricksWriter.name(variable);
  }

  /** Reads in a block's scope: names that it hides mean the outer ones again behind it. */
  scoped<T>(read: () => T): T {
    const { variables } = this.tx.scope;
    const before = new Map(variables);
    const cursors = new Map(this.cursors);
    try {
      return read();
    } finally {
      variables.clear();
      for (const [key, variable] of before) variables.set(key, variable);
      this.cursors.clear();
      for (const [key, cursor] of cursors) this.cursors.set(key, cursor);
    }
  }

  /** Reads a head; where it cannot be translated that is noted, and the cursor goes on at `end`. */
  head<T>(end: number, read: () => T): T | undefined {
    const { tx } = this;
    const before = tx.cursor;
    const { scope } = tx;
    try {
      return read();
    } catch (error) {
      if (!(error instanceof Untranslatable)) throw error;
      tx.cursor = before;
      tx.scope = scope;
      tx.diagnostics.add(error.issue);
      tx.cursor.at = end;
      return undefined;
    }
  }
}

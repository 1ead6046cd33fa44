import type { Token } from "../../../sql/token.ts";
import { Cursor } from "../../cursor.ts";
import type { IssueCode } from "../../issueCodes.ts";
import type { Query } from "../../query/block/queryColumns.ts";
import { readQuery } from "../../query/block/select.ts";
import type { Tx } from "../../query/tx.ts";
import type { TypeClass } from "../../types/spec.ts";
import { databricksWriter } from "../../writer/databricksWriter.ts";
import { Gotos } from "../gotos.ts";
import type { RoutineKit, RoutineType } from "../kit.ts";
import type { Declaration, Statement, Variable } from "../model.ts";
import { targetVariable } from "./calls.ts";
import { type PlName, PlNames } from "./names.ts";

/** What a block that is being read knows of itself. */
export interface Frame {
  label: string | undefined;
  /** Its exception handlers catch what a query without rows raises. */
  catchesNoData: boolean;
  /** It has exception handlers. */
  handles?: boolean;
  /** Declarations that are found to be needed while its statements are read. */
  needed: Declaration[];
}

/** A handler that is being read: what names of the error are held in. */
export interface HandlerFrame {
  message: string | undefined;
  state: string | undefined;
}

export interface PlRoutine {
  /** In the target. */
  name: string;
  /** RETURN takes a value. */
  returnsValue: boolean;
  /** Its type. */
  returns?: RoutineType | undefined;
  /** A trigger's function: RETURN takes NEW, OLD or NULL. */
  returnsRow?: boolean;
  /** Redshift: the error that a handler was for goes on behind it, since the procedure is one transaction. */
  raisesAgain?: boolean;
  /** The function is read to become one expression: nothing is written that could not stand in one. */
  folding: boolean;
}

/** The state of one routine in PL/SQL (Oracle) or PL/pgSQL (Postgres, Redshift) while it is read. */
export class Pl {
  readonly kit: RoutineKit;
  readonly routine: PlRoutine;
  names = new PlNames();
  readonly frames: Frame[] = [];
  readonly handlers: HandlerFrame[] = [];
  /** Loops around, innermost last, by their labels. */
  readonly loops: (string | undefined)[] = [];
  /** SQL%ROWCOUNT, FOUND and the like are asked for somewhere: they are kept up to date. */
  rowCount: string | undefined;
  found: string | undefined;
  /** Types of the target's variables by their names in lower case. */
  readonly types = new Map<string, RoutineType>();
  /** What the routine's package, and what its own text asks for anywhere, has to be declared before its first block. */
  readonly packageFrame: Frame = { label: undefined, catchesNoData: false, needed: [] };
  /** In a function that is folded: the first assignment of each query that may have no row, and how many it makes. */
  readonly emptyable = new Map<Statement, { query: string; offset: number; sets: number }>();
  /** Variables of packages that it names, by their names in lower case: the session's. */
  readonly session: Map<string, Variable>;
  /** Statements that the routine begins with. */
  readonly atStart: Statement[] = [];
  readonly gotos: Gotos;
  /** Translated texts of statements by the variables that hold them, in lower case. */
  readonly texts = new Map<string, string>();
  /** Queries of RETURN QUERY. */
  readonly returned = new Set<string>();
  /** Statements that stand for RETURN NEXT, with the values of their row. */
  readonly returnedRows = new Map<Statement, { values: string; offset: number }>();
  /** The columns of the rows that RETURN NEXT returns: variables. */
  readonly rowVariables: string[] = [];
  #counter: string | undefined;
  #flag: string | undefined;

  constructor(kit: RoutineKit, routine: PlRoutine, session = new Map<string, Variable>()) {
    this.kit = kit;
    this.gotos = new Gotos(kit);
    this.routine = routine;
    this.session = session;
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

  get oracle(): boolean {
    return this.tx.is("oracle");
  }

  note(
    code: IssueCode,
    parameters: Readonly<Record<string, string | number>>,
    offset?: number,
  ): void {
    this.kit.note(code, parameters, offset);
  }

  /** Reads in the names of a block of its own; they are forgotten behind it. */
  scoped<T>(label: string | undefined, read: () => T): T {
    const outer = this.names;
    const { variables } = this.tx.scope;
    const before = new Map(variables);
    const types = new Map(this.types);
    this.names = new PlNames(outer, label);
    try {
      return read();
    } finally {
      this.names = outer;
      variables.clear();
      for (const [key, variable] of before) variables.set(key, variable);
      for (const [name, type] of types) this.types.set(name, type);
    }
  }

  /**
   * The target's name of what the block declares: its own, which hides that of the blocks around it, or another one where
   * the routine names what would be hidden with a label (`outer_block.total`).
   */
  localName(written: string): string {
    const { variables } = this.kit;
    const hides = this.names.parent?.find(written) !== undefined;
    return hides && this.#isNamedByLabel(written)
      ? variables.free(written)
      : variables.take(written);
  }

  #isNamedByLabel(written: string): boolean {
    const owners = new Set([this.routine.name.toUpperCase()]);
    for (const { label } of this.names.around()) if (label) owners.add(label.toUpperCase());
    const { tokens } = this;
    return tokens.some(
      (token, at) =>
        token.text === "." &&
        owners.has(tokens[at - 1]?.value.toUpperCase() ?? "") &&
        tokens[at + 1]?.value.toUpperCase() === written.toUpperCase(),
    );
  }

  /** Gives a name its meaning in the block that is read, and lets expressions know of it. */
  declare(written: string, meaning: PlName, ...alsoCalled: string[]): void {
    for (const name of [written, ...alsoCalled]) this.names.add(name, meaning);
    if (meaning.is === "variable") this.types.set(meaning.variable.toLowerCase(), meaning.type);
    if (meaning.is === "record")
      for (const { variable, type } of meaning.fields.values())
        this.types.set(variable.toLowerCase(), type);
    for (const name of [written, ...alsoCalled]) {
      switch (meaning.is) {
        case "variable":
          this.#know(name, databricksWriter.name(meaning.variable), meaning.type.class);
          break;
        case "constant":
          this.#know(name, meaning.sql, meaning.type.class);
          break;
        case "record":
          for (const field of meaning.fields.values())
            this.#know(
              `${name}.${field.name}`,
              databricksWriter.name(field.variable),
              field.type.class,
            );
          break;
        case "refused":
          this.tx.scope.variables.set(name.toLowerCase(), {
            sql: name,
            inQuery: name,
            type: "unknown",
            rule: "yields",
            refused: meaning.what,
          });
          break;
        case "row":
          for (const [column, type] of meaning.columns ?? [])
            this.#know(`${name}.${column}`, this.rowColumn(meaning.variable, column), type);
          break;
      }
    }
  }

  #know(name: string, sql: string, type: TypeClass): void {
    this.tx.scope.variables.set(name.toLowerCase(), { sql, inQuery: sql, type, rule: "yields" });
  }

  rowColumn(variable: string, column: string): string {
    return `${databricksWriter.name(variable)}.${databricksWriter.name(column)}`;
  }

  /** A variable that the routine's outermost block declares before all others. */
  helperAtStart(wanted: string, type: RoutineType, initial?: string): string {
    const name = this.kit.variables.free(wanted);
    this.packageFrame.needed.push({
      is: "variable",
      name,
      type: type.sql,
      ...(initial === undefined ? {} : { initial }),
    });
    return name;
  }

  /** Declares something in the routine's outermost block. */
  outermost(declaration: Declaration): void {
    this.frames[0]?.needed.push(declaration);
  }

  /** Counts the rows of the last statement where only FOUND is asked for. */
  counter(): string {
    this.#counter ??= this.#outerHelper("dwm_row_count", BIGINT);
    return this.#counter;
  }

  /** Says whether a query had a row. */
  rowFlag(): string {
    this.#flag ??= this.#outerHelper("dwm_row_found", BOOLEAN);
    return this.#flag;
  }

  #outerHelper(wanted: string, type: RoutineType): string {
    const name = this.kit.variables.free(wanted);
    this.outermost({ is: "variable", name, type: type.sql });
    return name;
  }

  /** The variable that holds the message of the error that is handled. */
  errorMessage(offset: number): string {
    const frame = this.#handler("the message of an error", offset);
    frame.message ??= this.kit.variables.free("dwm_error_message");
    return frame.message;
  }

  errorState(offset: number): string {
    const frame = this.#handler("the state of an error", offset);
    frame.state ??= this.kit.variables.free("dwm_error_state");
    return frame.state;
  }

  #handler(what: string, offset: number): HandlerFrame {
    const frame = this.handlers.at(-1);
    if (!frame)
      throw this.tx.stop("DWM-PRC-002", { construct: `${what} outside of a handler` }, offset);
    return frame;
  }

  variableSql(variable: string): string {
    return databricksWriter.name(variable);
  }

  targetOf(parts: readonly string[], offset: number): string {
    return targetVariable(this, parts, offset);
  }

  /** The type of a variable of the target. */
  typeOf(variable: string): RoutineType {
    return this.types.get(variable.toLowerCase()) ?? STRING;
  }

  /** A query made of tokens that do not stand side by side. */
  queryOf(tokens: readonly Token[]): Query {
    const { tx } = this;
    const part = new Cursor(tx.cursor.text, tx.dialect, tokens);
    return tx.inside(part, () => {
      const query = tx.nested(() => readQuery(tx));
      if (!part.done) throw tx.unreadable("not expected here");
      return query;
    });
  }

  /** Steps over the semicolon that ends a statement; it must be there. */
  endStatement(): void {
    this.tx.expectSymbol(";");
  }
}

/** Types that helpers have. */
export const BOOLEAN: RoutineType = { sql: "BOOLEAN", class: "bool" };
export const BIGINT: RoutineType = { sql: "BIGINT", class: "int" };
/** Of counters of loops: arrays take such places. */
export const INT: RoutineType = { sql: "INT", class: "int" };
export const STRING: RoutineType = { sql: "STRING", class: "string" };

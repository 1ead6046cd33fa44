import type { TypeClass } from "../types/spec.ts";

/**
 * A routine between its reader and its writer: the dialect's readers make it, `writeRoutine.ts` writes it. Every text in
 * it is the target's SQL already (expressions, queries, types, names as they are to be written); only the control flow
 * around it is a tree.
 *
 * How a dialect's reader is written: open the CREATE statement with `openRoutine` (kit.ts), read the head (name,
 * parameters: `kit.declare` each one), then the body statement by statement. A reader never writes SQL by itself: it asks
 * `kit.expression()`, `kit.query(…)`, `kit.embedded(…)` and `kit.type()`, which go through the query path with the
 * routine's variables in scope. Each statement is read inside of `kit.attempt(end, read)`: what cannot be translated
 * becomes an issue at its place and an `unsupported` statement, and reading goes on behind it. A construct without
 * counterpart is `kit.note("DWM-PRC-…")`, at its token. `DECLARE` may stand anywhere in a list of statements: the writer
 * moves it to the head of its block. Blocks are scopes: a dialect whose BEGIN … END is none (T-SQL) puts the statements
 * into the list around it.
 */

export type ParameterMode = "IN" | "OUT" | "INOUT";

export interface Parameter {
  /** The name, not quoted. */
  name: string;
  mode: ParameterMode;
  type: string;
  /** Default expression. */
  initial?: string;
}

interface RoutineHead {
  /** Bare name in the target schema, not quoted. */
  name: string;
  parameters: Parameter[];
  comment?: string;
}

export interface Procedure extends RoutineHead {
  is: "procedure";
  /** Runs with its owner's rights. */
  definer?: boolean;
  /** Variables of the session that it names: each session declares them before it calls. */
  session?: Variable[];
  body: Block;
}

/** A scalar function: Databricks takes one expression (a query in brackets is one) and no statements. */
export interface ScalarFunction extends RoutineHead {
  is: "function";
  /** Undefined: the expression's type. */
  returns?: string;
  expression: string;
  deterministic?: boolean;
}

export interface TableFunction extends RoutineHead {
  is: "tableFunction";
  /** Undefined: the query's own columns. */
  columns?: { name: string; type: string }[];
  query: string;
}

/** A scalar function in Python: `code` is its body, which returns the value. */
export interface PythonFunction extends RoutineHead {
  is: "python";
  returns: string;
  code: string;
  /** Packages that it imports beside Python's own. */
  packages: string[];
}

export type Routine = Procedure | ScalarFunction | TableFunction | PythonFunction;

export interface Variable {
  is: "variable";
  name: string;
  /** Undefined: the type of `initial`. */
  type?: string;
  initial?: string;
  /** `initial` is of the variable's very type. */
  same?: boolean;
}

/** A condition with a name, for SIGNAL and handlers. */
export interface Condition {
  is: "condition";
  name: string;
  sqlstate?: string;
}

export interface CursorDeclaration {
  is: "cursor";
  name: string;
  query: string;
}

export type Declaration = Variable | Condition | CursorDeclaration;

export interface Handler {
  action: "EXIT" | "CONTINUE";
  /** SQLEXCEPTION, NOT FOUND, SQLSTATE '…', the name of a condition or of an error class. */
  conditions: string[];
  body: Statement[];
}

export interface Block {
  is: "block";
  /** All of its statements take place or none (BEGIN ATOMIC). */
  atomic?: boolean;
  label?: string;
  declarations: Declaration[];
  handlers: Handler[];
  body: Statement[];
}

export interface Branch {
  condition: string;
  body: Statement[];
}

interface Loop {
  label?: string;
  body: Statement[];
}

/** A statement, with the source's comments about it. */
export type Statement = StatementKind & { comments?: readonly string[] };

type StatementKind =
  | Block
  /** A declaration in the midst of statements: moved to the block's head, its value set here. */
  | { is: "declare"; declaration: Declaration }
  /**
   * SET a = value. Several targets take a query's columns: `value` is then the query without brackets. `class` is the
   * value's, where it is known.
   */
  | { is: "set"; targets: string[]; value: string; class?: TypeClass }
  | { is: "if"; branches: Branch[]; otherwise?: Statement[] }
  | { is: "case"; subject?: string; branches: Branch[]; otherwise?: Statement[] }
  | ({ is: "while"; condition: string } & Loop)
  | ({ is: "loop" } & Loop)
  | ({ is: "repeat"; until: string } & Loop)
  /** FOR row AS query DO …; columns are `row.column`. */
  | ({ is: "forQuery"; variable: string; query: string } & Loop)
  /** A counter from one whole number to another; written as a WHILE loop. Both ends are read once. */
  | ({
      is: "forRange";
      variable: string;
      type: string;
      from: string;
      to: string;
      reverse: boolean;
      /** A whole number over 0; 1 when absent. */
      step?: string;
    } & Loop)
  /** `using`: values of the markers in the cursor's query. */
  | { is: "open"; cursor: string; using?: readonly string[] }
  | { is: "fetch"; cursor: string; into: string[] }
  | { is: "close"; cursor: string }
  /** Without a label: the innermost loop. */
  | { is: "leave"; label?: string }
  | { is: "iterate"; label?: string }
  /** Ends the routine. A value: of a function that is to be folded into one expression; procedures have none. */
  | { is: "return"; value?: string }
  | { is: "call"; procedure: string; args: { name?: string; value: string }[] }
  /** `message` is an expression; a text literal is written as it is. */
  | { is: "signal"; condition?: string; sqlstate?: string; message?: Message }
  | { is: "resignal" }
  /** `text` is an expression; `INTO` and `USING` of EXECUTE IMMEDIATE. */
  | { is: "execute"; text: string; into: string[]; using: { name?: string; value: string }[] }
  /** First statement of a handler: what happened, into variables. */
  | { is: "diagnostics"; items: { variable: string; item: DiagnosticsItem }[] }
  | { is: "sql"; sql: string }
  | { is: "comment"; text: string }
  /** What could not be translated: the source as written, kept as a comment. Its issue has been noted. */
  | { is: "unsupported"; source: string; reason: string };

export type DiagnosticsItem =
  | "MESSAGE_TEXT"
  | "RETURNED_SQLSTATE"
  | "MESSAGE_ARGUMENTS"
  | "CONDITION_IDENTIFIER"
  | "LINE_NUMBER";

export interface Message {
  sql: string;
  /** True when `sql` is a text literal. */
  literal: boolean;
}

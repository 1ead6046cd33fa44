import type { SourceType } from "../../../protocol/dialect.ts";
import { aggregateKey } from "../../inventory/textAggregates.ts";
import type { Cursor } from "../cursor.ts";
import type { Diagnostics, Untranslatable } from "../diagnostics.ts";
import { type IssueCode, makeIssue } from "../issueCodes.ts";
import type { TypeClass } from "../types/spec.ts";
import type { TargetColumn, TargetDialect, TranslateContext } from "../types.ts";
import { type SqlWriter, writerFor } from "../writer/sqlWriter.ts";
import type { Expr } from "./expr.ts";
import type { FunctionRule } from "./functions/dsl.ts";
import { functionRule, textsJoinedBy } from "./functions/rules.ts";
import { Scope } from "./scope.ts";

/** The state of one statement's translation: where it reads, what names mean, where issues go. */
export class Tx {
  cursor: Cursor;
  readonly context: TranslateContext;
  readonly diagnostics: Diagnostics;
  /** How the target writes names and texts. */
  readonly out: SqlWriter;
  scope: Scope;
  /** Expressions without a FROM (defaults, checks): column references are the table's own. */
  ownColumns: ReadonlyMap<string, TypeClass> | undefined;
  /** In a routine: what a name with brackets behind it means that is no function; the cursor stands at the bracket. */
  resolveCall: ((parts: readonly string[], offset: number) => Expr | undefined) | undefined;
  /** In a statement of a routine: takes a call of a function that became a procedure, and answers what holds its result. */
  callProcedure:
    | ((call: { procedure: string; args: string[]; result: TargetColumn }) => string | undefined)
    | undefined;
  /**
   * In a routine: what a name means that is no variable of the scope and no column that is known. Undefined where it may be a
   * column; throws where it is nothing, or nothing that the target has.
   */
  resolveName:
    | ((parts: readonly string[], offset: number, inQuery: boolean) => Expr | undefined)
    | undefined;
  /** True inside of a common table expression that reads itself. */
  recursive = false;
  /** Set when it has been said that texts are compared by their bytes: once is enough. */
  textsNoted = false;
  /** Texts of many rows with the same text before each: what they are with that text between them, and its length. */
  readonly separated = new Map<string, { length: number; sql: string }>();
  #numbers = 0;

  constructor(cursor: Cursor, context: TranslateContext, diagnostics: Diagnostics) {
    this.cursor = cursor;
    this.context = context;
    this.diagnostics = diagnostics;
    this.out = writerFor(context.target);
    this.scope = new Scope();
  }

  /** A number that no one else of the statement has. */
  nextNumber(): number {
    return ++this.#numbers;
  }

  get dialect(): SourceType {
    return this.context.sourceType;
  }

  get target(): TargetDialect {
    return this.context.target;
  }

  /**
   * How the source's function is written in the target; undefined: no rule. It is asked for here, not where calls are read:
   * the rules' tables are made when their modules load, and what they are made of reads calls.
   */
  rule(name: string): FunctionRule | undefined {
    return functionRule(this.target, this.dialect, name) ?? this.aggregate(name);
  }

  /** An aggregate of the inventory that joins texts. */
  aggregate(name: string): FunctionRule | undefined {
    const { userTypes } = this.context;
    const key = aggregateKey(name);
    const separator = userTypes && Object.hasOwn(userTypes, key) ? userTypes[key] : undefined;
    return separator === undefined ? undefined : textsJoinedBy(this.target, separator);
  }

  /** True when the source is one of the dialects. */
  is(...dialects: SourceType[]): boolean {
    return dialects.includes(this.dialect);
  }

  /** Runs `read` on another stretch of the statement's tokens, then comes back. */
  inside<T>(cursor: Cursor, read: () => T): T {
    const before = this.cursor;
    this.cursor = cursor;
    try {
      return read();
    } finally {
      this.cursor = before;
    }
  }

  /** Runs `read` in a query block of its own. */
  nested<T>(read: (scope: Scope) => T): T {
    const before = this.scope;
    this.scope = new Scope(before);
    try {
      return read(this.scope);
    } finally {
      this.scope = before;
    }
  }

  /** The error that ends the translation here: the current token cannot be read. */
  unreadable(reason: string): Untranslatable {
    const { cursor } = this;
    return this.stop("DWM-QRY-001", { near: cursor.near(), reason });
  }

  stop(
    code: IssueCode,
    parameters: Readonly<Record<string, string | number>>,
    offset: number = this.cursor.offset,
  ): Untranslatable {
    return this.diagnostics.stop(code, offset, parameters);
  }

  /** A construct that has no counterpart. */
  unsupported(construct: string, offset: number = this.cursor.offset): Untranslatable {
    return this.stop("DWM-QRY-002", { construct }, offset);
  }

  note(
    code: IssueCode,
    parameters: Readonly<Record<string, string | number>>,
    offset: number = this.cursor.offset,
  ): void {
    this.diagnostics.report(code, offset, parameters);
  }

  /** Notes what is told once an object, with the first place that it is met at: by a code that says nothing else. */
  noteOnce(
    code: IssueCode,
    parameters: Readonly<Record<string, string | number>>,
    offset: number,
  ): void {
    const told = this.diagnostics.issues.some((issue) => issue.code === code);
    if (!told) this.note(code, parameters, offset);
  }

  /** Says once an object what differs rarely, or in what hardly anybody looks at. */
  noteSmall(what: string, offset: number = this.cursor.offset): void {
    this.sayOnce("DWM-QRY-015", what, offset);
  }

  /** Says something once an object by a code that says other things, too. */
  sayOnce(given: "DWM-QRY-006" | "DWM-QRY-015", what: string, offset: number): void {
    const issue = makeIssue(given, this.diagnostics.position(offset), { what });
    const { issues } = this.diagnostics;
    if (!issues.some(({ code, message }) => code === issue.code && message === issue.message))
      issues.push(issue);
  }

  expect(...words: string[]): void {
    if (!this.cursor.accept(...words)) throw this.unreadable(`${words.join(" ")} expected`);
  }

  expectSymbol(symbol: string): void {
    if (!this.cursor.acceptSymbol(symbol)) throw this.unreadable(`${symbol} expected`);
  }

  /** An identifier that must come next. */
  expectIdentifier(what: string): string {
    const name = this.cursor.identifier();
    if (name === undefined) throw this.unreadable(`${what} expected`);
    return name;
  }
}

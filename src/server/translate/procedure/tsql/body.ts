import type { Token } from "../../../sql/token.ts";
import { keepComments } from "../comments.ts";
import { Gotos } from "../gotos.ts";
import type { RoutineKit, RoutineType } from "../kit.ts";
import type { Branch, Declaration, Handler, Statement, Variable } from "../model.ts";
import { StatementTexts } from "../statementTexts.ts";
import { Transactions } from "../transaction.ts";
import { readAssignment, readSelectAssignment, startsSelectAssignment } from "./assign.ts";
import { readBatch, startsBatch } from "./batches.ts";
import { conditionEnd, isLabel, statementEnd } from "./boundary.ts";
import { endOfCursor, readCursorStatement } from "./cursor.ts";
import { readDeclare } from "./declare.ts";
import { readCatch, readRaiserror, readThrow } from "./errors.ts";
import { readExec } from "./execute.ts";
import { keepIdentity } from "./identity.ts";
import { readInsertExec } from "./insertExec.ts";
import { forgetRowCount, withRowCount } from "./rowCount.ts";
import { readPrint, readReturn, readSet, readWaitfor } from "./small.ts";
import {
  readDrop,
  readSelectInto,
  readTableDefinition,
  readTruncate,
  startsSelectInto,
} from "./temporary.ts";
import { textRuns } from "./textRuns.ts";
import { readIfError, readIfTemporary, readLabel } from "./unreached.ts";

/** What a routine's statements need of each other. */
export class TsqlBody {
  readonly kit: RoutineKit;
  /** What belongs to the routine's outermost block, wherever it stands: T-SQL's variables live to the batch's end. */
  readonly declarations: Declaration[] = [];
  readonly handlers: Handler[] = [];
  readonly transactions: Transactions;
  readonly gotos: Gotos;
  readonly texts: StatementTexts;
  /** Variables that the text of a variable (lower case) gives values to, in order. */
  readonly outputs = new Map<string, string[]>();
  /** How deep the statement stands in TRY and in CATCH. */
  tries = 0;
  handling = 0;
  /** How deep it stands in WHILE. */
  loops = 0;
  /** The type of the function's value; undefined in what returns none. */
  readonly result: RoutineType | undefined;
  /** SET ROWCOUNT n: rows that each query gives at most. */
  rowCount: string | undefined;
  /** Set while nothing but declarations was read. */
  leading = true;
  /** The statement before, in the list that is being read. */
  last: Statement | undefined;
  /** Tokens of statements that were left out whole, as they only asked for the transaction. */
  readonly skipped: { start: number; end: number }[] = [];
  /** Tokens of statements that are never reached. */
  readonly dead: { start: number; end: number }[] = [];

  constructor(kit: RoutineKit, result?: RoutineType) {
    this.kit = kit;
    this.result = result;
    this.gotos = new Gotos(kit);
    this.transactions = new Transactions(kit, (statement) => this.gotos.jumps(statement));
    this.texts = new StatementTexts(kit, textRuns(this));
  }

  /** Reads statements up to END, ELSE or the end. */
  list(): Statement[] {
    const { cursor } = this.kit;
    const statements: Statement[] = [];
    for (;;) {
      while (cursor.acceptSymbol(";"));
      this.last = statements.at(-1);
      if (cursor.done || cursor.isWords("END") || cursor.isWords("ELSE")) break;
      const before = cursor.at;
      const read = withRowCount(this, this.statement());
      if (read.some(({ is }) => is !== "declare")) this.leading = false;
      keepComments(cursor, before, statements, read);
      statements.push(...read);
      if (cursor.at === before) cursor.next();
    }
    return this.transactions.inBlocks(statements);
  }

  /** Reads all that is left; an END or ELSE too much is noted. */
  all(): Statement[] {
    const { cursor } = this.kit;
    const statements = this.list();
    while (!cursor.done) {
      this.kit.note("DWM-PRC-003", { near: cursor.near() });
      cursor.next();
      statements.push(...this.list());
    }
    return statements;
  }

  statement(): Statement[] {
    const { cursor } = this.kit;
    const token = cursor.peek();
    if (!token) return [];
    if (isLabel(cursor.tokens, cursor.at)) return readLabel(this, token);
    switch (token.kind === "word" ? token.value : "") {
      case "BEGIN":
        return this.#begin();
      case "IF":
        return this.#if();
      case "WHILE":
        return this.#while();
      default:
        return this.#simple(token);
    }
  }

  /** A variable of the routine: declared at the head of its outermost block, and set here where that is later. */
  declare(variable: Variable, here: boolean): Statement[] {
    if (here) return [{ is: "declare", declaration: variable }];
    const { initial, ...bare } = variable;
    this.declarations.push(bare);
    if (initial === undefined) return [];
    return [{ is: "set", targets: [variable.name], value: initial }];
  }

  #simple(token: Token): Statement[] {
    const { kit } = this;
    const { cursor } = kit;
    const end = statementEnd(cursor);
    return kit.attempt(end, () => {
      const read = this.#readSimple(token, end);
      if (cursor.at !== end) throw kit.tx.unreadable("not expected here");
      return read;
    });
  }

  #readSimple(token: Token, end: number): Statement[] {
    const { kit } = this;
    const { cursor } = kit;
    switch (token.kind === "word" ? token.value : "") {
      case "DECLARE":
        return readDeclare(this, end);
      case "SET":
        return cursor.peek(1)?.text.startsWith("@")
          ? readAssignment(this, end)
          : readSet(this, end);
      case "SELECT":
        if (startsSelectAssignment(cursor)) return readSelectAssignment(this, end);
        if (startsSelectInto(cursor, end)) return readSelectInto(this, end);
        return this.#query(end);
      case "WITH":
        if (startsSelectInto(cursor, end)) return readSelectInto(this, end);
        return this.#query(end);
      case "RETURN":
        return readReturn(this, end);
      case "BREAK":
        cursor.next();
        return [{ is: "leave" }];
      case "CONTINUE":
        cursor.next();
        return [{ is: "iterate" }];
      case "EXEC":
      case "EXECUTE":
        return readExec(this, end);
      case "PRINT":
        return readPrint(this, end);
      case "RAISERROR":
        return readRaiserror(this, end);
      case "THROW":
        return readThrow(this, end);
      case "OPEN":
      case "FETCH":
      case "CLOSE":
      case "DEALLOCATE":
        return readCursorStatement(this, end);
      case "COMMIT":
      case "ROLLBACK":
      case "SAVE":
        return this.transactions.read(end, this.handling > 0);
      case "CREATE":
        return readTableDefinition(this, end);
      case "DROP":
        return readDrop(this, end);
      case "TRUNCATE":
        return readTruncate(this, end);
      case "DELETE":
        if (this.loops > 0 && startsBatch(cursor)) return readBatch(this, end);
        return this.#change(token, end);
      case "INSERT":
      case "UPDATE":
      case "MERGE":
        return this.#change(token, end);
      case "WAITFOR":
        return readWaitfor(this, end);
      case "GOTO": {
        const { offset } = cursor;
        const source = cursor.textBetween(cursor.at, end);
        const label = cursor.peek(1)?.text ?? "";
        cursor.at = end;
        return this.gotos.jump(label, source, offset);
      }
      case "USE":
        throw kit.tx.stop("DWM-PRC-002", { construct: cursor.textBetween(cursor.at, end) });
      default:
        throw kit.tx.stop("DWM-PRC-003", { near: cursor.near() });
    }
  }

  #change(token: Token, end: number): Statement[] {
    const { kit } = this;
    if (this.rowCount !== undefined)
      throw kit.tx.stop("DWM-PRC-002", { construct: `${token.value} under SET ROWCOUNT` });
    const identity = keepIdentity(this);
    return [...(readInsertExec(this, end) ?? kit.embeddedTo(end)), ...identity()];
  }

  /** A query whose rows are the procedure's result. */
  #query(end: number): Statement[] {
    const { kit, rowCount } = this;
    if (rowCount === undefined) return kit.embeddedTo(end);
    const offset = kit.cursor.offset;
    const { sql } = kit.queryTo(end);
    if (/\bLIMIT \S+$/.test(sql))
      throw kit.tx.stop("DWM-PRC-002", { construct: "TOP under SET ROWCOUNT" }, offset);
    return [{ is: "sql", sql: `${sql} LIMIT ${rowCount}` }];
  }

  #begin(): Statement[] {
    const { kit } = this;
    const { cursor } = kit;
    const next = cursor.peek(1)?.value ?? "";
    if (next === "TRY") return this.#try();
    if (/^(TRAN|TRANSACTION|DISTRIBUTED)$/.test(next)) {
      const end = statementEnd(cursor);
      return kit.attempt(end, () => this.transactions.read(end, this.handling > 0));
    }
    cursor.next();
    const statements = this.list();
    this.#end();
    return statements;
  }

  #end(...words: string[]): void {
    const { kit } = this;
    if (kit.cursor.accept("END", ...words)) return;
    if (kit.cursor.isWords("END")) kit.cursor.next();
    const reason = `${["END", ...words].join(" ")} expected`;
    kit.note("DWM-PRC-004", { near: kit.cursor.near(), reason });
  }

  #try(): Statement[] {
    const { kit } = this;
    const { cursor } = kit;
    cursor.at += 2;
    this.leading = false;
    this.tries++;
    const body = this.list();
    this.tries--;
    this.#end("TRY");
    cursor.acceptSymbol(";");
    const offset = cursor.offset;
    if (!cursor.accept("BEGIN", "CATCH")) {
      kit.note("DWM-PRC-004", { near: cursor.near(), reason: "BEGIN CATCH expected" }, offset);
      return body;
    }
    this.handling++;
    const handler = readCatch(this, () => this.list());
    this.handling--;
    this.#end("CATCH");
    return [
      {
        is: "block",
        declarations: [],
        handlers: [
          { action: "EXIT", conditions: ["SQLEXCEPTION"], body: handler },
          ...endOfCursor(body),
        ],
        body,
      },
    ];
  }

  #if(): Statement[] {
    const { kit } = this;
    const { cursor } = kit;
    const start = cursor.at;
    const branches: Branch[] = [];
    let otherwise: Statement[] | undefined;
    let failed: string | undefined;
    const dropped = readIfTemporary(this) ?? readIfError(this);
    if (dropped) return dropped;
    do {
      cursor.accept("IF");
      const condition = this.#condition();
      if (condition.failed !== undefined) failed ??= condition.failed;
      branches.push({ condition: condition.sql, body: this.one() });
      while (cursor.isSymbol(";") && cursor.peek(1)?.value === "ELSE") cursor.next();
      if (!cursor.isWords("ELSE")) break;
      cursor.next();
      if (cursor.isWords("IF")) continue;
      otherwise = this.one();
      break;
    } while (cursor.isWords("IF"));
    if (failed !== undefined)
      return [{ is: "unsupported", source: cursor.textBetween(start, cursor.at), reason: failed }];
    // IF @@TRANCOUNT > 0 COMMIT: what stands in it is no statement here.
    const [only, ...others] = branches;
    if (only && others.length === 0 && !otherwise && this.transactions.only(only.body)) {
      this.skipped.push({ start, end: cursor.at });
      return only.body;
    }
    return [{ is: "if", branches, ...(otherwise ? { otherwise } : {}) }];
  }

  #while(): Statement[] {
    const { kit } = this;
    const { cursor } = kit;
    const start = cursor.at;
    this.leading = false;
    cursor.next();
    const condition = this.#condition();
    this.loops++;
    const body = this.one();
    this.loops--;
    if (condition.failed !== undefined) {
      const source = cursor.textBetween(start, cursor.at);
      return [{ is: "unsupported", source, reason: condition.failed }];
    }
    return [{ is: "while", condition: condition.sql, body }];
  }

  /** The condition at the cursor; one that cannot be translated takes its statement with it. */
  #condition(): { sql: string; failed?: string } {
    const { kit } = this;
    this.leading = false;
    let sql = "";
    const [failed] = kit.attempt(conditionEnd(kit.cursor), () => {
      sql = kit.expressionTo(conditionEnd(kit.cursor)).sql;
      return [];
    });
    forgetRowCount(this);
    return failed?.is === "unsupported" ? { sql, failed: failed.reason } : { sql };
  }

  /** The one statement that IF, ELSE or WHILE is about: BEGIN … END makes one of several. */
  one(): Statement[] {
    const { kit } = this;
    while (kit.cursor.acceptSymbol(";"));
    if (kit.cursor.done) {
      kit.note("DWM-PRC-004", { near: kit.cursor.near(), reason: "a statement expected" });
      return [];
    }
    return this.statement();
  }
}

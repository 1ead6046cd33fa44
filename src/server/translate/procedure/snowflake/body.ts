import { isSymbol } from "../../../sql/token.ts";
import type { HandlerNames } from "../conditions.ts";
import { readHandler } from "../conditions.ts";
import type { RoutineKit } from "../kit.ts";
import type { Block, Declaration, Handler, Parameter, Statement } from "../model.ts";
import { ScriptBody } from "../script/body.ts";
import { RowCount } from "../script/rowCount.ts";
import { StatementTexts } from "../statementTexts.ts";
import { Transactions } from "../transaction.ts";
import { copyAssigned, readAssigned, readLet, readVariable } from "./assign.ts";
import { readExecuteImmediate } from "./execute.ts";
import { readForLoop } from "./loops.ts";
import { RowSources } from "./rowSources.ts";
import { readCallStatement, readOther, readRaise, readReturn } from "./statements.ts";
import { textRuns } from "./textRuns.ts";

/** What EXCEPTION can ask about its error. */
const HANDLER_NAMES: HandlerNames = {
  asked: {
    sqlerrm: { item: "MESSAGE_TEXT", type: "STRING", class: "string" },
    ":sqlerrm": { item: "MESSAGE_TEXT", type: "STRING", class: "string" },
    sqlstate: { item: "RETURNED_SQLSTATE", type: "STRING", class: "string" },
    ":sqlstate": { item: "RETURNED_SQLSTATE", type: "STRING", class: "string" },
  },
  constant: Object.fromEntries(
    ["sqlcode", ":sqlcode"].map((key) => [
      key,
      {
        sql: "-1",
        class: "int" as const,
        what: "SQLCODE is always -1 here: conditions have a name and a SQLSTATE, no number",
      },
    ]),
  ),
};

/** Reads the statements of Snowflake Scripting. */
export class SnowflakeBody extends ScriptBody {
  /** What RETURN does: gives a row to the caller, or is a function's value. */
  readonly result: "rows" | "value";
  readonly sources: RowSources;
  readonly transactions: Transactions;
  readonly texts: StatementTexts;
  /** Messages of the exceptions that are declared, by lower-case name. */
  readonly exceptions = new Map<string, string>();
  readonly #rowCount: RowCount;
  #handling = 0;
  protected override readonly loopWords = ["DO", "LOOP"];
  protected override readonly leaveWords = ["BREAK", "EXIT"];
  protected override readonly iterateWords = ["CONTINUE", "ITERATE"];

  constructor(kit: RoutineKit, result: "rows" | "value") {
    super(kit);
    this.result = result;
    this.sources = new RowSources(kit);
    this.transactions = new Transactions(kit);
    this.texts = new StatementTexts(kit, textRuns(kit));
    const names: Record<string, (count: string) => string> = {};
    for (const mark of ["", ":"]) {
      names[`${mark}sqlrowcount`] = (count) => count;
      names[`${mark}sqlfound`] = (count) => `(${count} > 0)`;
      names[`${mark}sqlnotfound`] = (count) => `(${count} = 0)`;
    }
    this.#rowCount = new RowCount(kit, names);
  }

  /** Reads the whole body; anything behind its END is noted. */
  script(parameters: readonly Parameter[]): Block {
    const { cursor } = this.kit;
    const own = [...this.#rowCount.declarations, ...copyAssigned(this.kit, parameters)];
    const [first, ...rest] = this.block();
    const others = this.list();
    this.transactions.close();
    if (first?.is === "block" && rest.length === 0 && others.length === 0)
      return { ...first, declarations: [...own, ...first.declarations] };
    if (!cursor.done) this.kit.note("DWM-PRC-003", { near: cursor.near() });
    const body = [...(first ? [first] : []), ...rest, ...others];
    return { is: "block", declarations: own, handlers: [], body };
  }

  override list(...ends: string[]): Statement[] {
    return this.transactions.inBlocks(super.list(...ends));
  }

  protected override block(): Statement[] {
    const { kit } = this;
    const { cursor } = kit;
    const declarations: Declaration[] = [];
    const first: Statement[] = [];
    if (cursor.accept("DECLARE"))
      while (!cursor.done && !cursor.isWords("BEGIN")) {
        const end = this.simpleEnd();
        for (const made of kit.attempt(end, () => readVariable(this, end)))
          if (made.is === "declare") declarations.push(made.declaration);
          else first.push(made);
        while (cursor.acceptSymbol(";"));
      }
    this.close("BEGIN");
    const body = this.list("END", "EXCEPTION");
    const handlers = cursor.accept("EXCEPTION") ? this.#handlers() : [];
    this.close("END");
    return [{ is: "block", declarations, handlers, body: [...first, ...body] }];
  }

  #handlers(): Handler[] {
    const { kit } = this;
    const { cursor } = kit;
    const handlers: Handler[] = [];
    while (cursor.accept("WHEN")) {
      const offset = cursor.offset;
      const conditions: string[] = [];
      do {
        const name = cursor.identifier() ?? "";
        const known = this.exceptions.has(name.toLowerCase());
        conditions.push(known ? kit.tx.out.name(name) : "SQLEXCEPTION");
        if (known || /^OTHER$/i.test(name)) continue;
        const what = `WHEN ${name} catches every error here, not only those of that kind`;
        kit.note("DWM-PRC-007", { what }, offset);
      } while (cursor.accept("OR"));
      const goesOn = cursor.accept("CONTINUE");
      if (!goesOn) cursor.accept("EXIT");
      this.close("THEN");
      this.#handling++;
      const body = readHandler(kit, HANDLER_NAMES, () => this.list("WHEN", "END"));
      this.#handling--;
      handlers.push({
        action: goesOn ? "CONTINUE" : "EXIT",
        conditions: [...new Set(conditions)],
        body,
      });
    }
    return onlyOnce(handlers);
  }

  protected override forLoop(): Statement[] {
    return readForLoop(this);
  }

  /** The list of a loop, which belongs to this class's readers. */
  loopBody(): Statement[] {
    if (!this.loopWords.some((word) => this.kit.cursor.accept(word))) this.close("DO");
    return this.list("END");
  }

  /** Reads END FOR or END LOOP and the label behind it. */
  loopEnd(word: string): { label?: string } {
    this.kit.cursor.accept("END");
    if (!this.kit.cursor.accept(word) && !this.kit.cursor.accept("LOOP")) this.close(word);
    return this.endLabel();
  }

  /** Index of the first of the words outside of brackets. */
  upToWord(...words: string[]): number {
    return this.wordEnd(...words);
  }

  protected override simple(end: number): Statement[] {
    const { kit } = this;
    const { cursor } = kit;
    const token = cursor.peek();
    if (isSymbol(cursor.peek(1), ":=")) return readAssigned(this, end);
    switch (token?.kind === "word" ? token.value : "") {
      case "LET":
        return readLet(this, end);
      case "RETURN":
        return readReturn(this, end);
      case "RAISE":
        return readRaise(this, end);
      case "EXECUTE":
        if (cursor.isWords("EXECUTE", "IMMEDIATE"))
          return this.#rowCount.after(readExecuteImmediate(this, end));
        break;
      case "CALL":
        return readCallStatement(this, end);
      case "OPEN":
      case "FETCH":
      case "CLOSE":
        return this.sources.readStatement(this, end);
      case "NULL":
        if (cursor.at + 1 === end) {
          cursor.next();
          return [];
        }
        break;
      case "BEGIN":
      case "START":
      case "COMMIT":
      case "ROLLBACK":
        return this.transactions.read(end, this.#handling > 0);
      case "AWAIT":
      case "ASYNC":
      case "CANCEL":
        throw kit.tx.stop("DWM-PRC-002", { construct: cursor.textBetween(cursor.at, end) });
      default:
        break;
    }
    const written = cursor.textBetween(cursor.at, end);
    if (/^(CALL )?SYSTEM\$(LOG|LOG_\w+|WAIT|SET_SPAN_ATTRIBUTES|ADD_EVENT)\(/i.test(written)) {
      const clause = written.replace(/\s+/g, " ");
      const why = "it waits, or writes to the source's event table";
      kit.note("DWM-PRC-006", { clause: clause.slice(0, 100), why });
      cursor.at = end;
      return [];
    }
    return this.#rowCount.after(readOther(this, end));
  }
}

/** A condition can have one handler in a block: further ones for it are never reached. */
function onlyOnce(handlers: readonly Handler[]): Handler[] {
  const seen = new Set<string>();
  return handlers.flatMap((handler) => {
    const conditions = handler.conditions.filter((condition) => !seen.has(condition));
    for (const condition of conditions) seen.add(condition);
    return conditions.length > 0 ? [{ ...handler, conditions }] : [];
  });
}

import { isWord } from "../../../sql/token.ts";
import { Cursor } from "../../cursor.ts";
import { argumentSql, readRoutineArguments } from "../../query/calls/routineCall.ts";
import type { Expr } from "../../query/expr.ts";
import { databricksWriter } from "../../writer/databricksWriter.ts";
import { type HandlerNames, readHandler } from "../conditions.ts";
import { createsTable, readCreate } from "../createStatement.ts";
import { dynamicSql } from "../dynamicSql.ts";
import type { RoutineKit } from "../kit.ts";
import type { Block, Declaration, Handler, Message, Statement } from "../model.ts";
import { ScriptBody } from "../script/body.ts";
import { routineName } from "../script/routineName.ts";
import { RowCount } from "../script/rowCount.ts";
import { typeByValue } from "../script/typeByValue.ts";
import { Transactions } from "../transaction.ts";

/** No NULL, which would take with it the text that it is joined to. */
const NOT_KNOWN = { sql: "''", class: "string" } as const;

/** What EXCEPTION WHEN ERROR can ask about its error. */
const HANDLER_NAMES: HandlerNames = {
  asked: { "@@error.message": { item: "MESSAGE_TEXT", type: "STRING", class: "string" } },
  constant: Object.fromEntries(
    ["statement_text", "stack_trace", "formatted_stack_trace"].map((field) => [
      `@@error.${field}`,
      { ...NOT_KNOWN, what: `@@error.${field} is '' here: conditions do not have it` },
    ]),
  ),
};

/** Reads BigQuery's procedural language. A column comes before a variable of its name, as in Databricks: names stay. */
export class BigqueryBody extends ScriptBody {
  readonly transactions: Transactions;
  readonly #rowCount: RowCount;
  #handling = 0;

  constructor(kit: RoutineKit) {
    super(kit);
    this.transactions = new Transactions(kit);
    this.#rowCount = new RowCount(kit, { "@@row_count": (count) => count });
  }

  script(): Block {
    const [first, ...rest] = this.block();
    const others = this.list();
    this.transactions.close();
    const { declarations } = this.#rowCount;
    if (first?.is === "block" && rest.length === 0 && others.length === 0)
      return { ...first, declarations: [...declarations, ...first.declarations] };
    const body = [...(first ? [first] : []), ...rest, ...others];
    return { is: "block", declarations, handlers: [], body };
  }

  override list(...ends: string[]): Statement[] {
    return this.transactions.inBlocks(super.list(...ends));
  }

  protected override labelled(): boolean {
    return true;
  }

  protected override startsBlock(): boolean {
    return !this.kit.cursor.isWords("DECLARE") && super.startsBlock();
  }

  protected override block(): Statement[] {
    const { kit } = this;
    this.close("BEGIN");
    const body = this.list("END", "EXCEPTION");
    const handlers: Handler[] = [];
    if (kit.cursor.accept("EXCEPTION")) {
      this.close("WHEN", "ERROR", "THEN");
      this.#handling++;
      const handled = readHandler(kit, HANDLER_NAMES, () => this.list("END"));
      this.#handling--;
      handlers.push({ action: "EXIT", conditions: ["SQLEXCEPTION"], body: handled });
    }
    this.close("END");
    return [{ is: "block", declarations: [], handlers, body }];
  }

  /** FOR row IN (query) DO … */
  protected override forLoop(): Statement[] {
    const { kit } = this;
    const { cursor, tx } = kit;
    const start = cursor.at;
    cursor.next();
    const name = cursor.identifier() ?? "";
    cursor.accept("IN");
    const head = this.wordEnd("DO");
    let query = "";
    const [failed] = kit.attempt(head, () => {
      const inside = cursor.group();
      if (!inside || cursor.at !== head) throw tx.unreadable("( expected");
      query = tx.inside(inside, () => kit.queryTo(inside.end).sql);
      return [];
    });
    const relation = { alias: name, answersTo: [name.toLowerCase()], columns: undefined };
    tx.scope.relations.push(relation);
    this.close("DO");
    const body = this.list("END");
    tx.scope.relations.splice(tx.scope.relations.indexOf(relation), 1);
    this.close("END", "FOR");
    const reason = failed?.is === "unsupported" ? failed.reason : undefined;
    return this.whole(start, reason, { is: "forQuery", variable: name, query, body });
  }

  protected override simple(end: number): Statement[] {
    const { kit } = this;
    const { cursor, tx } = kit;
    const token = cursor.peek();
    switch (token?.kind === "word" ? token.value : "") {
      case "DECLARE":
        return this.#declare(end);
      case "SET":
        return this.#set(end);
      case "RETURN":
        cursor.next();
        return [{ is: "return" }];
      case "RAISE":
        return this.#raise(end);
      case "ASSERT":
        return this.#assert(end);
      case "CALL":
        return this.#call();
      case "EXECUTE":
        if (cursor.isWords("EXECUTE", "IMMEDIATE")) return this.#rowCount.after(this.#execute(end));
        break;
      case "BEGIN":
      case "COMMIT":
      case "ROLLBACK":
        return this.transactions.read(end, this.#handling > 0);
      default:
        break;
    }
    if (createsTable(cursor)) return readCreate(kit, end);
    if (token?.text.startsWith("@@")) throw tx.stop("DWM-PRC-003", { near: token.text });
    return this.#rowCount.after(kit.embeddedTo(end));
  }

  /** DECLARE a, b [type] [DEFAULT value] */
  #declare(end: number): Statement[] {
    const { kit } = this;
    const { cursor, tx } = kit;
    const offset = cursor.offset;
    cursor.next();
    const names = [tx.expectIdentifier("a variable")];
    while (cursor.acceptSymbol(",")) names.push(tx.expectIdentifier("a variable"));
    const written = cursor.isWords("DEFAULT") ? undefined : kit.type();
    const initial: Expr | undefined = cursor.accept("DEFAULT") ? kit.expressionTo(end) : undefined;
    const type = written ?? typeByValue(kit, names[0] ?? "", initial, offset);
    return names.map((name): Statement => {
      const declared = kit.variables.declare(name, { [name]: "yields" }, type, false);
      const declaration: Declaration = {
        is: "variable",
        name: declared.name,
        type: type.sql,
        ...(initial === undefined ? {} : { initial: initial.sql }),
      };
      return { is: "declare", declaration };
    });
  }

  #target(): string {
    const { kit } = this;
    const offset = kit.cursor.offset;
    const name = kit.tx.expectIdentifier("a variable");
    const found = kit.variables.find(name);
    if (found) return found.name;
    throw kit.tx.stop("DWM-QRY-002", { construct: `the variable ${name}` }, offset);
  }

  /** SET a = value; SET (a, b) = (x, y); SET (a, b) = (SELECT AS STRUCT x, y …) */
  #set(end: number): Statement[] {
    const { kit } = this;
    const { cursor, tx } = kit;
    cursor.next();
    if (!cursor.isSymbol("(")) {
      const name = this.#target();
      tx.expectSymbol("=");
      const value = kit.expressionTo(end);
      return [{ is: "set", targets: [name], value: value.sql, class: value.type }];
    }
    const list = cursor.group();
    const targets = list ? list.split().map((part) => tx.inside(part, () => this.#target())) : [];
    tx.expectSymbol("=");
    const inside = cursor.group();
    if (!inside || cursor.at !== end) throw tx.unreadable("( expected");
    const asStruct =
      isWord(inside.peek(), "SELECT") &&
      isWord(inside.peek(1), "AS") &&
      isWord(inside.peek(2), "STRUCT");
    if (asStruct || inside.isWords("SELECT") || inside.isWords("WITH")) {
      const first = inside.tokens.slice(inside.at, inside.at + 1);
      const rest = inside.tokens.slice(inside.at + (asStruct ? 3 : 1), inside.end);
      const query = new Cursor(cursor.text, tx.dialect, [...first, ...rest]);
      return [{ is: "set", targets, value: tx.inside(query, () => kit.queryTo(query.end).sql) }];
    }
    const values = inside
      .split()
      .map((part) => tx.inside(part, () => kit.expressionTo(part.end).sql));
    if (values.length !== targets.length)
      throw tx.unreadable("as many values as variables expected");
    return [{ is: "set", targets, value: `SELECT ${values.join(", ")}` }];
  }

  /** RAISE [USING MESSAGE = text] */
  #raise(end: number): Statement[] {
    const { kit } = this;
    const { cursor, tx } = kit;
    cursor.next();
    if (cursor.at === end) return [{ is: "resignal" }];
    tx.expect("USING", "MESSAGE");
    tx.expectSymbol("=");
    return [{ is: "signal", sqlstate: "45000", message: messageOf(kit.expressionTo(end)) }];
  }

  /** ASSERT condition [AS text] */
  #assert(end: number): Statement[] {
    const { kit } = this;
    const { cursor } = kit;
    cursor.next();
    const condition = kit.expression();
    const message: Message = cursor.accept("AS")
      ? messageOf(kit.expressionTo(end))
      : { sql: "'Assertion failed'", literal: true };
    return [
      {
        is: "if",
        branches: [
          {
            condition: `(${condition.sql}) IS NOT TRUE`,
            body: [{ is: "signal", sqlstate: "45000", message }],
          },
        ],
      },
    ];
  }

  #call(): Statement[] {
    const { cursor, tx } = this.kit;
    const offset = cursor.offset;
    cursor.next();
    const parts = cursor.name();
    if (!parts) throw tx.unreadable("a procedure expected");
    const args = readRoutineArguments(tx, cursor.group());
    const procedure = routineName(
      tx,
      parts.flatMap((part) => part.split(".")),
      args,
      offset,
    );
    const list = args.map((arg) => argumentSql(tx, arg)).join(", ");
    return [{ is: "sql", sql: `CALL ${procedure}(${list})` }];
  }

  /** EXECUTE IMMEDIATE text [INTO a, b] [USING x AS name, …] */
  #execute(end: number): Statement[] {
    const { kit } = this;
    const { cursor, tx } = kit;
    const offset = cursor.offset;
    cursor.at += 2;
    const textEnd = Math.min(this.wordEnd("INTO"), this.wordEnd("USING"), end);
    const text = cursor.slice(cursor.at, textEnd);
    cursor.at = textEnd;
    const into: string[] = [];
    if (cursor.accept("INTO"))
      do into.push(this.#target());
      while (cursor.acceptSymbol(","));
    const using: { name?: string; value: string }[] = [];
    if (cursor.accept("USING"))
      for (const part of cursor.slice(cursor.at, end).split())
        tx.inside(part, () => {
          const value = kit.expression().sql;
          const name = part.accept("AS") ? part.identifier() : undefined;
          if (!part.done) throw tx.unreadable("not expected here");
          using.push(name === undefined ? { value } : { name, value });
        });
    cursor.at = end;
    const markers = new Map(
      using.flatMap(({ name }) =>
        name === undefined ? [] : [[`@${name.toLowerCase()}`, `:${name}`] as const],
      ),
    );
    const translated = dynamicSql(kit, text, { markers });
    if (translated?.length === 1)
      return [{ is: "execute", text: translated[0] ?? "", into, using }];
    kit.note("DWM-PRC-009", {}, offset);
    const value = tx.inside(text, () => kit.expressionTo(text.end).sql);
    return [{ is: "execute", text: value, into, using }];
  }
}

function messageOf(value: Expr): Message {
  if (value.literal === undefined) return { sql: value.sql, literal: false };
  return { sql: databricksWriter.text(value.literal), literal: true };
}

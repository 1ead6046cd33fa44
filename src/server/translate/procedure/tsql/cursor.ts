import type { Cursor } from "../../cursor.ts";
import type { Handler, Statement } from "../model.ts";
import { targetName } from "./assign.ts";
import type { TsqlBody } from "./body.ts";

const OPTIONS: ReadonlySet<string> = new Set(
  (
    "LOCAL GLOBAL FORWARD_ONLY SCROLL STATIC KEYSET DYNAMIC FAST_FORWARD READ_ONLY SCROLL_LOCKS OPTIMISTIC TYPE_WARNING " +
    "INSENSITIVE"
  ).split(" "),
);

/** True for DECLARE name [INSENSITIVE] [SCROLL] CURSOR. */
export function startsCursor(cursor: Cursor): boolean {
  let ahead = 2;
  while (/^(INSENSITIVE|SCROLL)$/.test(cursor.peek(ahead)?.value ?? "")) ahead++;
  return !cursor.peek(1)?.text.startsWith("@") && cursor.peek(ahead)?.value === "CURSOR";
}

/** A cursor reads forwards over the rows that were there when it was opened: as a STATIC, FORWARD_ONLY one does. */
export function readCursorDeclaration(body: TsqlBody, end: number): Statement[] {
  const { kit } = body;
  const { cursor } = kit;
  const offset = cursor.offset;
  cursor.next();
  const name = cursor.identifier() ?? "";
  const options = new Set<string>();
  while (cursor.isWords("CURSOR") || cursor.isOneOf(OPTIONS))
    options.add(cursor.next()?.value ?? "");
  kit.tx.expect("FOR");
  const queryEnd = forClause(cursor, end);
  const query = kit.queryTo(queryEnd);
  if (cursor.at < end && cursor.peek(1)?.value === "UPDATE") {
    const what = `the cursor ${name} is for update; Databricks' cursors are read only`;
    kit.note("DWM-PRC-007", { what }, offset);
  }
  cursor.at = end;
  if (options.has("DYNAMIC") || options.has("KEYSET")) {
    const what = `the cursor ${name} sees changes that are made while it is open; here it does not`;
    kit.note("DWM-PRC-007", { what }, offset);
  }
  body.declarations.push({ is: "cursor", name, query: query.sql });
  return [];
}

/** Index of the FOR UPDATE or FOR READ ONLY that closes a cursor's query, or the end. */
function forClause(cursor: Cursor, end: number): number {
  for (let index = end - 1; index > cursor.at; index--) {
    const next = cursor.tokens[index + 1]?.value;
    if (cursor.tokens[index]?.value === "FOR" && (next === "UPDATE" || next === "READ"))
      return index;
  }
  return end;
}

/** OPEN, FETCH, CLOSE, DEALLOCATE. */
export function readCursorStatement(body: TsqlBody, end: number): Statement[] {
  const { kit } = body;
  const { cursor } = kit;
  const offset = cursor.offset;
  const verb = cursor.next()?.value ?? "";
  if (verb === "FETCH") return readFetch(body, offset);
  cursor.accept("GLOBAL");
  const variable = cursor.peek()?.text ?? "";
  if (variable.startsWith("@"))
    throw kit.tx.stop("DWM-PRC-002", { construct: `the cursor variable ${variable}` }, offset);
  const name = cursor.identifier();
  if (name === undefined || cursor.at !== end)
    throw kit.tx.stop("DWM-PRC-002", { construct: cursor.textBetween(cursor.at - 1, end) }, offset);
  if (verb === "OPEN") return [{ is: "open", cursor: name }];
  if (verb === "CLOSE") return [{ is: "close", cursor: name }];
  // A closed cursor needs no end of its own.
  return [];
}

/** Name of the variable that stands for @@FETCH_STATUS. */
const STATUS = "dwm_fetch_status";

/**
 * FETCH NEXT FROM c INTO @a, @b. Its end is told by a condition here: a handler sets the variable that stands for
 * @@FETCH_STATUS, which each FETCH sets back before it.
 */
function readFetch(body: TsqlBody, offset: number): Statement[] {
  const { kit } = body;
  const { cursor } = kit;
  const start = cursor.at;
  const stop = () => {
    const construct = `FETCH ${cursor.textBetween(start, cursor.at + 1)}`;
    return kit.tx.stop("DWM-PRC-002", { construct }, offset);
  };
  if (/^(PRIOR|FIRST|LAST|ABSOLUTE|RELATIVE)$/.test(cursor.peek()?.value ?? "")) throw stop();
  cursor.accept("NEXT");
  cursor.accept("FROM");
  cursor.accept("GLOBAL");
  if (cursor.peek()?.text.startsWith("@")) throw stop();
  const name = cursor.identifier();
  if (name === undefined) throw stop();
  if (!cursor.accept("INTO")) {
    const construct = "FETCH without INTO, which gives its row to the caller,";
    throw kit.tx.stop("DWM-PRC-002", { construct }, offset);
  }
  const into: string[] = [];
  do into.push(targetName(body, cursor.next()));
  while (cursor.acceptSymbol(","));
  return [
    { is: "set", targets: [fetchStatus(body)], value: "0" },
    { is: "fetch", cursor: name, into },
  ];
}

const AT_END: Handler = {
  action: "CONTINUE",
  conditions: ["NOT FOUND"],
  body: [{ is: "set", targets: [STATUS], value: "-1" }],
};

/** Handlers that a block with one for all errors needs too, so that the end of a cursor does not go to that one. */
export function endOfCursor(statements: readonly Statement[]): Handler[] {
  const fetches = (list: readonly Statement[]): boolean =>
    list.some((statement) => {
      if (statement.is === "if")
        return (
          statement.branches.some(({ body }) => fetches(body)) || fetches(statement.otherwise ?? [])
        );
      if (statement.is === "while" || (statement.is === "block" && statement.atomic))
        return fetches(statement.body);
      return statement.is === "fetch";
    });
  return fetches(statements) ? [AT_END] : [];
}

/** The variable that stands for @@FETCH_STATUS; with it comes the handler that sets it. */
function fetchStatus(body: TsqlBody): string {
  if (!body.declarations.some((declaration) => declaration.name === STATUS)) {
    body.declarations.push({ is: "variable", name: STATUS, type: "INT", initial: "0" });
    body.handlers.push(AT_END);
  }
  return STATUS;
}

/** Makes @@FETCH_STATUS readable; to be called before the body is read. */
export function declareFetchStatus(body: TsqlBody): void {
  const type = { sql: "INT", class: "int" } as const;
  body.kit.tx.scope.variables.set("@@fetch_status", {
    sql: STATUS,
    inQuery: STATUS,
    type: type.class,
    rule: "wins",
  });
}

import { isSymbol, isWord, type Token } from "../../../sql/token.ts";
import { Cursor } from "../../cursor.ts";
import { isStatement } from "../../dml/translateStatement.ts";
import type { Query } from "../../query/block/queryColumns.ts";
import { readQuery } from "../../query/block/select.ts";
import { type RoutineArgument, readRoutineArguments } from "../../query/calls/routineCall.ts";
import { readCreate } from "../createStatement.ts";
import type { Statement } from "../model.ts";
import { oneRow } from "../pl/oneRow.ts";
import { routineName } from "../script/routineName.ts";
import { assignRow } from "./assignRow.ts";
import { readFetch, readOpen, readTargets } from "./cursors.ts";
import { readDynamic, readPrepare } from "./dynamic.ts";
import { fitting } from "./flags.ts";
import { keepIdentity } from "./identity.ts";
import type { Psm } from "./psm.ts";
import { readSet } from "./set.ts";
import { readDiagnostics, readSignal } from "./signal.ts";

/** A statement that holds no other statements; it ends before the token `end`. */
export function readSimple(psm: Psm, end: number): Statement[] {
  const { cursor, tx } = psm;
  const offset = cursor.offset;
  const token = cursor.peek();
  const word = token?.kind === "word" ? token.value : "";
  const clause = () => cursor.textBetween(cursor.at, end).replace(/\s+/g, " ").slice(0, 100);
  switch (word) {
    case "SET":
      return readSet(psm, end);
    case "RETURN":
      return readReturn(psm, end);
    case "OPEN":
    case "CLOSE":
      return readOpen(psm, end);
    case "FETCH":
      return readFetch(psm, end);
    case "CALL":
      return readCall(psm, end);
    case "SIGNAL":
    case "RESIGNAL":
      return readSignal(psm, end);
    case "GET":
      return readDiagnostics(psm);
    case "PREPARE":
      return readPrepare(psm, end);
    case "EXECUTE":
      return readDynamic(psm, end);
    case "DEALLOCATE":
      cursor.at = end;
      return [];
    case "START":
    case "COMMIT":
    case "ROLLBACK":
    case "SAVEPOINT":
    case "RELEASE":
    case "LOCK":
    case "UNLOCK":
    case "BT":
    case "ET":
    case "ABORT":
    case "BEGIN":
    case "END":
      psm.note("DWM-PRC-008", { clause: clause() }, offset);
      cursor.at = end;
      return [];
    case "COLLECT":
    case "ANALYZE":
    case "OPTIMIZE":
    case "FLUSH":
    case "PRINT":
      psm.note(
        "DWM-PRC-006",
        {
          clause: clause(),
          why: word === "PRINT" ? "it only prints" : "upkeep of the source's database",
        },
        offset,
      );
      cursor.at = end;
      return [];
    case "DO":
      cursor.next();
      psm.note(
        "DWM-PRC-006",
        { clause: `DO ${clause()}`, why: "its value is thrown away" },
        offset,
      );
      psm.kit.expressionTo(end);
      return [];
    case "CREATE":
      return readCreate(psm.kit, end);
    case "LOCKING":
      return readLocking(psm, end);
  }
  if (/^(SELECT|SEL|WITH)$/.test(word) || isSymbol(token, "(")) return readSelect(psm, end);
  if (isStatement(tx)) {
    const identity = keepIdentity(psm, end);
    return [...psm.kit.embeddedTo(end), ...counted(psm, word), ...identity()];
  }
  throw tx.stop("DWM-PRC-003", { near: cursor.near() }, offset);
}

const CHANGES = /^(INSERT|INS|UPDATE|UPD|DELETE|DEL|MERGE|REPLACE)$/;

/** ROW_COUNT() and ACTIVITY_COUNT, behind a change. */
function counted(psm: Psm, word: string): Statement[] {
  if (psm.rowCount === undefined || !CHANGES.test(word)) return [];
  return [{ is: "sql", sql: `GET DIAGNOSTICS ${psm.sql(psm.rowCount)} = ROW_COUNT` }];
}

/** Teradata's LOCKING … FOR ACCESS before a statement. */
function readLocking(psm: Psm, end: number): Statement[] {
  const { cursor } = psm;
  const offset = cursor.offset;
  const start = cursor.at;
  while (
    (cursor.at < end &&
      !/^(SELECT|SEL|INSERT|INS|UPDATE|UPD|DELETE|DEL|MERGE|WITH|LOCKING)$/.test(
        cursor.peek()?.value ?? "",
      )) ||
    cursor.at === start
  )
    cursor.next();
  psm.note(
    "DWM-PRC-006",
    { clause: cursor.textBetween(start, cursor.at), why: "readers do not wait for writers here" },
    offset,
  );
  return readSimple(psm, end);
}

function readReturn(psm: Psm, end: number): Statement[] {
  const { cursor, tx } = psm;
  const offset = cursor.offset;
  cursor.next();
  if (cursor.at >= end) return [{ is: "return" }];
  if (!psm.returnsValue)
    throw tx.stop("DWM-PRC-002", { construct: "RETURN with a value in a procedure" }, offset);
  const value = psm.kit.expressionTo(end);
  const { returns } = psm;
  return [
    { is: "return", value: returns ? fitting(psm, value, returns.class, returns.sql) : value.sql },
  ];
}

function readCall(psm: Psm, end: number): Statement[] {
  const { cursor, tx } = psm;
  cursor.next();
  const offset = cursor.offset;
  const parts = cursor.name();
  if (!parts) throw tx.unreadable("a procedure expected");
  const name = parts.join(".");
  if (/^(DBC\.)?SYSEXECSQL$/i.test(name)) return readDynamic(psm, end);
  const args: RoutineArgument[] = cursor.isSymbol("(")
    ? readRoutineArguments(tx, cursor.group())
    : [];
  if (cursor.at < end) throw tx.unreadable("not expected in CALL");
  const procedure = routineName(tx, parts, args, offset);
  return [
    {
      is: "call",
      procedure,
      args: args.map((arg) =>
        arg.name === undefined
          ? { value: arg.value.sql }
          : { name: arg.name, value: arg.value.sql },
      ),
    },
  ];
}

/** SELECT … INTO …, or a query whose rows answer the caller. */
function readSelect(psm: Psm, end: number): Statement[] {
  const { cursor, tx } = psm;
  const offset = cursor.offset;
  const start = cursor.at;
  const into = intoAt(psm, end);
  if (into < 0) {
    if (psm.folding) throw tx.stop("DWM-PRC-003", { near: "a query without INTO" }, offset);
    const query = psm.kit.queryTo(end);
    psm.results++;
    if (psm.results === 2)
      psm.note(
        "DWM-PRC-007",
        { what: "the procedure answers several results; a caller in Databricks gets the last one" },
        offset,
      );
    return [{ is: "sql", sql: query.sql }];
  }
  cursor.at = into + 1;
  if (cursor.isWords("OUTFILE") || cursor.isWords("DUMPFILE"))
    throw tx.stop("DWM-PRC-002", { construct: `INTO ${cursor.near()}` });
  const targets = readTargets(psm);
  const behind = cursor.at;
  const tokens: Token[] = [...psm.tokens.slice(start, into), ...psm.tokens.slice(behind, end)];
  const part = new Cursor(cursor.text, tx.dialect, tokens);
  const query = tx.inside(part, (): Query => {
    const read = tx.nested(() => readQuery(tx));
    if (!part.done) throw tx.unreadable("not expected here");
    return read;
  });
  cursor.at = end;
  return assignRow(psm, targets, query, oneRow(tokens), offset);
}

function intoAt(psm: Psm, end: number): number {
  let depth = 0;
  for (let index = psm.cursor.at; index < end; index++) {
    const token = psm.tokens[index];
    if (isSymbol(token, "(")) depth++;
    else if (isSymbol(token, ")")) depth--;
    else if (depth === 0 && isWord(token, "INTO")) return index;
  }
  return -1;
}

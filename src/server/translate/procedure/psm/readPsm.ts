import type { InventoryObject } from "../../../inventory/types.ts";
import { isSymbol, isWord, type Token } from "../../../sql/token.ts";
import { Cursor } from "../../cursor.ts";
import { readStringLiteral } from "../../literals.ts";
import { Tx } from "../../query/tx.ts";
import { foldFunction } from "../foldFunction.ts";
import { RoutineKit, type RoutineType } from "../kit.ts";
import type { Block, Declaration, Parameter, ParameterMode } from "../model.ts";
import { proceduralFunction } from "../proceduralFunction.ts";
import type { RoutineRead } from "../read.ts";
import { readStatements } from "./body.ts";
import { skipCharset } from "./declare.ts";
import { readMacro } from "./macro.ts";
import { Psm } from "./psm.ts";
import { asksForRows, joinCalls } from "./tokens.ts";
import { readPsmTrigger } from "./trigger.ts";

/** Reads a procedure, function, trigger or macro of MySQL or Teradata. */
export function readPsm(kit: RoutineKit, object: InventoryObject): RoutineRead {
  const { cursor, tx } = kit;
  const start = cursor.offset;
  while (
    !cursor.done &&
    !/^(PROCEDURE|FUNCTION|TRIGGER|MACRO|TYPE)$/.test(cursor.peek()?.value ?? "")
  )
    cursor.next();
  const kind = cursor.next()?.value ?? "";
  cursor.accept("IF", "NOT", "EXISTS");
  if (kind === "TRIGGER") return readPsmTrigger(kit);
  if (kind === "MACRO") return readMacro(kit);
  if (kind !== "PROCEDURE" && kind !== "FUNCTION")
    throw tx.stop("DWM-PRC-046", { kind: object.kind }, start);
  const tokens = joinCalls(cursor.tokens.slice(cursor.at, cursor.end));
  const open = (): RoutineKit => {
    const again = new Cursor(cursor.text, tx.dialect, tokens);
    return new RoutineKit(new Tx(again, tx.context, tx.diagnostics), kit.name);
  };
  if (kind === "PROCEDURE") {
    const { parameters, definer, comment, body } = readRoutine(open(), object, false, false);
    const said = comment === undefined ? {} : { comment };
    return { routines: [{ is: "procedure", name: kit.name, parameters, definer, ...said, body }] };
  }
  return readFunction(open, object);
}

interface PsmRoutine {
  parameters: Parameter[];
  returns: RoutineType | undefined;
  definer: boolean;
  deterministic: boolean;
  comment: string | undefined;
  body: Block;
  offset: number;
}

/** Reads to fold into one expression; what is said then is taken back where that does not work. */
function readFunction(open: () => RoutineKit, object: InventoryObject): RoutineRead {
  const kit = open();
  const { issues } = kit.tx.diagnostics;
  const before = [...issues];
  const read = readRoutine(kit, object, true, true);
  const type = read.returns?.sql ?? "STRING";
  const folded = foldFunction(read.body, type);
  const comment = read.comment === undefined ? {} : { comment: read.comment };
  if (folded.expression !== undefined) {
    const { expression } = folded;
    const { parameters, deterministic } = read;
    const said = deterministic ? { deterministic } : {};
    return {
      routines: [
        {
          is: "function",
          name: kit.name,
          parameters,
          returns: type,
          expression,
          ...said,
          ...comment,
        },
      ],
    };
  }
  issues.splice(0, issues.length, ...before);
  const again = open();
  const full = readRoutine(again, object, true, false);
  return {
    routines: [
      proceduralFunction(again, full.parameters, type, full.body, folded.reason, full.offset),
    ],
  };
}

function readRoutine(
  kit: RoutineKit,
  object: InventoryObject,
  isFunction: boolean,
  folding: boolean,
): PsmRoutine {
  const { cursor, tx } = kit;
  const offset = cursor.offset;
  if (!cursor.name()) throw tx.unreadable("a name expected");
  const psm = new Psm(kit, isFunction, folding);
  const copies: Declaration[] = [];
  const parameters = readParameters(psm, isFunction, copies);
  let returns: RoutineType | undefined;
  if (cursor.accept("RETURNS")) {
    if (cursor.isWords("TABLE")) throw tx.stop("DWM-PRC-002", { construct: "a table function" });
    returns = kit.type();
    psm.returns = returns;
    skipCharset(psm);
  }
  const clauses = readClauses(psm, object);
  // The routine's own frame takes what its statements need.
  psm.frames.push({ handlesNotFound: false, needed: copies });
  if (asksForRows(cursor.tokens)) psm.countRows();
  const statements = readStatements(psm, cursor.end);
  const needed = psm.frames.pop()?.needed ?? [];
  const [only] = statements;
  const body: Block =
    statements.length === 1 && only?.is === "block"
      ? { ...only, declarations: [...needed, ...only.declarations] }
      : { is: "block", declarations: needed, handlers: [], body: statements };
  return { parameters, returns, ...clauses, body, offset };
}

function readParameters(psm: Psm, isFunction: boolean, copies: Declaration[]): Parameter[] {
  const { cursor, tx } = psm;
  const group = cursor.group();
  return (group?.split() ?? []).map((part) =>
    tx.inside(part, () => {
      let mode: ParameterMode = "IN";
      if (!isFunction) {
        if (part.accept("INOUT") || part.accept("IN", "OUT")) mode = "INOUT";
        else if (part.accept("OUT")) mode = "OUT";
        else part.accept("IN");
      }
      const written = tx.expectIdentifier("a parameter");
      const type = psm.kit.type();
      skipCharset(psm);
      const initial = part.accept("DEFAULT") ? psm.kit.expressionTo(part.end).sql : undefined;
      if (!part.done) throw tx.unreadable("not expected in a parameter");
      const given = initial === undefined ? {} : { initial };
      if (mode !== "IN" || !assigns(psm.tokens, written)) {
        const declared = psm.declare(written, type, true);
        return { name: declared.name, mode, type: type.sql, ...given };
      }
      // MySQL lets an IN parameter be assigned to; in Databricks it is fixed.
      const name = psm.kit.variables.free(written);
      const held = psm.declare(written, type, false);
      psm.held.add(held.name.toLowerCase());
      copies.push({ is: "variable", name: held.name, type: type.sql, initial: psm.sql(name) });
      return { name, mode, type: type.sql, ...given };
    }),
  );
}

/** True where a routine assigns to a name: by SET, INTO or FETCH. */
function assigns(tokens: readonly Token[], name: string): boolean {
  const wanted = name.toUpperCase();
  return tokens.some((token, index) => {
    if (token.kind === "symbol" || token.value.toUpperCase() !== wanted) return false;
    const before = tokens[index - 1];
    const set = isSymbol(tokens[index + 1], "=") || isSymbol(tokens[index + 1], ":=");
    if (set && isWord(before, "SET")) return true;
    return isSymbol(before, ",") || isWord(before, "INTO") ? inList(tokens, index, set) : false;
  });
}

/** True in the list of an INTO, or, where an equals sign follows, of a SET. */
function inList(tokens: readonly Token[], at: number, set: boolean): boolean {
  for (let index = at - 1; index >= 0; index--) {
    const token = tokens[index];
    if (isSymbol(token, ";")) return false;
    if (isWord(token, "INTO")) return !set;
    if (isWord(token, "SET")) return set && isSymbol(tokens[index - 1], ";");
    if (!set && !isSymbol(token, ",") && token?.kind === "symbol") return false;
  }
  return false;
}

interface Clauses {
  definer: boolean;
  deterministic: boolean;
  comment: string | undefined;
}

/** What is said of a routine before its body. */
function readClauses(psm: Psm, object: InventoryObject): Clauses {
  const { cursor, tx } = psm;
  const clauses: Clauses = { definer: true, deterministic: false, comment: undefined };
  for (;;) {
    const offset = cursor.offset;
    if (cursor.accept("LANGUAGE")) {
      const language = cursor.next()?.value ?? "";
      if (language !== "SQL")
        throw tx.stop(
          "DWM-PRC-010",
          { kind: object.kind, language, reason: "its code is no SQL" },
          offset,
        );
    } else if (cursor.accept("NOT", "DETERMINISTIC")) clauses.deterministic = false;
    else if (cursor.accept("DETERMINISTIC")) clauses.deterministic = true;
    else if (cursor.accept("SQL", "SECURITY")) {
      const rights = cursor.next()?.value ?? "";
      clauses.definer = rights === "DEFINER" || rights === "OWNER" || rights === "CREATOR";
    } else if (cursor.accept("COMMENT")) {
      const literal = readStringLiteral(cursor.next()?.text ?? "", tx.dialect);
      if (literal?.kind === "text") clauses.comment = literal.value;
    } else if (cursor.accept("DYNAMIC", "RESULT", "SETS")) cursor.next();
    else if (cursor.accept("INLINE", "TYPE")) cursor.next();
    else if (cursor.accept("COLLATION")) cursor.next();
    else if (cursor.accept("SPECIFIC")) cursor.name();
    else if (!skipSimple(psm)) return clauses;
  }
}

const SIMPLE: readonly (readonly string[])[] = [
  ["CONTAINS", "SQL"],
  ["NO", "SQL"],
  ["READS", "SQL", "DATA"],
  ["MODIFIES", "SQL", "DATA"],
  ["CALLED", "ON", "NULL", "INPUT"],
  ["RETURNS", "NULL", "ON", "NULL", "INPUT"],
  ["PARAMETER", "STYLE", "SQL"],
];

function skipSimple({ cursor }: Psm): boolean {
  return SIMPLE.some((words) => cursor.accept(...words));
}

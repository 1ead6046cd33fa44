import { isWord, type Token } from "../../../sql/token.ts";
import { targetOf } from "../../query/from/tableName.ts";
import { readType } from "../../types/read.ts";
import type { RoutineKit, RoutineType } from "../kit.ts";
import type { ParameterMode } from "../model.ts";
import { acceptDefault } from "./tokens.ts";

export interface PostgresParameter {
  name: string;
  /** From 1; `$1` means it. */
  position: number;
  mode: ParameterMode;
  type: RoutineType;
  initial: string | undefined;
}

export type PostgresResult =
  | { is: "nothing" }
  | { is: "trigger" }
  | { is: "scalar"; type: RoutineType }
  /** Without columns: those of the query. */
  | { is: "rows"; columns: { name: string; type: RoutineType }[] | undefined };

/** What stands around the body of a function or procedure. */
export interface PostgresHead {
  name: string;
  offset: number;
  parameters: PostgresParameter[];
  returns: PostgresResult;
  /** Upper case. */
  language: string;
  body: Token | undefined;
  /** A body that is no text (RETURN …, BEGIN ATOMIC … END): its tokens. */
  inline: { start: number; end: number } | undefined;
  definer: boolean;
  deterministic: boolean;
  /** Redshift: the procedure is one transaction. */
  atomic: boolean;
  /** NULL for NULL, without looking. */
  strict: boolean;
}

const MODES = new Set(["IN", "OUT", "INOUT", "VARIADIC"]);

/** Reads from behind FUNCTION or PROCEDURE to the end. */
export function readPostgresHead(kit: RoutineKit): PostgresHead {
  const { cursor, tx } = kit;
  cursor.accept("IF", "NOT", "EXISTS");
  const offset = cursor.offset;
  const parts = cursor.name();
  if (!parts) throw tx.unreadable("a name expected");
  const group = cursor.group();
  if (!group) throw tx.unreadable("( expected");
  const parameters = group
    .split()
    .map((part, index) => tx.inside(part, () => readParameter(kit, index + 1)));
  const head: PostgresHead = {
    name: parts.at(-1) ?? "",
    offset,
    parameters,
    returns: { is: "nothing" },
    language: "SQL",
    body: undefined,
    inline: undefined,
    atomic: true,
    definer: false,
    deterministic: false,
    strict: false,
  };
  let returned = false;
  while (!cursor.done && !cursor.isSymbol(";")) {
    if (cursor.accept("RETURNS")) {
      if (cursor.accept("NULL", "ON", "NULL", "INPUT")) head.strict = true;
      else {
        head.returns = readReturns(kit);
        returned = true;
      }
    } else readOption(kit, head);
  }
  const outs = parameters.filter(({ mode }) => mode !== "IN");
  const [out] = outs;
  if (head.returns.is === "rows" && outs.length > 0)
    head.returns = { is: "rows", columns: outs.map(({ name, type }) => ({ name, type })) };
  else if (!returned && out && isFunction(cursor.tokens))
    head.returns = { is: "scalar", type: out.type };
  return head;
}

function isFunction(tokens: readonly Token[]): boolean {
  return tokens.slice(0, 4).some((token) => isWord(token, "FUNCTION"));
}

function readParameter(kit: RoutineKit, position: number): PostgresParameter {
  const { cursor, tx } = kit;
  let mode: ParameterMode = "IN";
  const readMode = () => {
    while (cursor.isOneOf(MODES)) {
      const word = cursor.next()?.value;
      if (word === "VARIADIC") throw tx.stop("DWM-PRC-002", { construct: "a VARIADIC parameter" });
      if (word === "OUT")
        mode = mode === "IN" && cursor.tokens[cursor.at - 2]?.value === "IN" ? "INOUT" : "OUT";
      if (word === "INOUT") mode = "INOUT";
    }
  };
  readMode();
  const start = cursor.at;
  let name = cursor.identifier();
  readMode();
  const typed = cursor.at;
  // A type alone: the parameter has no name.
  if (
    cursor.done ||
    cursor.isSymbol("(") ||
    cursor.isSymbol("[") ||
    cursor.isSymbol("=") ||
    cursor.isWords("DEFAULT") ||
    !standsAlone(kit, start, typed)
  ) {
    name = undefined;
    cursor.at = start;
  }
  const type = readParameterType(kit);
  const has = acceptDefault(cursor) || cursor.acceptSymbol("=");
  const initial = has ? kit.expressionTo(cursor.end).sql : undefined;
  return { name: name ?? `p${position}`, position, mode, type, initial };
}

/** False for types of several words: `double precision` is no parameter called double. */
function standsAlone(kit: RoutineKit, start: number, typed: number): boolean {
  const { cursor } = kit;
  cursor.at = start;
  const spec = readType(cursor);
  const whole =
    spec !== undefined &&
    (cursor.done || cursor.isWords("DEFAULT") || cursor.isSymbol("=") || cursor.isSymbol(":="));
  const words = spec?.name.split(" ").length ?? 0;
  cursor.at = typed;
  return !(whole && words > 1 && typed > start);
}

function readParameterType(kit: RoutineKit): RoutineType {
  const { cursor, tx } = kit;
  const start = cursor.at;
  const offset = cursor.offset;
  const parts = cursor.name();
  if (parts && cursor.acceptSymbol("%")) {
    const whole = cursor.next()?.value === "ROWTYPE";
    if (whole) throw tx.stop("DWM-PRC-002", { construct: "a parameter that is a record" }, offset);
    const target = targetOf(tx.context, parts.slice(0, -1));
    const known = target === undefined ? undefined : tx.context.known?.[target];
    const column = known?.find(({ name }) => name.toLowerCase() === parts.at(-1)?.toLowerCase());
    if (column?.type) return { sql: column.type, class: column.class };
    kit.note("DWM-PRC-031", { of: `${parts.join(".")}%TYPE`, type: "STRING" }, offset);
    return { sql: "STRING", class: column?.class ?? "unknown" };
  }
  if (parts?.length === 1 && /^(REFCURSOR|RECORD|CURSOR)$/i.test(parts[0] ?? ""))
    throw tx.stop("DWM-PRC-002", { construct: `a parameter of type ${parts[0]}` }, offset);
  cursor.at = start;
  return kit.type();
}

function readReturns(kit: RoutineKit): PostgresResult {
  const { cursor, tx } = kit;
  const offset = cursor.offset;
  if (cursor.accept("VOID")) return { is: "nothing" };
  if (cursor.accept("TRIGGER") || cursor.accept("EVENT_TRIGGER")) return { is: "trigger" };
  if (cursor.accept("TABLE")) {
    const group = cursor.group();
    if (!group) throw tx.unreadable("( expected");
    const columns = group.split().map((part) =>
      tx.inside(part, () => ({
        name: tx.expectIdentifier("a column"),
        type: readParameterType(kit),
      })),
    );
    return { is: "rows", columns };
  }
  const rows = cursor.accept("SETOF");
  if (!rows) {
    if (cursor.isWords("RECORD") || cursor.isWords("REFCURSOR"))
      throw tx.stop("DWM-PRC-002", { construct: `a result of type ${cursor.near()}` }, offset);
    return { is: "scalar", type: readParameterType(kit) };
  }
  if (cursor.accept("RECORD")) return { is: "rows", columns: undefined };
  const start = cursor.at;
  const parts = cursor.name() ?? [];
  const target = targetOf(tx.context, parts);
  const known = target === undefined ? undefined : tx.context.known?.[target];
  if (target !== undefined && !known) return { is: "rows", columns: undefined };
  if (known)
    return {
      is: "rows",
      columns: known.every(({ type }) => type !== undefined)
        ? known.map(({ name, type, class: typeClass }) => ({
            name,
            type: { sql: type ?? "", class: typeClass },
          }))
        : undefined,
    };
  cursor.at = start;
  return { is: "rows", columns: [{ name: kit.name, type: readParameterType(kit) }] };
}

function readOption(kit: RoutineKit, head: PostgresHead): void {
  const { cursor, tx } = kit;
  const offset = cursor.offset;
  const word = cursor.next();
  switch (word?.kind === "word" ? word.value : "") {
    case "LANGUAGE": {
      const name = cursor.next();
      head.language = (
        name?.kind === "string" ? name.text.slice(1, -1) : (name?.text ?? "")
      ).toUpperCase();
      return;
    }
    case "AS":
      head.body = cursor.next();
      if (head.body?.kind !== "string") throw tx.unreadable("the routine's body expected");
      if (cursor.acceptSymbol(",")) cursor.next();
      return;
    case "NONATOMIC":
      head.atomic = false;
      return;
    case "IMMUTABLE":
      head.deterministic = true;
      return;
    case "STRICT":
      head.strict = true;
      return;
    case "STABLE":
    case "VOLATILE":
    case "LEAKPROOF":
    case "NOT":
    case "WINDOW":
    case "CALLED":
    case "ON":
    case "NULL":
    case "INPUT":
    case "EXTERNAL":
    case "PARALLEL":
    case "SAFE":
    case "UNSAFE":
    case "RESTRICTED":
      return;
    case "SECURITY":
      head.definer = cursor.next()?.value === "DEFINER";
      return;
    case "COST":
    case "ROWS":
    case "SUPPORT":
      cursor.next();
      return;
    case "SET": {
      const start = cursor.at;
      cursor.name();
      if (!cursor.acceptSymbol("=") && !cursor.accept("TO") && !cursor.accept("FROM")) return;
      do cursor.next();
      while (cursor.acceptSymbol(","));
      kit.note(
        "DWM-PRC-006",
        {
          clause: `SET ${cursor.textBetween(start, cursor.at)}`,
          why: "a setting of the source's session",
        },
        offset,
      );
      return;
    }
    case "RETURN":
    case "BEGIN": {
      // A body that is no text: RETURN expression, BEGIN ATOMIC … END.
      cursor.at--;
      head.inline = { start: cursor.at, end: cursor.end };
      cursor.at = cursor.end;
      return;
    }
    default:
      throw tx.unreadable("an option of the routine expected");
  }
}

import type { InventoryObject } from "../../../inventory/types.ts";
import { isSymbol } from "../../../sql/token.ts";
import { Cursor } from "../../cursor.ts";
import { Tx } from "../../query/tx.ts";
import type { RoutineTarget, TranslateContext } from "../../types.ts";
import { foldFunction } from "../foldFunction.ts";
import { RoutineKit, type RoutineType } from "../kit.ts";
import type { Block, Parameter, ParameterMode, Variable } from "../model.ts";
import { proceduralFunction } from "../proceduralFunction.ts";
import type { RoutineRead } from "../read.ts";
import { readBlock } from "./block.ts";
import { arrayType, emptyArray, nameCollection } from "./collections.ts";
import { Pl } from "./context.ts";
import { declareCursorVariable } from "./cursorDeclarations.ts";
import { emptyMap, mapType, nameMap } from "./maps.ts";
import { readOracleTrigger } from "./oracleTrigger.ts";
import { declareForeign, declarePackage } from "./packageNames.ts";
import { recordType } from "./records.ts";
import { prepareNames } from "./resolve.ts";
import { acceptDefault, plsqlTokens } from "./tokens.ts";
import { readPlType } from "./types.ts";

/** Reads a procedure or function of PL/SQL, standing alone or in a package, or a trigger. */
export function readOracle(kit: RoutineKit, object: InventoryObject): RoutineRead {
  const { tokens, choices } = plsqlTokens(kit.cursor.tokens, kit.cursor.text);
  for (const { offset, condition } of choices) kit.note("DWM-PRC-045", { condition }, offset);
  const open = (): RoutineKit => {
    const context = withSiblings(kit.tx.context, object);
    const cursor = new Cursor(kit.cursor.text, "oracle", tokens);
    return new RoutineKit(new Tx(cursor, context, kit.tx.diagnostics), kit.name);
  };
  const first = open();
  const word = skipCreate(first);
  if (word === "TRIGGER") return readOracleTrigger(first, object);
  if (word !== "PROCEDURE" && word !== "FUNCTION")
    throw first.tx.stop("DWM-PRC-046", { kind: object.kind }, 0);
  if (word === "PROCEDURE") {
    const { parameters, body, definer, session } = readRoutine(first, object, false);
    return { routines: [{ is: "procedure", name: kit.name, parameters, definer, session, body }] };
  }
  return readFunction(open, object);
}

/** Calls inside of a package leave its name away. */
function withSiblings(context: TranslateContext, object: InventoryObject): TranslateContext {
  const inside = object.package;
  if (!inside) return context;
  const routines: Record<string, readonly RoutineTarget[]> = { ...context.names.routines };
  const numbers = new Map<string, number>();
  for (const { name, kind, parameters } of inside.siblings) {
    const qualified = `${inside.name}.${name}`.toLowerCase();
    const base = `${inside.name}_${name}`;
    const number = (numbers.get(qualified) ?? 0) + 1;
    numbers.set(qualified, number);
    // What is called in a circle is not among what the inventory says that the routine needs.
    const known = context.names.routines?.[qualified]?.some(
      (each) => each.parameters === parameters.toUpperCase() && each.kind === kind,
    );
    if (known) continue;
    const target = number === 1 ? base : `${base}_${number}`;
    const schema = object.schema ? { schema: object.schema } : {};
    const sibling = { target, ...schema, kind, parameters };
    routines[qualified] = [...(routines[qualified] ?? []), sibling];
  }
  for (const { name } of inside.siblings) {
    const found = routines[`${inside.name}.${name}`.toLowerCase()];
    if (found) routines[name.toLowerCase()] = found;
  }
  return { ...context, names: { ...context.names, routines } };
}

/** Steps over CREATE and what stands before the kind, over the kind too, and answers it. */
function skipCreate({ cursor }: RoutineKit): string {
  if (cursor.accept("CREATE")) {
    cursor.accept("OR", "REPLACE");
    if (!cursor.accept("EDITIONABLE")) cursor.accept("NONEDITIONABLE");
    if (cursor.accept("IF", "NOT", "EXISTS")) return cursor.next()?.value ?? "";
  }
  const word = cursor.next()?.value ?? "";
  cursor.accept("IF", "NOT", "EXISTS");
  return word;
}

interface OracleRoutine {
  parameters: Parameter[];
  returns: RoutineType | undefined;
  body: Block;
  definer: boolean;
  deterministic: boolean;
  session: Variable[];
  offset: number;
}

/** A function is one expression in Databricks: it is read to become one, and again with all its checks when it cannot. */
function readFunction(open: () => RoutineKit, object: InventoryObject): RoutineRead {
  const kit = open();
  skipCreate(kit);
  const { issues } = kit.tx.diagnostics;
  const before = [...issues];
  const { parameters, returns, body, deterministic, offset } = readRoutine(kit, object, true);
  const type = returns?.sql ?? "STRING";
  const out = parameters.some(({ mode }) => mode !== "IN");
  const folded = out ? { reason: "it has OUT parameters" } : foldFunction(body, type);
  if ("expression" in folded && folded.expression !== undefined) {
    const { expression } = folded;
    return {
      routines: [
        {
          is: "function",
          name: kit.name,
          parameters,
          returns: type,
          expression,
          ...(deterministic ? { deterministic } : {}),
        },
      ],
    };
  }
  issues.splice(0, issues.length, ...before);
  const again = open();
  skipCreate(again);
  const full = readRoutine(again, object, false);
  const { session } = full;
  const made = proceduralFunction(again, full.parameters, type, full.body, folded.reason, offset);
  return { routines: [{ ...made, session }] };
}

/** Reads from behind the kind to the end. */
function readRoutine(kit: RoutineKit, object: InventoryObject, folding: boolean): OracleRoutine {
  const { cursor, tx } = kit;
  const offset = cursor.offset;
  const parts = cursor.name();
  if (!parts) throw tx.unreadable("a name expected");
  const pl = new Pl(kit, { name: parts.at(-1) ?? "", returnsValue: false, folding });
  prepareNames(pl);
  for (const { name, declarations } of object.packages ?? [])
    declareForeign(pl, name, declarations);
  if (object.package) declarePackage(pl, object.package);
  const parameters = readParameters(pl);
  const returns = cursor.accept("RETURN") ? readReturns(pl) : undefined;
  pl.routine.returnsValue = returns !== undefined;
  pl.routine.returns = returns;
  const { definer, deterministic } = readClauses(pl);
  if (!cursor.accept("IS") && !cursor.accept("AS")) {
    if (cursor.isSymbol(";") || cursor.done)
      throw tx.stop("DWM-PRC-047", { name: object.name }, offset);
    throw tx.unreadable("IS or AS expected");
  }
  if (cursor.isWords("LANGUAGE") || cursor.isWords("EXTERNAL")) {
    const language = cursor.isWords("LANGUAGE")
      ? (cursor.peek(1)?.value ?? "")
      : "another language";
    throw tx.stop("DWM-PRC-010", {
      kind: object.kind,
      language,
      reason: "its code is not in the script",
    });
  }
  const block = readBlock(pl, undefined, cursor.end);
  const body = { ...block, body: [...pl.atStart, ...block.body] };
  cursor.acceptSymbol(";");
  if (!cursor.done) throw tx.unreadable("not expected behind the routine's END");
  const session = [...pl.session.values()];
  return { parameters, returns, body, definer, deterministic, session, offset };
}

function readParameters(pl: Pl): Parameter[] {
  const { cursor, tx } = pl;
  const group = cursor.group();
  return (group?.split() ?? []).flatMap((part) =>
    tx.inside(part, (): Parameter | [] => {
      const name = tx.expectIdentifier("a parameter");
      const mode = readMode(pl);
      const offset = part.offset;
      const type = readPlType(pl);
      if (type.is === "cursor" && mode !== "IN") {
        declareCursorVariable(pl, name, "returned");
        pl.note("DWM-PRC-058", { name }, offset);
        return [];
      }
      const has = acceptDefault(part);
      const initial = has && type.is !== "record" ? readDefault(pl, name) : undefined;
      const value = initial === undefined ? {} : { initial };
      if (type.is === "collection") {
        const variable = pl.kit.variables.take(name);
        nameCollection(pl, name, { is: "collection", variable, type, fixed: mode === "IN" });
        if (type.indexed && mode === "OUT") beginEmpty(pl, variable, emptyArray(type));
        return { name: variable, mode, type: arrayType(type), ...value };
      }
      if (type.is === "map") {
        const variable = pl.kit.variables.take(name);
        nameMap(pl, name, { is: "map", variable, type, fixed: mode === "IN" });
        if (mode === "OUT") beginEmpty(pl, variable, emptyMap(type));
        return { name: variable, mode, type: mapType(type), ...value };
      }
      if (type.is !== "scalar") {
        const what =
          type.is === "refused" ? type.what : type.is === "cursor" ? "a cursor" : "a record";
        if (type.is === "record" && mode === "IN" && !has) {
          pl.declare(name, {
            is: "row",
            variable: name,
            columns: new Map(
              type.fields.map((field) => [field.name.toLowerCase(), field.type.class]),
            ),
          });
          return { name, mode, type: recordType(type.fields) };
        }
        throw tx.stop(
          "DWM-PRC-002",
          { construct: `the parameter ${name}, which is ${what},` },
          offset,
        );
      }
      const variable = pl.kit.variables.free(name);
      pl.declare(
        name,
        { is: "variable", variable, type: type.type, parameter: mode },
        `${pl.routine.name}.${name}`,
      );
      return {
        name: variable,
        mode,
        type: type.type.sql,
        ...value,
      };
    }),
  );
}

/** INDEX BY tables are never NULL: an OUT parameter begins without elements. */
function beginEmpty(pl: Pl, variable: string, value: string): void {
  pl.atStart.push({ is: "set", targets: [variable], value });
}

/** A default names no variable of the session: one that is a variable of the package is what that begins with. */
function readDefault(pl: Pl, parameter: string): string {
  const { offset } = pl.cursor;
  const { sql } = pl.kit.expressionTo(pl.cursor.end);
  const variable = pl.session.get(sql.toLowerCase());
  if (!variable) return sql;
  const what = `the default of ${parameter} is what ${variable.name} begins with, not what it holds`;
  pl.note("DWM-PRC-007", { what }, offset);
  return variable.initial ?? "NULL";
}

function readMode(pl: Pl): ParameterMode {
  const { cursor } = pl;
  const inward = cursor.accept("IN");
  const outward = cursor.accept("OUT");
  cursor.accept("NOCOPY");
  return outward ? (inward ? "INOUT" : "OUT") : "IN";
}

function readReturns(pl: Pl): RoutineType {
  const { cursor, tx } = pl;
  const offset = cursor.offset;
  if (cursor.accept("SELF", "AS", "RESULT"))
    throw tx.stop("DWM-PRC-002", { construct: "a constructor" }, offset);
  const type = readPlType(pl);
  if (type.is === "scalar") return type.type;
  if (type.is === "collection") return { sql: arrayType(type), class: "unknown" };
  if (type.is === "map") return { sql: mapType(type), class: "unknown" };
  if (type.is === "record") return { sql: recordType(type.fields), class: "unknown" };
  const what = type.is === "refused" ? type.what : type.is === "cursor" ? "a cursor" : "a record";
  throw tx.stop("DWM-PRC-002", { construct: `a result that is ${what}` }, offset);
}

/** What is said of a routine before its IS. */
function readClauses(pl: Pl): { definer: boolean; deterministic: boolean } {
  const { cursor, tx } = pl;
  let definer = true;
  let deterministic = false;
  for (;;) {
    const offset = cursor.offset;
    if (cursor.accept("AUTHID")) definer = cursor.next()?.value !== "CURRENT_USER";
    else if (cursor.accept("DETERMINISTIC")) deterministic = true;
    else if (cursor.isWords("PIPELINED"))
      throw tx.stop(
        "DWM-PRC-002",
        { construct: "a pipelined function, which returns rows one by one," },
        offset,
      );
    else if (cursor.isWords("AGGREGATE"))
      throw tx.stop("DWM-PRC-002", { construct: "an aggregate function" }, offset);
    else if (cursor.isWords("SQL_MACRO"))
      throw tx.stop("DWM-PRC-002", { construct: "an SQL macro" }, offset);
    else if (cursor.accept("RESULT_CACHE")) {
      if (cursor.accept("RELIES_ON")) cursor.group();
    } else if (cursor.accept("PARALLEL_ENABLE") || cursor.accept("ACCESSIBLE", "BY")) {
      cursor.group();
    } else if (cursor.accept("DEFAULT", "COLLATION")) cursor.next();
    else if (cursor.accept("SHARING")) {
      while (
        !cursor.done &&
        !cursor.isWords("IS") &&
        !cursor.isWords("AS") &&
        !isSymbol(cursor.peek(), ";")
      )
        cursor.next();
    } else return { definer, deterministic };
  }
}

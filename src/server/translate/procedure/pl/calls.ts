import { isSymbol } from "../../../sql/token.ts";
import { type RoutineArgument, readRoutineArguments } from "../../query/calls/routineCall.ts";
import type { Statement } from "../model.ts";
import { rounded } from "../rounding.ts";
import { routineName } from "../script/routineName.ts";
import { changeable, collectionStatement } from "./collections.ts";
import type { Pl } from "./context.ts";
import { mapStatement } from "./maps.ts";
import { nestedProcedure } from "./nested.ts";
import { nestedNamed } from "./nestedScope.ts";
import { readPackageCall } from "./packages.ts";
import { fieldsFor } from "./records.ts";
import { assignedText } from "./textVariables.ts";
import { semicolonFrom } from "./tokens.ts";

/** `target := value;`, `procedure(arguments);` or `procedure;`. */
export function readAssignmentOrCall(pl: Pl, end: number): Statement[] {
  const { cursor, tx } = pl;
  const start = cursor.at;
  const offset = cursor.offset;
  const bound = cursor.isSymbol(":") ? cursor.next() : undefined;
  const parts = cursor.name();
  if (!parts) throw tx.stop("DWM-PRC-003", { near: cursor.near() }, offset);
  if (bound) parts[0] = `:${parts[0]}`;
  const behind = cursor.isSymbol("(") || cursor.isSymbol("[") ? groupEnd(pl) : cursor.at;
  const element = pl.oracle
    ? (collectionStatement(pl, parts, offset, end) ?? mapStatement(pl, parts, offset, end))
    : undefined;
  if (element) return element;
  const assigns =
    isSymbol(pl.tokens[behind], ":=") ||
    (!pl.oracle && isSymbol(pl.tokens[behind], "=")) ||
    (behind > cursor.at && isSymbol(pl.tokens[behind], "."));
  if (assigns) {
    if (behind > cursor.at)
      throw tx.stop(
        "DWM-PRC-002",
        { construct: `the element ${cursor.textBetween(start, behind)} of a collection` },
        offset,
      );
    cursor.next();
    return readAssignment(pl, parts, offset, end);
  }
  return readCallStatement(pl, parts, offset, end);
}

/** Behind the brackets at the cursor. */
function groupEnd(pl: Pl): number {
  const { cursor } = pl;
  if (cursor.isSymbol("(")) return cursor.matching();
  let index = cursor.at;
  while (index < cursor.end && !isSymbol(pl.tokens[index], "]")) index++;
  return index + 1;
}

/** The variable that a name means as the target of an assignment, an INTO or an OUT argument; not quoted. */
export function targetVariable(pl: Pl, parts: readonly string[], offset: number): string {
  const name = parts.join(".");
  const meaning = pl.names.find(name) ?? labelled(pl, parts);
  if (meaning?.is === "collection") {
    changeable(pl, meaning, offset);
    return meaning.variable;
  }
  if (meaning?.is === "map") {
    if (meaning.fixed) throw pl.tx.stop("DWM-PRC-039", { name }, offset);
    return meaning.variable;
  }
  if (meaning?.is === "variable") {
    if (meaning.parameter === "IN") throw pl.tx.stop("DWM-PRC-039", { name }, offset);
    return meaning.variable;
  }
  const record = pl.names.find(parts.slice(0, -1).join("."));
  if (record?.is === "record") {
    const field = record.fields.get((parts.at(-1) ?? "").toLowerCase());
    if (field) return field.variable;
    throw pl.tx.stop("DWM-PRC-035", { record: name }, offset);
  }
  const refused = [meaning, record].find((each) => each?.is === "refused");
  if (refused?.is === "refused")
    throw pl.tx.stop("DWM-PRC-002", { construct: refused.what }, offset);
  throw pl.tx.stop("DWM-PRC-040", { name }, offset);
}

function labelled(pl: Pl, parts: readonly string[]) {
  if (parts.length !== 2) return undefined;
  return pl.names.labelled(parts[0] ?? "")?.find(parts[1] ?? "");
}

function readAssignment(
  pl: Pl,
  parts: readonly string[],
  offset: number,
  end: number,
): Statement[] {
  const { cursor } = pl;
  const last = semicolonFrom(pl.tokens, cursor.at, end);
  const record = pl.names.find(parts.join("."));
  if (record?.is === "record") return assignRecord(pl, record, last, offset);
  const target = targetVariable(pl, parts, offset);
  const text = assignedText(pl, parts.join("."), cursor.slice(cursor.at, last));
  if (text !== undefined) {
    cursor.at = last;
    return [{ is: "set", targets: [target], value: text }];
  }
  // PL/pgSQL takes a query's tail behind the expression: `n := count(*) FROM t`.
  const value = pl.kit.expressionTo(last);
  const sql = rounded(value, pl.typeOf(target));
  const kind = sql === value.sql ? { class: value.type } : {};
  return [{ is: "set", targets: [target], value: sql, ...kind }];
}

/** A record from another one. */
function assignRecord(
  pl: Pl,
  record: Extract<ReturnType<Pl["names"]["find"]>, { is: "record" }>,
  last: number,
  offset: number,
): Statement[] {
  const { cursor } = pl;
  const from = cursor.name();
  const other = from && cursor.at === last ? pl.names.find(from.join(".")) : undefined;
  if (other?.is === "row" && other.columns) {
    const columns = [...other.columns].map(([name, type]) => ({ name, type }));
    const fields = fieldsFor(pl, record, columns, offset);
    return fields.map((field, index) => ({
      is: "set",
      targets: [field.variable],
      value: pl.rowColumn(other.variable, columns[index]?.name ?? ""),
    }));
  }
  if (other?.is !== "record")
    throw pl.tx.stop(
      "DWM-PRC-002",
      { construct: `the assignment to the record ${record.written}` },
      offset,
    );
  const sources = [...other.fields.values()];
  const columns = sources.map(({ name, type }) => ({ name, type: type.class }));
  const fields = fieldsFor(pl, record, columns, offset);
  return fields.flatMap((field, index) => {
    const source = sources[index];
    return source
      ? [{ is: "set" as const, targets: [field.variable], value: pl.variableSql(source.variable) }]
      : [];
  });
}

function readCallStatement(
  pl: Pl,
  parts: readonly string[],
  offset: number,
  end: number,
): Statement[] {
  const { cursor, tx } = pl;
  const known = readPackageCall(pl, parts, offset, end);
  if (known) return known;
  const first = pl.names.find(parts[0] ?? "");
  if (first?.is === "refused") throw tx.stop("DWM-PRC-002", { construct: first.what }, offset);
  const nested = nestedNamed(pl, parts, "PROCEDURE");
  const inside = cursor.group();
  if (!cursor.isSymbol(";") && cursor.at < end)
    throw tx.stop("DWM-PRC-003", { near: parts.join(".") }, offset);
  if (nested) return nestedProcedure(pl, nested, inside, offset);
  return [called(pl, parts, readRoutineArguments(tx, inside), offset)];
}

/** The call of a procedure whose name has been read; the cursor stands at its brackets. */
export function callOf(pl: Pl, parts: readonly string[], offset: number): Statement {
  return called(pl, parts, readRoutineArguments(pl.tx, pl.cursor.group()), offset);
}

function called(
  pl: Pl,
  parts: readonly string[],
  args: readonly RoutineArgument[],
  offset: number,
): Statement {
  const { tx } = pl;
  const procedure = routineName(tx, parts, args, offset);
  return { is: "call", procedure, args: args.map(asArgument) };
}

export function asArgument(arg: { name?: string; value: { sql: string } }): {
  name?: string;
  value: string;
} {
  return arg.name === undefined
    ? { value: arg.value.sql }
    : { name: arg.name, value: arg.value.sql };
}

import { calledName, routinesOf } from "../../query/calls/routineCall.ts";
import { type Expr, primary } from "../../query/expr.ts";
import { databricksWriter } from "../../writer/databricksWriter.ts";
import { callStack } from "./callStack.ts";
import { clientIdentifier } from "./clientIdentifier.ts";
import { collectionCall } from "./collections.ts";
import type { Pl } from "./context.ts";
import { BIGINT, BOOLEAN } from "./context.ts";
import { nestedFunction } from "./nested.ts";
import { nestedNamed } from "./nestedScope.ts";
import { recordValue } from "./records.ts";

/** Lets expressions ask what a name means that is no variable and no column, and finds out what is asked for anywhere. */
export function prepareNames(pl: Pl): void {
  if (pl.oracle)
    pl.tx.resolveCall = (parts, offset) => {
      const nested = nestedNamed(pl, parts, "FUNCTION");
      if (nested) return nestedFunction(pl, nested, offset);
      return (
        clientIdentifier(pl, parts, offset) ??
        callStack(pl, parts, offset) ??
        collectionCall(pl, parts, offset)
      );
    };
  pl.tx.resolveName = (parts, offset, inQuery) => resolve(pl, parts, offset, inQuery);
  const words = new Set(
    pl.tokens.filter((token) => token.kind === "word").map((token) => token.value),
  );
  const { variables } = pl.tx.scope;
  const know = (key: string, sql: string, type: "bool" | "int") =>
    variables.set(key, { sql, inQuery: sql, type, rule: "wins" });
  if (pl.oracle) {
    if (!["ROWCOUNT", "FOUND", "NOTFOUND"].some((attribute) => words.has(`SQL%${attribute}`)))
      return;
    const count = pl.helperAtStart("dwm_row_count", BIGINT);
    pl.rowCount = count;
    know("sql%rowcount", count, "int");
    know("sql%found", `(${count} > 0)`, "bool");
    know("sql%notfound", `(${count} = 0)`, "bool");
    return;
  }
  if (!words.has("FOUND")) return;
  const found = pl.helperAtStart("found", BOOLEAN, "FALSE");
  pl.found = found;
  know("found", databricksWriter.name(found), "bool");
}

function resolve(
  pl: Pl,
  parts: readonly string[],
  offset: number,
  inQuery: boolean,
): Expr | undefined {
  const name = parts.join(".");
  const stack = pl.oracle ? callStack(pl, parts, offset) : undefined;
  if (stack) return stack;
  // `schema.package.constant`
  const meaning =
    pl.names.find(name) ??
    (parts.length > 2 ? pl.names.find(parts.slice(-2).join(".")) : undefined);
  switch (meaning?.is) {
    case "variable":
      return primary(databricksWriter.name(meaning.variable), meaning.type.class);
    case "collection":
    case "map":
      return primary(databricksWriter.name(meaning.variable), "unknown");
    case "record":
      return primary(recordValue(meaning), "unknown");
    case "row":
      return primary(databricksWriter.name(meaning.variable), "unknown");
    case "refused":
      throw pl.tx.stop("DWM-PRC-002", { construct: meaning.what }, offset);
    case "nested":
      if (meaning.kind === "FUNCTION") return nestedFunction(pl, meaning, offset);
      throw pl.tx.stop("DWM-PRC-040", { name }, offset);
    case "exception":
    case "type":
    case "cursor":
      throw pl.tx.stop("DWM-PRC-040", { name }, offset);
    case "constant":
      return primary(meaning.sql, meaning.type.class);
  }
  if (parts.length > 1) {
    const owner = pl.names.find(parts[0] ?? "");
    const field = parts.at(-1) ?? "";
    if (owner?.is === "row" && parts.length === 2) {
      if (owner.columns && !owner.columns.has(field.toLowerCase()))
        throw pl.tx.stop("DWM-PRC-040", { name }, offset);
      return primary(pl.rowColumn(owner.variable, field), "unknown");
    }
    if (owner?.is === "record") throw pl.tx.stop("DWM-PRC-035", { record: name }, offset);
    if (owner?.is === "refused") throw pl.tx.stop("DWM-PRC-002", { construct: owner.what }, offset);
    const labelled = pl.names.labelled(parts[0] ?? "")?.find(parts.slice(1).join("."));
    if (labelled?.is === "variable")
      return primary(databricksWriter.name(labelled.variable), labelled.type.class);
  }
  const functions = routinesOf(pl.tx, parts).filter(({ kind }) => kind === "FUNCTION");
  const [called] = functions;
  if (called && (!inQuery || parts.length > 1))
    return primary(`${calledName(pl.tx, parts, called.target, called.schema)}()`, "unknown");
  if (inQuery) return undefined;
  throw pl.tx.stop("DWM-PRC-040", { name }, offset);
}

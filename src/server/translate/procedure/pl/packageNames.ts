import type { PackageContext, SourceStatement } from "../../../inventory/types.ts";
import { Cursor } from "../../cursor.ts";
import { Diagnostics, Untranslatable } from "../../diagnostics.ts";
import { positionAt } from "../../positions.ts";
import { wrap } from "../../query/expr.ts";
import { Tx } from "../../query/tx.ts";
import { RoutineKit } from "../kit.ts";
import type { Condition } from "../model.ts";
import { collectionCall, nameCollection } from "./collections.ts";
import { Pl } from "./context.ts";
import { readDeclarations } from "./declarations.ts";
import { sharedState, sqlstateOf } from "./errors.ts";
import { nameMap } from "./maps.ts";
import type { PlName } from "./names.ts";
import { declareState } from "./packageState.ts";
import { acceptDefault, plsqlTokens } from "./tokens.ts";
import { readPlType } from "./types.ts";

type Declaring = Pick<PackageContext, "name"> & { declarations: readonly SourceStatement[] };

/**
 * Lets a routine know what its package declares: constants by their values, types, cursors and exceptions as if they were
 * the routine's own, variables as what cannot be named. Issues are told at the declaration.
 */
export function declarePackage(pl: Pl, context: Declaring): void {
  for (const statement of context.declarations) {
    const inner = innerPl(pl, statement);
    try {
      declareOne(inner, context);
    } catch (error) {
      if (!(error instanceof Untranslatable)) throw error;
      inner.cursor.at = 0;
      const name = nameOf(inner);
      refuse(
        inner,
        name,
        `${context.name}.${name}, which cannot be translated (${error.issue.message}),`,
        context,
      );
    }
  }
}

/** What another package declares: only by its full name. */
export function declareForeign(
  pl: Pl,
  name: string,
  declarations: readonly SourceStatement[],
): void {
  const known: [string, PlName][] = [];
  pl.scoped(undefined, () => {
    declarePackage(pl, { name, declarations });
    for (const [key, meaning] of pl.names.own()) if (key.includes(".")) known.push([key, meaning]);
  });
  for (const [key, meaning] of known) {
    if (meaning.is === "collection") nameCollection(pl, key, meaning);
    else if (meaning.is === "map") nameMap(pl, key, meaning);
    else pl.declare(key, meaning);
  }
}

/** A reader over the declaration's own text, which shares the routine's names. */
function innerPl(pl: Pl, statement: SourceStatement): Pl {
  const { text } = statement;
  const { tokens } = plsqlTokens(new Cursor(text, "oracle").tokens, text);
  const diagnostics = new Diagnostics(
    (offset) => positionAt(statement, text, offset),
    pl.tx.diagnostics.issues,
  );
  const tx = new Tx(new Cursor(text, "oracle", tokens), pl.tx.context, diagnostics);
  tx.scope = pl.tx.scope;
  tx.resolveName = pl.tx.resolveName;
  const inner = new Pl(new RoutineKit(tx, pl.kit.name, pl.kit.variables), pl.routine, pl.session);
  inner.names = pl.names;
  tx.resolveCall = (parts, offset) => collectionCall(inner, parts, offset);
  inner.frames.push(...(pl.frames.length > 0 ? pl.frames : [pl.packageFrame]));
  return inner;
}

const KINDS = new Set(["TYPE", "SUBTYPE", "CURSOR"]);

function nameOf({ cursor }: Pl): string {
  if (cursor.isOneOf(KINDS)) cursor.next();
  return cursor.identifier() ?? "";
}

function refuse(pl: Pl, name: string, what: string, context: Declaring): void {
  pl.declare(name, { is: "refused", what }, `${context.name}.${name}`);
}

function declareOne(pl: Pl, context: Declaring): void {
  const { cursor, tx } = pl;
  if (cursor.isWords("PRAGMA")) {
    const [, , , exception, , ...rest] = pl.tokens;
    const code = Number(
      rest
        .map((token) => token.text)
        .join("")
        .replace(/[);'\s]/g, ""),
    );
    const meaning = pl.names.find(exception?.text ?? "");
    const state = sqlstateOf(code);
    if (meaning?.is !== "exception") return;
    if (state === undefined)
      pl.note("DWM-PRC-033", { code: `ORA${code}`, exception: exception?.text ?? "" }, 0);
    else meaning.declaration.sqlstate = state;
    return;
  }
  if (cursor.isOneOf(KINDS)) {
    const name = cursor.peek(1)?.text ?? "";
    for (const declaration of readDeclarations(pl, cursor.end)) pl.outermost(declaration);
    const meaning = pl.names.find(name);
    if (meaning) pl.declare(`${context.name}.${name}`, meaning);
    return;
  }
  const name = tx.expectIdentifier("a name");
  if (cursor.accept("EXCEPTION")) {
    // All routines of the package have to mean the same error by it.
    const sqlstate = sharedState(`${context.name}.${name}`);
    const declaration: Condition = { is: "condition", name: pl.kit.variables.free(name), sqlstate };
    pl.outermost(declaration);
    pl.declare(name, { is: "exception", declaration }, `${context.name}.${name}`);
    pl.declare(`${context.name}.${name}`, { is: "exception", declaration });
    return;
  }
  if (!cursor.accept("CONSTANT")) {
    if (!declareState(pl, name, context.name))
      refuse(pl, name, `${context.name}.${name}, a variable of the package,`, context);
    return;
  }
  const type = readPlType(pl);
  cursor.accept("NOT", "NULL");
  if (type.is !== "scalar" || !acceptDefault(cursor)) {
    refuse(pl, name, `${context.name}.${name}, a constant that is no single value,`, context);
    return;
  }
  const end = pl.tokens.length - 1;
  const value = pl.kit.expressionTo(end);
  if (
    /\b(current_timestamp|current_date|now|uuid|rand|current_user|session_user)\(/i.test(value.sql)
  ) {
    const what = `${context.name}.${name} is computed anew wherever it is used; the source computes it once a session`;
    pl.note("DWM-PRC-007", { what }, 0);
  }
  pl.declare(
    name,
    {
      is: "constant",
      sql: wrap(value),
      type: { ...type.type, class: value.type === "unknown" ? type.type.class : value.type },
    },
    `${context.name}.${name}`,
  );
}

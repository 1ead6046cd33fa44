import type { InventoryObject, SourceStatement } from "../../inventory/types.ts";
import { Untranslatable } from "../diagnostics.ts";
import { fullName, quoteName } from "../duckdbNames.ts";
import type { TranslateContext, TranslatedObject } from "../types.ts";
import { openRoutine } from "./kit.ts";
import type { ScalarFunction, TableFunction } from "./model.ts";
import { routineReader } from "./read.ts";

/** True of an expression with a query in it; EXTRACT(… FROM …) and IS DISTINCT FROM are none. */
function readsTables(expression: string): boolean {
  const plain = expression.replace(/\bextract\(\w+ FROM\b|\bDISTINCT FROM\b/gi, "");
  return /\bFROM\b/i.test(plain);
}

/** Begins the names of a table macro's parameters: no column has such a name. */
const PREFIX = "dwm_";

/**
 * A function that is one expression or one query as DuckDB's macro, which puts it where it is called. Undefined for all else:
 * statements, expressions that read tables (whose columns the parameters could be taken for), OUT parameters, defaults.
 */
export function duckdbMacro(
  object: InventoryObject,
  create: SourceStatement,
  context: TranslateContext,
  targetName: string,
): TranslatedObject | undefined {
  const reader = routineReader(context.sourceType);
  if (!reader || object.kind !== "FUNCTION") return undefined;
  const ofRows =
    /^(tsql|postgres)$/.test(context.sourceType) &&
    /\bRETURNS\s+(TABLE|SETOF)\b/i.test(create.text);
  const kit = openRoutine(object, create, context, targetName, "duckdb", ofRows ? PREFIX : "");
  try {
    const [routine, ...more] = reader(kit, object).routines;
    const { issues } = kit.tx.diagnostics;
    if (routine?.is !== (ofRows ? "tableFunction" : "function") || more.length > 0)
      return undefined;
    if (ofRows && !routine.parameters.every(({ name }) => name.startsWith(PREFIX)))
      return undefined;
    // T-SQL's callers give every argument.
    const all = ofRows && context.sourceType === "tsql";
    const plain = routine.parameters.every(
      ({ mode, initial }) => mode === "IN" && (all || initial === undefined),
    );
    const body = routine.is === "function" ? expressionOf(routine) : rowsOf(routine);
    if (!plain || body === undefined || issues.some(({ severity }) => severity === "error"))
      return undefined;
    const names = routine.parameters.map(({ name }) => quoteName(name)).join(", ");
    const sql = `CREATE OR REPLACE MACRO ${fullName(context.names, targetName)}(${names}) AS ${body}`;
    const { file, line, column } = create;
    return {
      outcome: "translated",
      targetName,
      statements: [{ sql, file, line, column }],
      afterLoad: [],
      columns: null,
      issues,
    };
  } catch (error) {
    if (error instanceof Untranslatable || error instanceof RangeError) return undefined;
    throw error;
  }
}

function expressionOf({ expression, returns }: ScalarFunction): string | undefined {
  if (readsTables(expression) || expression.trim() === "") return undefined;
  return returns === undefined ? `(${expression})` : `(CAST((${expression}) AS ${returns}))`;
}

function rowsOf({ query, columns }: TableFunction): string {
  if (!columns) return `TABLE ${query}`;
  const names = columns.map(({ name }) => quoteName(name)).join(", ");
  return `TABLE SELECT * FROM (${query}) AS dwm_rows(${names})`;
}

import type { InventoryObject, SourceStatement } from "../../inventory/types.ts";
import { Untranslatable } from "../diagnostics.ts";
import { fullName, quoteName } from "../duckdbNames.ts";
import type { TranslateContext, TranslatedObject } from "../types.ts";
import { openRoutine } from "./kit.ts";
import { routineReader } from "./read.ts";

/** True of an expression with a query in it; EXTRACT(… FROM …) and IS DISTINCT FROM are none. */
function readsTables(expression: string): boolean {
  const plain = expression.replace(/\bextract\(\w+ FROM\b|\bDISTINCT FROM\b/gi, "");
  return /\bFROM\b/i.test(plain);
}

/**
 * A scalar function of one expression as DuckDB's macro, which puts the expression where it is called. Undefined for all
 * else: statements, queries of tables (whose columns the parameters could be taken for), OUT parameters, defaults.
 */
export function duckdbMacro(
  object: InventoryObject,
  create: SourceStatement,
  context: TranslateContext,
  targetName: string,
): TranslatedObject | undefined {
  const reader = routineReader(context.sourceType);
  if (!reader || object.kind !== "FUNCTION") return undefined;
  const kit = openRoutine(object, create, context, targetName, "duckdb");
  try {
    const [routine, ...more] = reader(kit, object).routines;
    const { issues } = kit.tx.diagnostics;
    if (routine?.is !== "function" || more.length > 0) return undefined;
    const { parameters, expression, returns } = routine;
    const plain = parameters.every(({ mode, initial }) => mode === "IN" && initial === undefined);
    const simple = !readsTables(expression) && expression.trim() !== "";
    if (!plain || !simple || issues.some(({ severity }) => severity === "error")) return undefined;
    const names = parameters.map(({ name }) => quoteName(name)).join(", ");
    const body = returns === undefined ? expression : `CAST((${expression}) AS ${returns})`;
    const sql = `CREATE OR REPLACE MACRO ${fullName(context.names, targetName)}(${names}) AS (${body})`;
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

import type { Issue } from "../../../protocol/job.ts";
import type { LooseStatement } from "../../inventory/readScript.ts";
import type { InventoryObject } from "../../inventory/types.ts";
import { tokenize } from "../../sql/lexer.ts";
import type { Token } from "../../sql/token.ts";
import type { LooseResult } from "../dml/translateLoose.ts";
import { makeIssue } from "../issueCodes.ts";
import type { Artefact, TargetStatement, TranslateContext, TranslatedObject } from "../types.ts";
import { findings, ownFunctions } from "./findings.ts";
import { lostColumns } from "./tableColumns.ts";

/**
 * Reads every statement of a translation again, and lets nothing pass that is known to be wrong: such an object has no
 * translation but an issue. A routine keeps its text, which a person has to finish anyhow, with the issues.
 */
export async function verifyObject(
  object: InventoryObject,
  context: TranslateContext,
  translated: TranslatedObject,
): Promise<TranslatedObject> {
  if (translated.outcome === "error") return translated;
  if (translated.outcome === "skipped") {
    const { artefact } = translated;
    return artefact
      ? { ...translated, artefact: await verifyArtefact(object, context, artefact) }
      : translated;
  }
  const statements = [...translated.statements, ...translated.afterLoad];
  const found = await verifyStatements(object, context, statements);
  if (found.length === 0) return translated;
  const issues = [...translated.issues, ...found];
  const issue = found.find(({ severity }) => severity === "error");
  if (!issue || object.objectType === "PROCEDURE") return { ...translated, issues };
  return { outcome: "error", issue, issues };
}

async function verifyArtefact(
  object: InventoryObject,
  context: TranslateContext,
  artefact: Artefact,
): Promise<Artefact> {
  const target = { ...context, target: artefact.dialect };
  const found = await verifyStatements(object, target, artefact.statements);
  return found.length === 0 ? artefact : { ...artefact, issues: [...artefact.issues, ...found] };
}

async function verifyStatements(
  object: InventoryObject,
  context: TranslateContext,
  statements: readonly TargetStatement[],
): Promise<Issue[]> {
  const issues: Issue[] = [];
  if (object.objectType !== "TABLE" && context.target !== "databricks") return issues;
  const read = statements.map(({ sql }) => ({ sql, tokens: tokenize(sql, context.target) }));
  if (object.objectType === "TABLE") {
    const lost = verifyColumns(object, context, read);
    if (lost) issues.push(lost);
  }
  if (context.target !== "databricks") return issues;
  const functions = ownFunctions(context, object);
  for (const { sql, tokens } of read)
    issues.push(...(await findings(sql, object.definition, context, functions, tokens)));
  return issues;
}

function verifyColumns(
  object: InventoryObject,
  { sourceType }: TranslateContext,
  statements: readonly { readonly sql: string; readonly tokens: readonly Token[] }[],
): Issue | undefined {
  const [create] = object.definition;
  const made = statements.find(({ sql }) =>
    /^CREATE\s+(OR\s+REPLACE\s+)?(TEMP\w*\s+)?TABLE\b/i.test(sql),
  );
  if (!create || !made) return undefined;
  const source = tokenize(create.text, sourceType);
  const what = lostColumns(object.definition, source, made.tokens);
  return what === undefined ? undefined : makeIssue("DWM-VER-004", create, { what });
}

/** The same for a statement that defines no object. */
export async function verifyLoose(
  source: LooseStatement,
  context: TranslateContext,
  result: LooseResult,
): Promise<LooseResult> {
  if (context.target !== "databricks" || !result.statements) return result;
  const found: Issue[] = [];
  for (const sql of result.statements) found.push(...(await findings(sql, [source], context)));
  if (found.length === 0) return result;
  const wrong = found.some(({ severity }) => severity === "error");
  return {
    ...result,
    statements: wrong ? null : result.statements,
    issues: [...result.issues, ...found],
  };
}

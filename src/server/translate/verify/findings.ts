import type { SourceType } from "../../../protocol/dialect.ts";
import type { Issue } from "../../../protocol/job.ts";
import type { InventoryObject, SourcePosition, SourceStatement } from "../../inventory/types.ts";
import { tokenize } from "../../sql/lexer.ts";
import type { Token } from "../../sql/token.ts";
import { makeIssue } from "../issueCodes.ts";
import { positionAt } from "../positions.ts";
import type { TranslateContext } from "../types.ts";
import { type Leftover, leftovers } from "./guard.ts";
import { secondOpinion } from "./secondParser.ts";

/** A result is as long as this at most to be told of as a whole; what was found at more places is told once a word. */
const MOST_FINDINGS = 20;

/** What the checks of Databricks SQL find in one statement; issues stand at the place in the source that they come from. */
export async function findings(
  sql: string,
  source: readonly SourceStatement[],
  context: TranslateContext,
  functions: ReadonlySet<string> = ownFunctions(context),
  tokens: readonly Token[] = tokenize(sql, "databricks"),
): Promise<Issue[]> {
  const left = leftovers(tokens, { source: context.sourceType, functions });
  const issues = distinct(left)
    .slice(0, MOST_FINDINGS)
    .map((leftover) => issueOf(leftover, source, context.sourceType));
  if (issues.length > 0) return issues;
  const reason = context.withoutLibraries
    ? "it broke down on it"
    : await secondOpinion(sql, tokens);
  const [first] = source;
  return reason === undefined || !first ? [] : [makeIssue("DWM-VER-001", first, { reason })];
}

/** The inventory's own functions, as they are called in the result; a package's routines call each other. */
export function ownFunctions(
  { names }: TranslateContext,
  object?: InventoryObject,
): ReadonlySet<string> {
  const own = Object.values(names.routines ?? {}).flatMap((all) => all.map(({ target }) => target));
  if (object) own.push(object.baseName);
  const inside = object?.package;
  for (const [at, { name }] of (inside?.siblings ?? []).entries()) {
    // Overloads have numbers behind their name.
    const base = `${inside?.name}_${name}`;
    own.push(base, ...Array.from({ length: at }, (_, index) => `${base}_${index + 2}`));
  }
  return new Set(own.map((name) => name.toLowerCase()));
}

function distinct(found: readonly Leftover[]): Leftover[] {
  return [...new Map(found.map((one) => [`${one.kind} ${one.text.toUpperCase()}`, one])).values()];
}

function issueOf(
  { kind, text, tokens }: Leftover,
  source: readonly SourceStatement[],
  dialect: SourceType,
): Issue {
  const at = placeOf(tokens, source, dialect);
  if (kind === "function") return makeIssue("DWM-VER-003", at, { name: text });
  return makeIssue("DWM-VER-002", at, { what: kind === "type" ? `the type ${text}` : text });
}

/** Where the source has the same words, at the first that is one; the statement's start where it has them not. */
function placeOf(
  wanted: readonly Token[],
  source: readonly SourceStatement[],
  dialect: SourceType,
): SourcePosition {
  const values = wanted.map(({ value }) => value.toUpperCase());
  const word = Math.max(
    0,
    wanted.findIndex(({ kind }) => kind === "word"),
  );
  for (const statement of source) {
    const tokens = tokenize(statement.text, dialect);
    const at = tokens.findIndex((_, first) =>
      values.every((value, index) => tokens[first + index]?.value.toUpperCase() === value),
    );
    const found = at < 0 ? undefined : tokens[at + word];
    if (found) return positionAt(statement, statement.text, found.start);
  }
  const { file, line, column } = source[0] ?? { file: "", line: 1, column: 1 };
  return { file, line, column };
}

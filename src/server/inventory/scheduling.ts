import { isSymbol, isWord, type Token } from "../sql/token.ts";
import { type Rule, SCHEDULED, TUNING } from "./leftOutReasons.ts";

/** Packages and schemas of the sources whose calls do one kind of thing, wherever they are called. */
const PACKAGES: Readonly<Record<string, Rule>> = {
  DBMS_SCHEDULER: ["task", true, SCHEDULED],
  DBMS_JOB: ["task", true, SCHEDULED],
  CRON: ["task", true, SCHEDULED],
  DBMS_RLS: ["policy", true, "The rows that it hides are visible in the target."],
  DBMS_REDACT: ["policy", true, "The columns that it masks are readable in the target."],
  DBMS_STATS: ["maintenance", false, TUNING],
};

/** What a block or call does that only calls one of the packages above; undefined for everything else. */
export function scheduling(tokens: readonly Token[]): Rule | undefined {
  for (const [at, token] of tokens.entries()) {
    if (token.kind !== "word" || !isSymbol(tokens[at + 1], ".")) continue;
    const rule = PACKAGES[token.value];
    // What else a block does must not be called harmless with it.
    const alone = rule?.[1] || tokens.filter((other) => isSymbol(other, ";")).length <= 2;
    if (rule && alone && !writes(tokens)) return rule;
  }
  return undefined;
}

function writes(tokens: readonly Token[]): boolean {
  return ["INSERT", "UPDATE", "MERGE", "DELETE"].some((verb) =>
    tokens.some((token) => isWord(token, verb)),
  );
}

import { SOURCE_TYPES, type SourceType } from "../../../src/protocol/dialect.ts";
import type { TranslatedStatement } from "../../../src/protocol/translate.ts";
import { ISSUE_CODES } from "../../../src/server/translate/issueCodes.ts";
import { mutate } from "./mutate.ts";
import { Random } from "./random.ts";
import { seedStatements } from "./seeds.ts";

export interface Mutant {
  sql: string;
  source_type: SourceType;
  target_type: "duckdb" | "databricks";
}

/** Damaged statements, each with a source and a target; seeded. */
export function* mutants(count: number, seed: number): Generator<Mutant> {
  const random = new Random(seed);
  const seeds = seedStatements();
  for (let at = 0; at < count; at++) {
    const source = SOURCE_TYPES[at % SOURCE_TYPES.length] ?? "postgres";
    const other = random.chance(2) ? source : random.pick(SOURCE_TYPES);
    const sql = mutate(
      random.pick(seeds.get(source) ?? []),
      random.pick(seeds.get(other) ?? []),
      random,
    );
    if (sql.trim() === "") continue;
    const target_type =
      at % (2 * SOURCE_TYPES.length) < SOURCE_TYPES.length ? "duckdb" : "databricks";
    yield { sql, source_type: source, target_type };
  }
}

/** Codes that say that something went wrong in us, not in the statement. */
const OURS = /^DWM-JOB-|^DWM-GEN-900/;

/** What is wrong with the answer to a mutant: an unforeseen error, a place that is not in the text, a message with holes. */
export function faultOf(
  { sql }: Mutant,
  answer: readonly TranslatedStatement[],
): string | undefined {
  const lines = sql.split(/\r\n?|\n/);
  const inside = (line: number | null, column: number | null) =>
    line !== null &&
    column !== null &&
    line >= 1 &&
    column >= 1 &&
    line <= lines.length &&
    column <= (lines[line - 1]?.length ?? 0) + 1;
  for (const statement of answer) {
    if (!inside(statement.line, statement.column))
      return `statement at ${statement.line}:${statement.column}`;
    if (statement.sql !== null && statement.sql.trim() === "") return "an empty result";
    const silent = statement.confidence === "manual" && statement.issues.length === 0;
    if (silent) return "no result and no issue";
    for (const { code, message, line, column } of statement.issues) {
      if (!Object.hasOwn(ISSUE_CODES, code)) return `the unknown code ${code}`;
      if (OURS.test(code)) return `${code} ${message}`;
      if (!inside(line, column)) return `${code} at ${line}:${column} of ${lines.length} lines`;
      if (
        /\bundefined\b|\[object |\bNaN\b|\{\w+\}/.test(message) &&
        !/\bundefined\b|\bNaN\b|\{\w+\}/.test(sql)
      )
        return `${code} says: ${message}`;
    }
  }
  return undefined;
}

import type { SourceType } from "../../../protocol/dialect.ts";
import { BrokenParserError, isBreakdown } from "../brokenParser.ts";

/** How the library calls the dialects. */
const NAMES = {
  oracle: "oracle",
  snowflake: "snowflake",
  tsql: "tsql",
  teradata: "teradata",
  redshift: "redshift",
  bigquery: "bigquery",
  postgres: "postgresql",
  mysql: "mysql",
} as const satisfies Record<SourceType, string>;

/** Beyond these it could use up its stack, and could not be used again. */
const GUARD = {
  maxParserDepth: 200,
  maxInputBytes: 60_000,
  maxParenthesisDepth: 24,
  maxFunctionCallDepth: 24,
};

/** The library's Databricks SQL for one query, or undefined. Rejects with BrokenParserError when it broke down. */
export async function askLibrary(query: string, source: SourceType): Promise<string | undefined> {
  const { transpile } = await import("@polyglot-sql/sdk");
  try {
    const options = { complexityGuard: GUARD };
    const answer = transpile(query, NAMES[source] as never, "databricks" as never, options);
    return answer.success && answer.sql?.length === 1 ? answer.sql[0] : undefined;
  } catch (error) {
    if (isBreakdown(error)) throw new BrokenParserError(error);
    return undefined;
  }
}

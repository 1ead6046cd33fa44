import type { SourceType } from "../../protocol/dialect.ts";
import type { InventoryObject } from "../inventory/types.ts";
import { tokenize } from "../sql/lexer.ts";
import type { Token } from "../sql/token.ts";
import type { TargetDialect } from "../translate/types.ts";

/** Whose rules of quoting and comments the target follows: DuckDB PostgreSQL's, Databricks BigQuery's. */
export const READ_AS: Readonly<Record<TargetDialect, SourceType>> = {
  duckdb: "postgres",
  databricks: "bigquery",
};

/** DuckDB functions that reach out of the database: files, the network, secrets, the environment, settings. */
const REACHING_OUT =
  /^(read_\w+|sniff_\w+|parquet_\w+|glob|getenv|query|query_table|which_secret|duckdb_secrets|sqlite_scan|postgres_\w+|mysql_\w+|iceberg_\w+|delta_scan|st_read\w*|from_substrait\w*|http_\w+|load_aws_credentials|pragma_\w+|write_\w+|ai_query|java_method|reflect|remote_query|read_files)$/i;

const STARTS: Readonly<Record<InventoryObject["objectType"], RegExp>> = {
  TABLE: /^CREATE (OR REPLACE )?TABLE /,
  VIEW: /^(SELECT|WITH) /,
  PROCEDURE: /^CREATE (OR REPLACE )?(PROCEDURE|FUNCTION) /,
};

/**
 * Looks for what a translation of the object must not be: several statements, a statement of another kind, something that
 * reaches out of the database. Answers what is wrong, or undefined.
 */
export function complaintAbout(
  sql: string,
  objectType: InventoryObject["objectType"],
  target: TargetDialect,
): string | undefined {
  const tokens = tokenize(sql, READ_AS[target]);
  if (tokens.some(({ kind }) => kind === "unterminated"))
    return "a literal or comment is not closed";
  const head = tokens
    .slice(0, 5)
    .map(({ value }) => `${value.toUpperCase()} `)
    .join("");
  if (!STARTS[objectType].test(head))
    return `it begins with "${head.trim()}", which is not what was asked for`;
  if (objectType !== "PROCEDURE" && tokens.some(({ text }) => text === ";"))
    return "it holds more than one statement";
  const reaching = tokens.find((token, index) => reachesOut(token, tokens[index + 1]));
  if (reaching) return `it calls ${reaching.text}, which reaches out of the database`;
  const file = tokens.find((token, index) => readsFile(token, tokens[index - 1], target));
  if (file) return `it reads from ${file.text.slice(0, 60)}, which is no table`;
  return undefined;
}

function reachesOut(token: Token, next: Token | undefined): boolean {
  const named = token.kind === "word" || token.kind === "quoted";
  return named && next?.text === "(" && REACHING_OUT.test(token.value);
}

/** DuckDB reads a file whose name stands in place of a table. */
function readsFile(token: Token, before: Token | undefined, target: TargetDialect): boolean {
  if (before?.kind !== "word" || !/^(FROM|JOIN)$/.test(before.value)) return false;
  if (token.kind === "string") return true;
  return target === "duckdb" && token.kind === "quoted" && /[./:*]/.test(token.value);
}

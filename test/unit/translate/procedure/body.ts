import type { SourceType } from "../../../../src/protocol/dialect.ts";
import { dedent, type Made, translateOne } from "./script.ts";

/** What stands between the outermost BEGIN and END of a procedure's text. */
export function bodyOf(sql: string): string {
  const start = sql.indexOf("\nBEGIN\n");
  return dedent(sql.slice(start + 7, sql.lastIndexOf("\nEND")));
}

/** A statement or two of a procedure, translated: the body's text, and the codes of what is more than a remark. */
export async function translateBody(
  dialect: SourceType,
  script: string,
  key?: string,
): Promise<[body: string, told: string[], made: Made]> {
  const made = await translateOne(dialect, script, key);
  const told = made.issues
    .filter(({ severity }) => severity !== "info")
    .map(({ code, line, column }) => `${code} ${line}:${column}`);
  return [bodyOf(made.sql), told, made];
}

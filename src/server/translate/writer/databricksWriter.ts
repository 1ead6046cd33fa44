import type { NameMap } from "../types.ts";
import { DATABRICKS_RESERVED } from "./databricksReserved.ts";
import type { SqlWriter } from "./sqlWriter.ts";

/** An identifier: in backticks where it is no plain word or a reserved one. Databricks folds case by itself. */
function name(text: string): string {
  const plain = /^[A-Za-z_][A-Za-z0-9_]*$/.test(text);
  return plain && !DATABRICKS_RESERVED.has(text.toUpperCase())
    ? text
    : `\`${text.replaceAll("`", "``")}\``;
}

/** A string literal; the backslash is Databricks' escape character ("STRING type", spark.sql.parser.escapedStringLiterals off). */
function text(value: string): string {
  return `'${value.replaceAll("\\", "\\\\").replaceAll("'", "\\'")}'`;
}

/** `catalog.schema.name`; parts that the job leaves empty are left out. */
function fullName({ catalog, schema }: NameMap, target: string): string {
  return [catalog, schema, target]
    .filter((part) => part !== "")
    .map(name)
    .join(".");
}

export const databricksWriter: SqlWriter = {
  dialect: "databricks",
  name,
  text,
  bytes: (hex) => `X'${hex}'`,
  textType: "STRING",
  fullName,
  innerName: fullName,
};

import { type DialectOptions, duckdb, type FormatOptionsWithDialect, spark } from "sql-formatter";
import type { TargetDialect } from "../types.ts";

const name = "(?:[\\p{L}_][\\p{L}\\p{N}_]*|`[^`]*`)";
const step = `(?:\\.${name}|\\[\\d+\\]|\\['[^']*'\\])`;
/** `column:field.of[0].json`, a path in Databricks SQL: the library takes it for one word. */
const JSON_PATH = `${name}(?:\\.${name})*:${name}${step}*`;

/** The library knows Spark; this is what Databricks SQL has beyond it. */
const databricks: DialectOptions = {
  ...spark,
  tokenizerOptions: {
    ...spark.tokenizerOptions,
    operators: [...(spark.tokenizerOptions.operators ?? []), "::", "?::"],
    reservedClauses: [...spark.tokenizerOptions.reservedClauses, "QUALIFY"],
    paramTypes: { ...spark.tokenizerOptions.paramTypes, custom: [{ regex: JSON_PATH }] },
  },
  formatOptions: { ...spark.formatOptions, alwaysDenseOperators: ["::", "?::"] },
};

/** How the library reads each target. */
export const LAYOUTS: Readonly<Record<TargetDialect, Pick<FormatOptionsWithDialect, "dialect">>> = {
  duckdb: { dialect: duckdb },
  databricks: { dialect: databricks },
};

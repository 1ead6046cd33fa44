import * as z from "zod";

/** The warehouses an inventory can come from. */
export const SOURCE_TYPES = [
  "oracle",
  "snowflake",
  "tsql",
  "teradata",
  "redshift",
  "bigquery",
  "postgres",
  "mysql",
] as const;

export type SourceType = (typeof SOURCE_TYPES)[number];

/** Names that existing clients and people use for the same warehouse. */
const ALIASES: ReadonlyMap<string, SourceType> = new Map([
  ["mssql", "tsql"],
  ["sqlserver", "tsql"],
  ["sql server", "tsql"],
  ["synapse", "tsql"],
  ["postgresql", "postgres"],
  ["pg", "postgres"],
  ["mariadb", "mysql"],
  ["plsql", "oracle"],
]);

/** The canonical source type for a name as a client writes it, or undefined when it is unknown. */
export function normaliseSourceType(name: string): SourceType | undefined {
  const lower = name.trim().toLowerCase();
  return SOURCE_TYPES.find((type) => type === lower) ?? ALIASES.get(lower);
}

/** What stands in the place of a source type when it is to be detected. */
export const AUTO = "auto";

const KNOWN = SOURCE_TYPES.join(", ");

/**
 * A source type in any accepted spelling (`SQLServer`, `postgresql`) as its canonical one, or `auto`: the engine detects it,
 * says how sure it is, and refuses where two are as likely.
 */
export const sourceTypeOrAutoSchema = z
  .string()
  .transform((name, context) => {
    if (name.trim().toLowerCase() === AUTO) return AUTO;
    const type = normaliseSourceType(name);
    if (type) return type;
    const message = `Unknown source type. Use one of: ${KNOWN}, or auto`;
    context.issues.push({ code: "custom", input: name, message });
    return z.NEVER;
  })
  .meta({ description: `One of ${KNOWN}, or auto: it is detected. Common aliases are accepted.` });

/** How a person reads the name of a source type. */
export const SOURCE_TYPE_LABELS: Readonly<Record<SourceType, string>> = {
  oracle: "Oracle",
  snowflake: "Snowflake",
  tsql: "SQL Server",
  teradata: "Teradata",
  redshift: "Redshift",
  bigquery: "BigQuery",
  postgres: "PostgreSQL",
  mysql: "MySQL",
};

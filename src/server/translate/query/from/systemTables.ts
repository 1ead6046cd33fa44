import type { SourceType } from "../../../../protocol/dialect.ts";
import type { Tx } from "../tx.ts";

/** Schemas of the sources' own catalogs; without a schema it is the name that tells. */
const SYSTEM: Readonly<Partial<Record<SourceType, RegExp>>> = {
  tsql: /^(sys|sys(objects|columns|indexes|users|types|comments|depends|processes|databases|files|logins|jobs))$/i,
  postgres: /^pg_\w+$/i,
  redshift:
    /^(pg_.*|stl_.*|svv_.*|svl_.*|stv_.*|svcs_.*|sys_\w*(history|logs?|detail|status|usage|state|text|errors?|explain))$/i,
  oracle:
    /^(sys|(all|dba|user)_(tables|tab_\w+|part_\w+|ind_\w+|lobs|objects|constraints|cons_columns|indexes|views|mviews|source|users|sequences|triggers|procedures|arguments|synonyms|segments|extents|jobs|scheduler_\w+|(tab|col|role|sys)_(privs|comments)|dependencies|errors|types|directories|db_links|external_\w+|recyclebin|tablespaces|free_space|data_files)|session_(privs|roles)|nls_\w+_parameters|v\$.*|gv\$.*)$/i,
  teradata: /^dbc$/i,
  mysql: /^(mysql|performance_schema|sys)$/i,
  snowflake: /^(reader_)?(account|organization|data_sharing)_usage$/i,
};

/** Databases that are the server's own. */
const DATABASES: Readonly<Partial<Record<SourceType, RegExp>>> = {
  tsql: /^(master|msdb|model|tempdb)$/i,
  snowflake: /^snowflake$/i,
};

/** BigQuery's tables about tables. */
const ABOUT_TABLES = /^__(TABLES|TABLES_SUMMARY|PARTITIONS_SUMMARY)__$/i;

/** Views of the standard's information schema that both targets have. */
const STANDARD =
  /^(tables|columns|views|schemata|table_constraints|key_column_usage|referential_constraints|constraint_column_usage|constraint_table_usage)$/i;

/** Refuses a table of the source system's own; the inventory has none of its name. */
export function refuseSystem(tx: Tx, parts: readonly string[], offset: number): void {
  const [database = "", ...more] = parts;
  const last = parts.at(-1) ?? "";
  const schema = parts.at(-2) ?? "";
  const own =
    SYSTEM[tx.dialect]?.test(schema || last) ||
    (tx.is("tsql") && /^dbo$/i.test(schema) && SYSTEM.tsql?.test(last)) ||
    (more.length > 0 && DATABASES[tx.dialect]?.test(database)) ||
    (tx.is("bigquery") && ABOUT_TABLES.test(last));
  if (own) throw tx.unsupported(`the system table ${parts.join(".")}`, offset);
}

/**
 * `INFORMATION_SCHEMA.TABLES`: the target has it too, where it tells of the target's tables. Undefined for other tables;
 * throws for views that are the source's own, or of another database or schema.
 */
export function informationSchema(
  tx: Tx,
  parts: readonly string[],
  offset: number,
): string | undefined {
  if (!/^information_schema$/i.test(parts.at(-2) ?? "")) return undefined;
  const name = parts.at(-1) ?? "";
  if (!STANDARD.test(name) || (parts.length > 2 && tx.is("bigquery")))
    throw tx.unsupported(`the system table ${parts.join(".")}`, offset);
  const what = `INFORMATION_SCHEMA.${name.toUpperCase()} tells of the target's tables here, with the standard's columns only`;
  tx.note("DWM-QRY-006", { what }, offset);
  const { catalog } = tx.context.names;
  const path = ["information_schema", name.toLowerCase()];
  if (tx.target === "duckdb" || catalog === "") return path.map(tx.out.name).join(".");
  return [catalog, ...path].map(tx.out.name).join(".");
}

import { SOURCE_TYPES, type SourceType } from "../src/protocol/dialect.ts";
import { Cursor } from "../src/server/translate/cursor.ts";
import { readType } from "../src/server/translate/types/read.ts";
import { resolveType } from "../src/server/translate/types/resolve.ts";
import type { TargetType } from "../src/server/translate/types/spec.ts";
import type { TargetDialect } from "../src/server/translate/types.ts";

/** The types that the page lists, as each source writes them. */
const TYPES: Readonly<Record<SourceType, string>> = {
  oracle:
    "NUMBER; NUMBER(10); NUMBER(12,2); NUMBER(*,2); NUMBER(5,-2); INTEGER; FLOAT; BINARY_FLOAT; BINARY_DOUBLE; " +
    "VARCHAR2(30); CHAR(3); CLOB; LONG; RAW(16); BLOB; BFILE; DATE; TIMESTAMP(6); TIMESTAMP(6) WITH TIME ZONE; " +
    "TIMESTAMP WITH LOCAL TIME ZONE; INTERVAL YEAR TO MONTH; INTERVAL DAY TO SECOND; ROWID; JSON; XMLTYPE; " +
    "SDO_GEOMETRY; ANYDATA; VECTOR",
  snowflake:
    "NUMBER; NUMBER(10,2); INT; FLOAT; DECFLOAT; VARCHAR(20); STRING; BINARY; BOOLEAN; DATE; TIME; TIMESTAMP; " +
    "TIMESTAMP_NTZ; TIMESTAMP_LTZ; TIMESTAMP_TZ; VARIANT; OBJECT; ARRAY; ARRAY(INT); OBJECT(a INT, b VARCHAR); " +
    "MAP(VARCHAR, INT); VECTOR(FLOAT, 256); GEOGRAPHY; UUID; FILE",
  tsql:
    "TINYINT; SMALLINT; INT; BIGINT; BIT; DECIMAL; DECIMAL(10,2); MONEY; SMALLMONEY; FLOAT; FLOAT(24); REAL; CHAR(3); " +
    "NVARCHAR(50); NVARCHAR(MAX); NTEXT; SYSNAME; BINARY(8); VARBINARY(MAX); IMAGE; DATE; TIME(7); DATETIME; " +
    "DATETIME2(7); SMALLDATETIME; DATETIMEOFFSET; ROWVERSION; UNIQUEIDENTIFIER; XML; SQL_VARIANT; HIERARCHYID; " +
    "GEOGRAPHY; VECTOR(3)",
  teradata:
    "BYTEINT; SMALLINT; INTEGER; BIGINT; DECIMAL; DECIMAL(18,2); NUMBER; NUMBER(*,2); FLOAT; CHAR(5); VARCHAR(10); " +
    "LONG VARCHAR; CLOB; BYTE(4); VARBYTE(10); BLOB; DATE; TIME(0); TIMESTAMP(6); TIMESTAMP(6) WITH TIME ZONE; " +
    "INTERVAL DAY(4) TO SECOND(6); PERIOD(DATE); JSON; XML; ST_GEOMETRY",
  redshift:
    "SMALLINT; INTEGER; BIGINT; DECIMAL; NUMERIC(12,2); REAL; FLOAT; BOOLEAN; CHAR(3); VARCHAR(256); TEXT; DATE; TIME; " +
    "TIMETZ; TIMESTAMP; TIMESTAMPTZ; INTERVAL YEAR TO MONTH; SUPER; VARBYTE(64); HLLSKETCH; GEOMETRY",
  bigquery:
    "INT64; FLOAT64; NUMERIC; NUMERIC(10,2); BIGNUMERIC; BOOL; STRING; STRING(10); BYTES; DATE; TIME; DATETIME; TIMESTAMP; " +
    "INTERVAL; JSON; GEOGRAPHY; RANGE<DATE>; ARRAY<INT64>; STRUCT<a INT64, b ARRAY<STRING>>",
  postgres:
    "SMALLINT; INTEGER; BIGINT; SERIAL; NUMERIC; NUMERIC(8,3); REAL; DOUBLE PRECISION; MONEY; BOOLEAN; TEXT; " +
    "VARCHAR(20); CHAR(3); CITEXT; BYTEA; DATE; TIME; TIMETZ; TIMESTAMP; TIMESTAMPTZ; INTERVAL; UUID; JSON; JSONB; XML; " +
    "INET; POINT; INT4RANGE; TSVECTOR; HSTORE; BIT(8); OID; TEXT[]; VECTOR(3)",
  mysql:
    "TINYINT; TINYINT(1); TINYINT UNSIGNED; SMALLINT UNSIGNED; MEDIUMINT; INT; INT UNSIGNED; BIGINT; BIGINT UNSIGNED; DECIMAL; " +
    "DECIMAL(10,2); FLOAT; DOUBLE; BIT(1); BIT(8); CHAR(3); VARCHAR(20); LONGTEXT; ENUM('a','b'); SET('a','b'); " +
    "BINARY(16); LONGBLOB; DATE; TIME; DATETIME; TIMESTAMP; YEAR; JSON; POINT; UUID",
};

const NAMES: Readonly<Record<SourceType, string>> = {
  oracle: "Oracle",
  snowflake: "Snowflake",
  tsql: "SQL Server and Synapse",
  teradata: "Teradata",
  redshift: "Redshift",
  bigquery: "BigQuery",
  postgres: "PostgreSQL",
  mysql: "MySQL and MariaDB",
};

const HEAD = `# Types

Generated from the tables in the code: what a column's type becomes in each target. Types of the inventory (domains, enumerations,
object, collection and composite types) are taken for what they stand for.

Choices that hold for every source:

- Texts are STRING in Databricks, whatever their length: CHAR(n) fills up with blanks there, and no length makes a table
  faster. That lengths are not checked is said once a table (DWM-TBL-020); casts cut as the source cuts.
- A wall clock without a zone is TIMESTAMP_NTZ in Databricks' tables. In expressions it is TIMESTAMP, what Databricks' own
  functions give and take. An instant is TIMESTAMP, and TIMESTAMPTZ in DuckDB.
- Databricks has no time of day and keeps no interval in tables: both are held as text.
- Decimals without a limit become DECIMAL(38,10); more than 38 digits are cut with a warning.
- Identity columns are BIGINT in Databricks.
`;

/** The page docs/types.md. */
export function typePage(): string {
  const parts = [HEAD];
  for (const dialect of SOURCE_TYPES) {
    parts.push(`## ${NAMES[dialect]}\n`);
    parts.push("| source | DuckDB | Databricks | to be known |\n| --- | --- | --- | --- |");
    for (const text of TYPES[dialect].split("; ")) parts.push(row(dialect, text));
    parts.push("");
  }
  return `${parts.join("\n").trimEnd()}\n`;
}

function row(dialect: SourceType, text: string): string {
  const duckdb = target(dialect, text, "duckdb");
  const databricks = target(dialect, text, "databricks");
  const notes = [duckdb, databricks]
    .map(({ note }) => note?.why)
    .filter((why) => why !== undefined);
  const cells = [text, duckdb.sql, databricks.sql].map((cell) => `\`${cell}\``);
  return `| ${[...cells, [...new Set(notes)].join("; ")].join(" | ")} |`;
}

function target(dialect: SourceType, text: string, to: TargetDialect): TargetType {
  const spec = readType(new Cursor(text, dialect));
  const names = { catalog: "", schema: "", targets: {} };
  const type = spec && resolveType(spec, { sourceType: dialect, target: to, names, root: "" });
  if (!type) throw new Error(`${dialect} has no type ${text}`);
  return type;
}

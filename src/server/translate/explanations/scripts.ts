import type { IssueCode } from "../issueCodes.ts";
import type { Explanation } from "./explanation.ts";

/** Statements that are read, counted and not migrated. */
export const SCRIPTS: Partial<Readonly<Record<IssueCode, Explanation>>> = {
  "DWM-GEN-002": {
    text: "The statement was not recognised as anything that a migration knows. It is named with its place, so that nobody has to find out later that it is missing.",
    example: { dialect: "snowflake", source: "FROBNICATE sales.orders;" },
  },
  "DWM-GEN-010": {
    text: "Databricks and the target schema of a migration have no sequences. A column whose default draws from one becomes an identity column by itself; a sequence that code draws from, or that several tables share, has to be replaced by hand. Altering one, and setting where it stands, is told under the same code.",
    example: {
      dialect: "oracle",
      source: "CREATE SEQUENCE sales.order_seq START WITH 1000 INCREMENT BY 1;",
    },
  },
  "DWM-GEN-011": {
    text: "A synonym is another name for an object, often of another schema. Databricks has none. For a table or view the report offers a view of the synonym's name; a synonym of a procedure or package has to be replaced by the name that it stands for.",
    example: {
      dialect: "oracle",
      source: "CREATE OR REPLACE PUBLIC SYNONYM customer FOR sales.customer;",
      result: "CREATE OR REPLACE VIEW customer AS SELECT * FROM sales.customer;",
    },
  },
  "DWM-GEN-012": {
    text: "Indexes change how fast a query is, not what it returns. DuckDB and Databricks read columns with statistics of their own; on Databricks, liquid clustering on the columns that most queries filter by takes an index's place. At most four columns make sense.",
    example: {
      dialect: "postgres",
      source: "CREATE INDEX orders_by_day ON sales.orders (order_day);",
    },
  },
  "DWM-GEN-013": {
    text: "A unique index keeps out rows that occur twice. The target does not: rows that the source would have refused are loaded without a word once the migration is done.",
    example: {
      dialect: "tsql",
      source: "CREATE UNIQUE NONCLUSTERED INDEX ux_email ON dbo.customer (email);",
    },
  },
  "DWM-GEN-014": {
    text: "Rights belong to the platform: users and roles of the source do not exist in the target. For Databricks the report offers the Unity Catalog statement where the right has a counterpart; the principal has to be a user, group or service principal of the account.",
    example: {
      dialect: "oracle",
      source: "GRANT SELECT ON sales.customer TO reporting;",
      result: "GRANT SELECT ON TABLE sales.customer TO reporting;",
    },
  },
  "DWM-GEN-015": {
    text: "Users, roles, groups and their profiles are not made by SQL on Databricks: they belong to the account and come from the identity provider.",
    example: { dialect: "snowflake", source: "CREATE ROLE analyst;" },
  },
  "DWM-GEN-016": {
    text: "Objects go to the catalog and schema that the migration names, whatever schemas the source has. Where two schemas have an object of the same name, the schema is put before the name.",
    example: {
      dialect: "postgres",
      source: "CREATE SCHEMA raw;",
      result: "CREATE SCHEMA raw;",
    },
  },
  "DWM-GEN-017": {
    text: "A stage is a place for files with a name. On Databricks that is an external location (credentials and path) with an external volume for SQL that reads files; files of an internal stage go into a managed volume.",
    example: {
      dialect: "snowflake",
      source: "CREATE STAGE landing URL = 's3://bucket/landing/' STORAGE_INTEGRATION = s3_int;",
    },
  },
  "DWM-GEN-018": {
    text: "Databricks has no named file formats: the options stand where files are read. A statement that names this one needs its options.",
    example: {
      dialect: "snowflake",
      source: "CREATE FILE FORMAT csv_head TYPE = CSV SKIP_HEADER = 1 FIELD_DELIMITER = ';';",
    },
  },
  "DWM-GEN-019": {
    text: "A pipe loads files as they arrive. Auto Loader does that on Databricks: a streaming table over read_files with STREAM, refreshed by a schedule or by file events.",
    example: {
      dialect: "snowflake",
      source: "CREATE PIPE load_orders AUTO_INGEST = TRUE AS COPY INTO orders FROM @landing;",
    },
  },
  "DWM-GEN-020": {
    text: "A stream hands out what changed in a table since it was last read. The change data feed of a Delta table holds the changes; where a reader stands it has to remember itself, or a streaming table does.",
    example: { dialect: "snowflake", source: "CREATE STREAM order_changes ON TABLE orders;" },
  },
  "DWM-GEN-021": {
    text: "Tasks, events and jobs of the source's scheduler run statements at times or after one another. On Databricks that is a job with a SQL task; its schedule and the order of tasks are part of the job, not of SQL. Calls of DBMS_SCHEDULER, DBMS_JOB, msdb.dbo.sp_add_job and cron.schedule are told under this code too.",
    example: {
      dialect: "snowflake",
      source: "CREATE TASK nightly SCHEDULE = 'USING CRON 0 3 * * * UTC' AS CALL refresh_all();",
    },
  },
  "DWM-GEN-022": {
    text: "A policy hides rows or values from users. It is not carried over, so what it hides can be seen in the target until a row filter or column mask is set there. Policies that are taken off or only altered are told under the same code.",
    example: {
      dialect: "snowflake",
      source:
        "CREATE MASKING POLICY mask_email AS (v STRING) RETURNS STRING ->\n  CASE WHEN CURRENT_ROLE() = 'PII' THEN v ELSE '***' END;",
    },
  },
  "DWM-GEN-023": {
    text: "Tags describe objects for people and policies. Unity Catalog has tags on catalogs, schemas, tables and columns; the report offers the statement where an object gets one.",
    example: {
      dialect: "snowflake",
      source: "ALTER TABLE customer SET TAG cost_center = 'sales';",
      result: "ALTER TABLE customer SET TAGS ('cost_center' = 'sales');",
    },
  },
  "DWM-GEN-024": {
    text: "Names behind a database link, a foreign server or an external schema lie outside of the inventory. Queries that use them are refused with DWM-QRY-011 or DWM-QRY-002.",
    example: {
      dialect: "oracle",
      source: "CREATE DATABASE LINK far CONNECT TO app IDENTIFIED BY x USING 'far.example';",
    },
  },
  "DWM-GEN-031": {
    text: "A script's calls are not executed: a routine may do anything, and may be meant for the source only. What it would have done is missing in the target.",
    example: {
      dialect: "mysql",
      source: "CALL rebuild_totals();",
      result: "CALL rebuild_totals();",
    },
  },
  "DWM-GEN-032": {
    text: "An anonymous block runs once, when the script is run. It is not executed. Objects that it creates by EXECUTE IMMEDIATE with a plain text are read from it all the same. A block that only removes objects is no loss, and told as information.",
    example: {
      dialect: "oracle",
      source: "BEGIN\n  UPDATE sales.setting SET value = 'x' WHERE name = 'mode';\nEND;\n/",
    },
  },
  "DWM-GEN-033": {
    text: "The rows lie in files that are no part of the inventory: the table is created and stays empty until they are loaded in the target.",
    example: {
      dialect: "redshift",
      source: "COPY sales.orders FROM 's3://bucket/orders/' IAM_ROLE 'arn:aws:iam::1:role/r' CSV;",
    },
  },
  "DWM-GEN-034": {
    text: "Rows of a table that the inventory does not define cannot go anywhere. Rows that are loaded before the script creates their table anew are gone when it has run, and told as information.",
    example: { dialect: "postgres", source: "INSERT INTO sales.unknown VALUES (1, 'a');" },
  },
  "DWM-GEN-035": {
    text: "A quote, a quoted name or a comment opens here and is never closed. Nothing behind it can be told apart from its content, so that the rest of the file is not read.",
    example: { dialect: "postgres", source: "SELECT 'never closed" },
  },
  "DWM-GEN-036": {
    text: "The inventory defines the object more than once, and the definitions differ. The last one is used, as it would be if the scripts were run one after the other. A repetition that changes nothing, or one behind a DROP, is told as information.",
    example: {
      dialect: "postgres",
      source: "CREATE TABLE t (a integer);\nCREATE TABLE t (a integer, b text);",
      result: "CREATE TABLE t (\n  a INT,\n  b STRING\n);",
    },
  },
  "DWM-GEN-037": {
    text: "The script changes an object that exists, in a way that is not folded into its definition. Changes of ownership, storage and checking change nothing that a query returns, and are told as information.",
    example: { dialect: "postgres", source: "ALTER TABLE gone ADD COLUMN b text;" },
  },
  "DWM-GEN-040": {
    text: "A SELECT … INTO makes a table of what it returns. A migration creates tables by their definition; as CREATE TABLE … AS SELECT it would be one.",
    example: { dialect: "tsql", source: "SELECT id, total INTO dbo.top_orders FROM dbo.orders;" },
  },
  "DWM-GEN-049": {
    text: "Operators, aggregates, casts, rules and the like extend the source's own language. What uses them has to be rewritten, and is refused where it is translated.",
    example: {
      dialect: "postgres",
      source: "CREATE AGGREGATE product(numeric) (sfunc = numeric_mul, stype = numeric);",
    },
  },
  "DWM-GEN-050": {
    text: "No target has packages. Each procedure and function of a package is an object of its own, called PACKAGE_ROUTINE; constants, types, cursors and exceptions go where they are used. Variables that keep their value for a session, and code that runs when the package is first used, have no counterpart: those are the warnings of this code.",
    example: {
      dialect: "oracle",
      source:
        "CREATE PACKAGE BODY pay AS\n  g_rate NUMBER := 2;\n  PROCEDURE reset IS BEGIN g_rate := 1; END;\nEND;\n/",
    },
  },
};

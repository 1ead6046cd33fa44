import assert from "node:assert/strict";
import type { SourceType } from "../../../src/protocol/dialect.ts";
import { classify } from "../../../src/server/inventory/classify.ts";
import { splitScript } from "../../../src/server/inventory/split.ts";

/** What a statement is, in one line: `TABLE s.t`, `fold s.t`, `data INSERT t`, `left KIND` (`!` when it matters). */
function told(text: string, dialect: SourceType): string {
  const [statement] = splitScript(text, dialect);
  assert.ok(statement, text);
  const found = classify(statement, dialect);
  if (found.is === "object") return `${found.kind} ${found.name.join(".")}`;
  if (found.is === "fold") return `fold ${found.target.filter(Boolean).join(".")}`;
  if (found.is === "data") return `data ${found.kind} ${found.target.join(".")}`;
  if (found.is === "context") return `schema ${found.schema}`;
  if (found.is === "dropped")
    return `drop ${found.targets.map((name) => name.join(".")).join(" ")}`;
  return `left ${found.kind}${found.matters ? "!" : ""}`;
}

const TABLE: readonly [SourceType, string, string][] = [
  ["oracle", "CREATE GLOBAL TEMPORARY TABLE s.t (x INT)", "TABLE s.t"],
  ["teradata", "CREATE MULTISET VOLATILE TABLE t, NO FALLBACK (x INT)", "TABLE t"],
  ["snowflake", "CREATE OR REPLACE TRANSIENT TABLE db.s.t (x INT)", "TABLE db.s.t"],
  ["snowflake", "CREATE TABLE IDENTIFIER('db.\"S\".t') (x INT)", "TABLE db.S.t"],
  ["snowflake", "CREATE DYNAMIC TABLE t TARGET_LAG = '1 m' AS SELECT 1", "TABLE t"],
  ["postgres", 'CREATE UNLOGGED TABLE IF NOT EXISTS "My T" (x INT)', "TABLE My T"],
  ["tsql", "CREATE TABLE [db]..[t] (x INT)", "TABLE db..t"],
  ["tsql", "CREATE EXTERNAL TABLE [dbo].[t] (x INT) WITH (LOCATION = 'x')", "TABLE dbo.t"],
  ["bigquery", "CREATE TABLE `my-p.d.t` (x INT64)", "TABLE my-p.d.t"],
  ["bigquery", "CREATE TABLE my-p.d.t AS SELECT 1 AS x", "TABLE my-p.d.t"],
  ["mysql", "CREATE TABLE `t` LIKE `u`", "TABLE t"],
  ["oracle", "CREATE OR REPLACE FORCE EDITIONABLE VIEW v AS SELECT 1 FROM dual", "VIEW v"],
  ["snowflake", "CREATE OR REPLACE SECURE RECURSIVE VIEW v AS SELECT 1", "VIEW v"],
  ["postgres", "CREATE MATERIALIZED VIEW v AS SELECT 1", "MATERIALIZED VIEW v"],
  [
    "mysql",
    "CREATE ALGORITHM=UNDEFINED DEFINER=`r`@`%` SQL SECURITY INVOKER VIEW v AS SELECT 1",
    "VIEW v",
  ],
  ["teradata", "REPLACE VIEW v AS LOCKING ROW FOR ACCESS SELECT 1", "VIEW v"],
  ["tsql", "CREATE OR ALTER VIEW v AS SELECT 1 AS x", "VIEW v"],
  ["tsql", "ALTER PROCEDURE dbo.p AS SELECT 1", "PROCEDURE dbo.p"],
  ["tsql", "CREATE PROC p AS SELECT 1", "PROCEDURE p"],
  ["oracle", "CREATE PACKAGE p AS x NUMBER; END;", "PACKAGE p"],
  ["oracle", "CREATE OR REPLACE PACKAGE BODY p AS END;", "PACKAGE BODY p"],
  ["oracle", "CREATE TYPE t AS OBJECT (x NUMBER)", "TYPE t"],
  ["oracle", "CREATE OR REPLACE TYPE BODY t AS END;", "TYPE BODY t"],
  ["bigquery", "CREATE TABLE FUNCTION d.f(a INT64) AS SELECT a", "FUNCTION d.f"],
  ["teradata", "REPLACE MACRO m AS (SELECT 1;)", "MACRO m"],
  ["postgres", "CREATE CONSTRAINT TRIGGER t AFTER INSERT ON a EXECUTE FUNCTION f()", "TRIGGER t"],
  ["oracle", "CREATE TABLE tasks.event (type INT)", "TABLE tasks.event"],

  ["postgres", "ALTER TABLE ONLY s.t ADD CONSTRAINT c PRIMARY KEY (x)", "fold s.t"],
  ["postgres", "ALTER TABLE ONLY t ALTER COLUMN x SET DEFAULT nextval('q'::regclass)", "fold t"],
  [
    "tsql",
    "ALTER TABLE [dbo].[t] WITH CHECK ADD CONSTRAINT c FOREIGN KEY (x) REFERENCES u (x)",
    "fold dbo.t",
  ],
  ["tsql", "ALTER TABLE t ADD CONSTRAINT d DEFAULT (getdate()) FOR x", "fold t"],
  [
    "tsql",
    "EXEC sys.sp_addextendedproperty @name=N'MS_Description', @value=N'x', @level0type=N'SCHEMA', @level0name=N'dbo', @level1type=N'TABLE', @level1name=N't'",
    "fold dbo.t",
  ],
  [
    "tsql",
    "EXEC sp_addextendedproperty 'MS_Description', 'x', 'SCHEMA', 'dbo', 'TABLE', 't', 'COLUMN', 'c'",
    "fold dbo.t",
  ],
  ["mysql", "ALTER TABLE `t` MODIFY `x` int NOT NULL AUTO_INCREMENT", "fold t"],
  ["oracle", "ALTER TABLE t MODIFY (x NOT NULL)", "fold t"],
  ["oracle", "COMMENT ON COLUMN s.t.x IS 'y'", "fold s.t"],
  ["postgres", "COMMENT ON MATERIALIZED VIEW v IS 'y'", "fold v"],

  ["mysql", "INSERT IGNORE INTO `t` VALUES (1)", "data INSERT t"],
  ["mysql", "REPLACE INTO t VALUES (1)", "data REPLACE t"],
  ["teradata", "INS t (1)", "data INSERT t"],
  ["tsql", "INSERT [dbo].[Order Details] VALUES (1)", "data INSERT dbo.Order Details"],
  ["tsql", "UPDATE x SET a = 1 FROM dbo.t AS x JOIN u ON u.id = x.id", "data UPDATE dbo.t"],
  ["tsql", "DELETE TOP (5) FROM t", "data DELETE t"],
  ["postgres", "WITH c AS (SELECT 1) INSERT INTO t SELECT * FROM c", "data INSERT t"],
  ["postgres", "COPY s.t (x) FROM stdin;\n1\n\\.\n", "data COPY s.t"],
  ["oracle", "INSERT ALL INTO t VALUES (1) INTO t VALUES (2) SELECT 1 FROM dual", "data INSERT t"],
  [
    "snowflake",
    "MERGE INTO t USING u ON t.x = u.x WHEN MATCHED THEN UPDATE SET y = 1",
    "data MERGE t",
  ],

  [
    "oracle",
    "INSERT ALL INTO t VALUES (1) INTO u VALUES (2) SELECT 1 FROM dual",
    "left INSERT ALL!",
  ],
  ["tsql", "INSERT INTO t (a, b) EXEC p", "left INSERT EXEC!"],
  ["snowflake", "COPY INTO t FROM @s", "left COPY!"],
  ["postgres", "COPY t FROM '/tmp/x'", "left COPY!"],
  ["postgres", "CREATE INDEX i ON t (x)", "left CREATE INDEX"],
  ["tsql", "CREATE UNIQUE NONCLUSTERED INDEX i ON t (x)", "left CREATE UNIQUE INDEX!"],
  ["oracle", "CREATE SEQUENCE q", "left CREATE SEQUENCE!"],
  ["oracle", "CREATE OR REPLACE PUBLIC SYNONYM s FOR t", "left CREATE PUBLIC SYNONYM!"],
  ["postgres", "SELECT pg_catalog.setval('q', 5, true)", "left SELECT setval!"],
  ["postgres", "SELECT pg_catalog.set_config('search_path', '', false)", "left SELECT"],
  ["tsql", "SELECT a INTO t FROM u", "left SELECT INTO!"],
  ["postgres", "ALTER TABLE t OWNER TO x", "left ALTER TABLE OWNER"],
  ["postgres", "ALTER TABLE t ALTER COLUMN x SET STATISTICS 5", "left ALTER TABLE ALTER"],
  ["postgres", "ALTER TABLE t ENABLE ROW LEVEL SECURITY", "left ALTER TABLE ENABLE!"],
  ["tsql", "ALTER TABLE t CHECK CONSTRAINT c", "left ALTER TABLE CHECK"],
  ["oracle", "ALTER TABLE t DROP COLUMN x", "fold t"],
  ["mysql", "ALTER TABLE t CHANGE a b INT", "fold t"],
  ["teradata", "CT db.t (a INTEGER)", "TABLE db.t"],
  ["bigquery", "CREATE SNAPSHOT TABLE d.t CLONE d.u", "TABLE d.t"],
  ["postgres", "ALTER TABLE t RENAME COLUMN a TO b", "fold t"],
  ["postgres", "ALTER TABLE t RENAME TO u", "left ALTER TABLE RENAME!"],
  ["oracle", "ALTER TABLE t DROP PARTITION p", "left ALTER TABLE DROP!"],
  [
    "snowflake",
    "CREATE MASKING POLICY p AS (v STRING) RETURNS STRING -> v",
    "left CREATE MASKING POLICY!",
  ],
  ["postgres", "TRUNCATE t", "left TRUNCATE!"],
  ["tsql", "EXEC p 1", "left EXEC!"],
  ["tsql", "EXEC sp_dboption 'x', 'y'", "left EXEC sp_dboption"],
  ["tsql", "SET IDENTITY_INSERT t ON", "left SET"],
  ["mysql", "LOCK TABLES t WRITE", "left LOCK"],
  ["snowflake", "FROBNICATE t", "left FROBNICATE!"],
  [
    "oracle",
    "BEGIN EXECUTE IMMEDIATE 'DROP TABLE t'; EXCEPTION WHEN OTHERS THEN NULL; END;",
    "left DROP block",
  ],
  ["oracle", "BEGIN UPDATE t SET x = 1; END;", "left BEGIN block!"],
  ["postgres", "BEGIN", "left BEGIN"],
  ["postgres", "DROP TABLE IF EXISTS s.t, u CASCADE", "drop s.t u"],
  ["snowflake", "USE SCHEMA db.s", "schema s"],
  ["postgres", "SET search_path = s, pg_catalog", "schema s"],
  ["oracle", "ALTER SESSION SET CURRENT_SCHEMA = s", "schema s"],
  ["teradata", "DATABASE s", "schema s"],
];

describe("classify", () => {
  for (const [dialect, text, expected] of TABLE) {
    it(`${dialect}: ${JSON.stringify(text)}`, () => assert.equal(told(text, dialect), expected));
  }
});

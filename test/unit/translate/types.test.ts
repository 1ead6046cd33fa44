import assert from "node:assert/strict";
import type { SourceType } from "../../../src/protocol/dialect.ts";
import { failureOf, run, statementsOf, table } from "./harness.ts";

/** Source type -> DuckDB's name of the type that arrives. */
const EXPECTED: Record<SourceType, Record<string, string>> = {
  oracle: {
    NUMBER: "DECIMAL(38,10)",
    "NUMBER(10)": "DECIMAL(10,0)",
    "NUMBER(12,2)": "DECIMAL(12,2)",
    "NUMBER(*,0)": "DECIMAL(38,0)",
    "NUMBER(5,-2)": "DECIMAL(7,0)",
    "NUMBER(2,5)": "DECIMAL(5,5)",
    INTEGER: "DECIMAL(38,0)",
    INT: "DECIMAL(38,0)",
    FLOAT: "DOUBLE",
    "VARCHAR2(30 CHAR)": "VARCHAR",
    "NVARCHAR2(10)": "VARCHAR",
    "CHAR(1 BYTE)": "VARCHAR",
    CLOB: "VARCHAR",
    "RAW(16)": "BLOB",
    BLOB: "BLOB",
    DATE: "TIMESTAMP",
    "TIMESTAMP(6)": "TIMESTAMP",
    "TIMESTAMP(6) WITH TIME ZONE": "TIMESTAMP WITH TIME ZONE",
    "TIMESTAMP WITH LOCAL TIME ZONE": "TIMESTAMP WITH TIME ZONE",
    "INTERVAL DAY(2) TO SECOND(6)": "INTERVAL",
    BINARY_DOUBLE: "DOUBLE",
  },
  snowflake: {
    INT: "DECIMAL(38,0)",
    NUMBER: "DECIMAL(38,0)",
    "NUMBER(38,2)": "DECIMAL(38,2)",
    FLOAT: "DOUBLE",
    STRING: "VARCHAR",
    "VARCHAR(16777216)": "VARCHAR",
    BOOLEAN: "BOOLEAN",
    DATE: "DATE",
    TIME: "TIME",
    TIMESTAMP_NTZ: "TIMESTAMP",
    "TIMESTAMP_NTZ(9)": "TIMESTAMP",
    TIMESTAMP_LTZ: "TIMESTAMP WITH TIME ZONE",
    TIMESTAMP_TZ: "TIMESTAMP WITH TIME ZONE",
    VARIANT: "JSON",
    OBJECT: "JSON",
    ARRAY: "JSON",
    BINARY: "BLOB",
    "ARRAY(INT)": "DECIMAL(38,0)[]",
    "OBJECT(city VARCHAR, zip INT NOT NULL)": "STRUCT(city VARCHAR, zip DECIMAL(38,0))",
    "MAP(VARCHAR, INT)": "MAP(VARCHAR, DECIMAL(38,0))",
    "VECTOR(FLOAT, 256)": "FLOAT[]",
  },
  tsql: {
    TINYINT: "SMALLINT",
    SMALLINT: "SMALLINT",
    "[int]": "INTEGER",
    BIGINT: "BIGINT",
    BIT: "BOOLEAN",
    MONEY: "DECIMAL(19,4)",
    SMALLMONEY: "DECIMAL(10,4)",
    DECIMAL: "DECIMAL(18,0)",
    "[decimal](10, 2)": "DECIMAL(10,2)",
    FLOAT: "DOUBLE",
    "FLOAT(24)": "FLOAT",
    REAL: "FLOAT",
    DATE: "DATE",
    "DATETIME2(7)": "TIMESTAMP",
    DATETIME: "TIMESTAMP",
    SMALLDATETIME: "TIMESTAMP",
    "DATETIMEOFFSET(3)": "TIMESTAMP WITH TIME ZONE",
    "NVARCHAR(MAX)": "VARCHAR",
    "CHAR(3)": "VARCHAR",
    NTEXT: "VARCHAR",
    "VARBINARY(MAX)": "BLOB",
    IMAGE: "BLOB",
    TIMESTAMP: "BLOB",
    UNIQUEIDENTIFIER: "UUID",
    SYSNAME: "VARCHAR",
    XML: "VARCHAR",
  },
  teradata: {
    BYTEINT: "TINYINT",
    INTEGER: "INTEGER",
    DECIMAL: "DECIMAL(5,0)",
    "DECIMAL(18,2)": "DECIMAL(18,2)",
    FLOAT: "DOUBLE",
    DATE: "DATE",
    "TIMESTAMP(0)": "TIMESTAMP",
    "VARCHAR(10) CHARACTER SET LATIN": "VARCHAR",
    "CHAR(5)": "VARCHAR",
    NUMBER: "DECIMAL(38,10)",
    CLOB: "VARCHAR",
    "VARBYTE(10)": "BLOB",
    "NUMBER(*,2)": "DECIMAL(38,2)",
    "PERIOD(DATE)": "VARCHAR",
    "INTERVAL DAY(4) TO SECOND(6)": "INTERVAL",
  },
  redshift: {
    SMALLINT: "SMALLINT",
    INT4: "INTEGER",
    BIGINT: "BIGINT",
    "NUMERIC(12,2)": "DECIMAL(12,2)",
    DECIMAL: "DECIMAL(18,0)",
    "CHARACTER VARYING(256)": "VARCHAR",
    BPCHAR: "VARCHAR",
    TIMESTAMP: "TIMESTAMP",
    TIMESTAMPTZ: "TIMESTAMP WITH TIME ZONE",
    SUPER: "JSON",
    BOOLEAN: "BOOLEAN",
    "DOUBLE PRECISION": "DOUBLE",
  },
  bigquery: {
    INT64: "BIGINT",
    FLOAT64: "DOUBLE",
    NUMERIC: "DECIMAL(38,9)",
    "NUMERIC(10,2)": "DECIMAL(10,2)",
    STRING: "VARCHAR",
    BYTES: "BLOB",
    BOOL: "BOOLEAN",
    DATE: "DATE",
    DATETIME: "TIMESTAMP",
    TIMESTAMP: "TIMESTAMP WITH TIME ZONE",
    "ARRAY<INT64>": "BIGINT[]",
    "STRUCT<a INT64, b STRUCT<c ARRAY<STRING>>>": "STRUCT(a BIGINT, b STRUCT(c VARCHAR[]))",
    "ARRAY<STRUCT<a DATE, b BYTES>>": "STRUCT(a DATE, b BLOB)[]",
    JSON: "JSON",
  },
  postgres: {
    SMALLINT: "SMALLINT",
    INTEGER: "INTEGER",
    INT8: "BIGINT",
    "NUMERIC(8,3)": "DECIMAL(8,3)",
    NUMERIC: "DECIMAL(38,10)",
    REAL: "FLOAT",
    "DOUBLE PRECISION": "DOUBLE",
    TEXT: "VARCHAR",
    "CHARACTER VARYING(20)": "VARCHAR",
    BYTEA: "BLOB",
    "TIMESTAMP WITHOUT TIME ZONE": "TIMESTAMP",
    "TIMESTAMP WITH TIME ZONE": "TIMESTAMP WITH TIME ZONE",
    "TIMESTAMP(3)": "TIMESTAMP",
    UUID: "UUID",
    JSONB: "JSON",
    "TEXT[]": "VARCHAR[]",
    INTERVAL: "INTERVAL",
    BOOLEAN: "BOOLEAN",
    MONEY: "DECIMAL(19,2)",
  },
  mysql: {
    "TINYINT(1)": "BOOLEAN",
    TINYINT: "TINYINT",
    "TINYINT UNSIGNED": "SMALLINT",
    "SMALLINT UNSIGNED": "INTEGER",
    "INT(10) UNSIGNED": "BIGINT",
    "BIGINT UNSIGNED": "DECIMAL(20,0)",
    MEDIUMINT: "INTEGER",
    "INT ZEROFILL": "BIGINT",
    DECIMAL: "DECIMAL(10,0)",
    "DECIMAL(5,2)": "DECIMAL(5,2)",
    DATETIME: "TIMESTAMP",
    TIMESTAMP: "TIMESTAMP",
    YEAR: "SMALLINT",
    TEXT: "VARCHAR",
    LONGBLOB: "BLOB",
    "BIT(1)": "BOOLEAN",
    JSON: "JSON",
    "SET('a','b')": "VARCHAR",
    "ENUM('a','b')": "ENUM('a', 'b')",
  },
};

describe("type tables", () => {
  for (const [dialect, types] of Object.entries(EXPECTED) as [
    SourceType,
    Record<string, string>,
  ][]) {
    it(`${dialect}: every type arrives as documented`, async () => {
      const names = Object.keys(types);
      const columns = names.map((type, index) => `c${index} ${type}`).join(", ");
      const translated = await table(dialect, `CREATE TABLE t (${columns})`);
      const rows = await run(
        ...statementsOf(translated),
        "SELECT column_name, column_type FROM (DESCRIBE t)",
      );
      assert.deepEqual(
        rows.map(([, type]) => type),
        names.map((name) => types[name]),
      );
    });
  }

  it("refuses a type it does not know, at its place", async () => {
    const issue = failureOf(await table("postgres", "CREATE TABLE t (\n  a int,\n  b mood\n)"));
    assert.equal(issue.code, "DWM-TBL-002");
    assert.deepEqual([issue.line, issue.column], [12, 5]);
  });

  it("takes user-defined types of the inventory for what they stand for", async () => {
    const { objectOf, contextFor } = await import("./harness.ts");
    const { translateObject } = await import("../../../src/server/translate/translateObject.ts");
    const context = {
      ...contextFor("postgres"),
      userTypes: { mood: "ENUM ('sad', 'ok')", short: "varchar(3)" },
    };
    const translated = await translateObject(
      objectOf("TABLE", "t", "CREATE TABLE t (a mood, b public.short)"),
      context,
    );
    const rows = await run(...statementsOf(translated), "SELECT column_type FROM (DESCRIBE t)");
    assert.deepEqual(rows, [["ENUM('sad', 'ok')"], ["VARCHAR"]]);
  });

  it("warns when a precision is more than the target holds", async () => {
    const translated = await table("oracle", "CREATE TABLE t (a NUMBER(38,-3))");
    assert.equal(translated.issues[0]?.code, "DWM-TBL-006");
  });
});

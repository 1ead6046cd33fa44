import assert from "node:assert/strict";
import type { SourceType } from "../../../../src/protocol/dialect.ts";
import { Cursor } from "../../../../src/server/translate/cursor.ts";
import { readType } from "../../../../src/server/translate/types/read.ts";
import { resolveType } from "../../../../src/server/translate/types/resolve.ts";
import type { TargetType } from "../../../../src/server/translate/types/spec.ts";
import { contextFor } from "../harness.ts";
import { expressionOf } from "./harness.ts";

/** Source type -> what a Databricks column gets, and what a cast says where that differs. */
const EXPECTED: Record<SourceType, Record<string, string>> = {
  oracle: {
    NUMBER: "DECIMAL(38,10)",
    "NUMBER(10)": "DECIMAL(10,0)",
    "NUMBER(12,2)": "DECIMAL(12,2)",
    "NUMBER(*,0)": "DECIMAL(38,0)",
    "NUMBER(5,-2)": "DECIMAL(7,0)",
    INTEGER: "DECIMAL(38,0)",
    FLOAT: "DOUBLE",
    "VARCHAR2(30 CHAR)": "STRING",
    CLOB: "STRING",
    LONG: "STRING",
    "RAW(16)": "BINARY",
    DATE: "TIMESTAMP_NTZ (TIMESTAMP)",
    "TIMESTAMP(6)": "TIMESTAMP_NTZ (TIMESTAMP)",
    "TIMESTAMP(6) WITH TIME ZONE": "TIMESTAMP",
    "TIMESTAMP WITH LOCAL TIME ZONE": "TIMESTAMP",
    "INTERVAL DAY(2) TO SECOND(6)": "STRING (INTERVAL DAY TO SECOND)",
    "INTERVAL YEAR TO MONTH": "STRING (INTERVAL YEAR TO MONTH)",
    BINARY_FLOAT: "FLOAT",
    "SYS.XMLTYPE": "STRING",
    "MDSYS.SDO_GEOMETRY": "STRING",
    BFILE: "STRING",
  },
  snowflake: {
    INT: "DECIMAL(38,0)",
    BIGINT: "DECIMAL(38,0)",
    NUMBER: "DECIMAL(38,0)",
    "NUMBER(38,2)": "DECIMAL(38,2)",
    FLOAT: "DOUBLE",
    "STRING(20)": "STRING",
    "VARCHAR(50)": "STRING",
    TIME: "STRING",
    TIMESTAMP: "TIMESTAMP_NTZ (TIMESTAMP)",
    "TIMESTAMP_NTZ(9)": "TIMESTAMP_NTZ",
    TIMESTAMP_LTZ: "TIMESTAMP",
    TIMESTAMP_TZ: "TIMESTAMP",
    VARIANT: "VARIANT",
    OBJECT: "VARIANT",
    ARRAY: "VARIANT",
    "ARRAY(NUMBER(10,0))": "ARRAY<DECIMAL(10,0)>",
    "OBJECT(city VARCHAR, zip INT NOT NULL)": "STRUCT<city: STRING, zip: DECIMAL(38,0)>",
    "MAP(VARCHAR, INT)": "MAP<STRING, DECIMAL(38,0)>",
    "VECTOR(FLOAT, 256)": "ARRAY<FLOAT>",
    BINARY: "BINARY",
    GEOGRAPHY: "STRING",
  },
  tsql: {
    TINYINT: "SMALLINT",
    "[int]": "INT",
    BIT: "BOOLEAN",
    MONEY: "DECIMAL(19,4)",
    DECIMAL: "DECIMAL(18,0)",
    FLOAT: "DOUBLE",
    "FLOAT(24)": "FLOAT",
    "DATETIME2(7)": "TIMESTAMP_NTZ (TIMESTAMP)",
    DATETIME: "TIMESTAMP_NTZ (TIMESTAMP)",
    "DATETIMEOFFSET(3)": "TIMESTAMP",
    "TIME(7)": "STRING",
    "NVARCHAR(MAX)": "STRING",
    TIMESTAMP: "BINARY",
    UNIQUEIDENTIFIER: "STRING",
    SYSNAME: "STRING",
    XML: "STRING",
    HIERARCHYID: "STRING",
  },
  teradata: {
    BYTEINT: "TINYINT",
    DECIMAL: "DECIMAL(5,0)",
    "NUMBER(*,2)": "DECIMAL(38,2)",
    NUMBER: "DECIMAL(38,10)",
    FLOAT: "DOUBLE",
    "TIMESTAMP(0)": "TIMESTAMP_NTZ (TIMESTAMP)",
    "TIMESTAMP(6) WITH TIME ZONE": "TIMESTAMP",
    "VARCHAR(10)": "STRING",
    "LONG VARCHAR": "STRING",
    "VARBYTE(10)": "BINARY",
    "PERIOD(TIMESTAMP(6) WITH TIME ZONE)": "STRING",
    "INTERVAL DAY(4) TO SECOND(6)": "STRING (INTERVAL DAY TO SECOND)",
  },
  redshift: {
    INT4: "INT",
    DECIMAL: "DECIMAL(18,0)",
    "CHARACTER VARYING(256)": "STRING",
    TIMESTAMP: "TIMESTAMP_NTZ (TIMESTAMP)",
    TIMESTAMPTZ: "TIMESTAMP",
    SUPER: "VARIANT",
    HLLSKETCH: "BINARY",
    "VARBYTE(64)": "BINARY",
    GEOMETRY: "STRING",
  },
  bigquery: {
    INT64: "BIGINT",
    FLOAT64: "DOUBLE",
    NUMERIC: "DECIMAL(38,9)",
    BIGNUMERIC: "DECIMAL(38,18)",
    STRING: "STRING",
    BYTES: "BINARY",
    BOOL: "BOOLEAN",
    DATETIME: "TIMESTAMP_NTZ (TIMESTAMP)",
    TIMESTAMP: "TIMESTAMP",
    JSON: "VARIANT",
    "ARRAY<INT64>": "ARRAY<BIGINT>",
    "STRUCT<a INT64, b STRUCT<c ARRAY<STRING>>>": "STRUCT<a: BIGINT, b: STRUCT<c: ARRAY<STRING>>>",
    "ARRAY<STRUCT<`order` STRING OPTIONS(description='x'), n NUMERIC(10,2) NOT NULL>>":
      "ARRAY<STRUCT<`order`: STRING, n: DECIMAL(10,2)>>",
    "RANGE<DATE>": "STRING",
  },
  postgres: {
    INT8: "BIGINT",
    SERIAL: "INT",
    NUMERIC: "DECIMAL(38,10)",
    REAL: "FLOAT",
    "CHARACTER VARYING(20)": "STRING",
    BYTEA: "BINARY",
    TIMESTAMP: "TIMESTAMP_NTZ (TIMESTAMP)",
    "TIMESTAMP(3) WITHOUT TIME ZONE": "TIMESTAMP_NTZ",
    TIMESTAMPTZ: "TIMESTAMP",
    "TIME WITHOUT TIME ZONE": "STRING",
    INTERVAL: "STRING (INTERVAL DAY TO SECOND)",
    UUID: "STRING",
    JSONB: "VARIANT",
    "TEXT[][]": "ARRAY<ARRAY<STRING>>",
    MONEY: "DECIMAL(19,2)",
    INET: "STRING",
    TSTZRANGE: "STRING",
    "BIT(8)": "STRING",
    "GEOMETRY(Point, 4326)": "STRING",
  },
  mysql: {
    "TINYINT(1)": "BOOLEAN",
    "TINYINT UNSIGNED": "SMALLINT",
    "SMALLINT UNSIGNED": "INT",
    "INT(10) UNSIGNED": "BIGINT",
    "BIGINT UNSIGNED": "DECIMAL(20,0)",
    DATETIME: "TIMESTAMP_NTZ (TIMESTAMP)",
    TIMESTAMP: "TIMESTAMP",
    TIME: "STRING",
    YEAR: "SMALLINT",
    LONGTEXT: "STRING",
    LONGBLOB: "BINARY",
    "BIT(1)": "BOOLEAN",
    JSON: "VARIANT",
    "ENUM('a','b')": "STRING",
    POINT: "BINARY",
  },
};

function typeOf(
  dialect: SourceType,
  text: string,
  userTypes: Record<string, string> = {},
): TargetType | undefined {
  const cursor = new Cursor(text, dialect);
  const spec = readType(cursor);
  assert.ok(spec && cursor.done, `${text} is read to its end`);
  return resolveType(spec, { ...contextFor(dialect), target: "databricks", userTypes });
}

describe("types for Databricks", () => {
  for (const [dialect, types] of Object.entries(EXPECTED) as [
    SourceType,
    Record<string, string>,
  ][]) {
    it(`${dialect}: every type becomes what is documented`, () => {
      const found = Object.keys(types).map((text) => {
        const type = typeOf(dialect, text);
        return [text, type?.cast ? `${type.sql} (${type.cast})` : type?.sql];
      });
      assert.deepEqual(Object.fromEntries(found), types);
    });
  }

  it("are made of user-defined types of the inventory", () => {
    const userTypes = {
      address_t: "OBJECT (street VARCHAR2(30), zip NUMBER(5), MEMBER FUNCTION f RETURN NUMBER)",
      addresses_t: "TABLE OF address_t",
      phones_t: "VARRAY(5) OF VARCHAR2(20)",
    };
    const type = typeOf("oracle", "addresses_t", userTypes);
    assert.equal(type?.sql, "ARRAY<STRUCT<street: STRING, zip: DECIMAL(5,0)>>");
    assert.equal(typeOf("oracle", "hr.phones_t", userTypes)?.sql, "ARRAY<STRING>");
    assert.equal(typeOf("oracle", "unheard_of", userTypes), undefined);
  });

  it("do not follow user-defined types that stand for themselves for ever", () => {
    assert.equal(typeOf("postgres", "a", { a: "b", b: "a" }), undefined);
  });
});

describe("casts to types that Databricks holds as text", () => {
  const CASTS: readonly [dialect: SourceType, source: string, sql: string][] = [
    ["tsql", "CAST('7:05' AS TIME)", "'07:05:00'"],
    ["postgres", "ts::time", "date_format(ts, 'HH:mm:ss')"],
    ["postgres", "s::time", "date_format(CAST(s AS TIMESTAMP), 'HH:mm:ss')"],
    ["postgres", "'1 day'::interval", "INTERVAL '1' DAY"],
    ["postgres", "'{a,NULL}'::text[]", "CAST(array('a', NULL) AS ARRAY<STRING>)"],
  ];
  for (const [dialect, source, sql] of CASTS) {
    it(`${dialect}: ${source}`, async () => {
      const columns = [
        { name: "ts", class: "timestamp" },
        { name: "s", class: "string" },
      ] as const;
      assert.equal(await expressionOf(dialect, source, columns), sql);
    });
  }
});

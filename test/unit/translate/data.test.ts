import assert from "node:assert/strict";
import { dataOf, loaded } from "./harness.ts";

describe("rows", () => {
  it("tsql: texts, numbers, bits, dates, bytes, money, casts", async () => {
    const create =
      "CREATE TABLE t (i INT, s NVARCHAR(20), b BIT, d DATETIME, x VARBINARY(10), m MONEY)";
    const data = [
      "SET IDENTITY_INSERT t ON",
      "GO",
      "INSERT INTO [dbo].[t] ([i],[s],[b],[d],[x],[m]) VALUES (1, N'it''s', 1, '1962/2/18', 0xABC, $19.99)",
      "INSERT t VALUES (-2, '', 0, 'Jan 1 1990 12:30PM', NULL, -5)",
      "insert t (i, d, m) values (3, CAST(N'2020-05-17T01:02:03.000' AS DateTime), 2), (4, '20200517', 1.5)",
      "GO",
    ].join("\r\n");
    assert.deepEqual(await loaded("tsql", create, data), [
      [1, "it's", true, "1962-02-18 00:00:00", "\\x0A\\xBC", "19.9900"],
      [-2, "", false, "1990-01-01 12:30:00", null, "-5.0000"],
      [3, null, null, "2020-05-17 01:02:03", null, "2.0000"],
      [4, null, null, "2020-05-17 00:00:00", null, "1.5000"],
    ]);
  });

  it("tsql: an INSERT without columns leaves the identity out", async () => {
    assert.deepEqual(
      await loaded(
        "tsql",
        "CREATE TABLE t (id INT IDENTITY, s VARCHAR(5))",
        "INSERT t VALUES ('a')\nINSERT t VALUES ('b')",
      ),
      [
        [1, "a"],
        [2, "b"],
      ],
    );
  });

  it("mysql: escapes, booleans, bits, binary, IGNORE and REPLACE", async () => {
    const create =
      "CREATE TABLE `t` (`i` int PRIMARY KEY, `s` varchar(20), `b` tinyint(1), `x` blob)";
    const data =
      "INSERT INTO `t` VALUES (1,'a\\'b\\n\\\\',1,_binary 'A\\0'),(2,\"q\"\"q\",b'0',0xFF);\nINSERT IGNORE INTO t VALUES (1,'no',0,NULL);\nREPLACE INTO t VALUES (2,'new',1,NULL);";
    assert.deepEqual(await loaded("mysql", create, data), [
      [1, "a'b\n\\", true, "A\\x00"],
      [2, "new", true, null],
    ]);
  });

  it("oracle: '' is NULL, TO_DATE, q-quotes, INSERT ALL", async () => {
    const create = "CREATE TABLE t (i NUMBER(3), s VARCHAR2(20), d DATE)";
    const data =
      "INSERT INTO t VALUES (1, '', TO_DATE('2020-05-17 10:11:12','yyyy-mm-dd hh24:mi:ss'));\nINSERT INTO t (i, s) VALUES (2, q'[it's]');\nINSERT ALL INTO t (i) VALUES (3) INTO t (i, d) VALUES (4, DATE '2020-01-01') SELECT * FROM dual;\n/\n";
    assert.deepEqual(await loaded("oracle", create, data), [
      ["1", null, "2020-05-17 10:11:12"],
      ["2", "it's", null],
      ["3", null, null],
      ["4", null, "2020-01-01 00:00:00"],
    ]);
  });

  it("postgres: COPY, E'', ON CONFLICT DO NOTHING, UPDATE and DELETE", async () => {
    const create = "CREATE TABLE t (i int PRIMARY KEY, s text, b boolean, x bytea)";
    const data =
      "COPY t (i, s, b, x) FROM stdin;\n1\ta\\tb\tt\t\\\\x4142\n2\t\\N\tf\t\\N\n\\.\n\nINSERT INTO t VALUES (3, E'x\\ny', true, NULL);\nINSERT INTO t VALUES (3, 'again', true, NULL) ON CONFLICT DO NOTHING;\nUPDATE t SET s = upper(s) WHERE i = 1;\nDELETE FROM t WHERE i = 2;";
    assert.deepEqual(await loaded("postgres", create, data), [
      [1, "A\tB", true, "AB"],
      [3, "x\ny", true, null],
    ]);
  });

  it("snowflake: INSERT … SELECT with functions", async () => {
    const data = "INSERT INTO t (i, v) SELECT 1, PARSE_JSON('{\"a\": 1}');";
    assert.deepEqual(await loaded("snowflake", "CREATE TABLE t (i INT, v VARIANT)", data), [
      ["1", '{"a": 1}'],
    ]);
  });

  it("mysql: numbers that a BOOLEAN cannot hold, SET from left to right", async () => {
    const wide = await dataOf(
      "mysql",
      "CREATE TABLE t (b tinyint(1))",
      "INSERT INTO t VALUES (1),\n(2)",
    );
    assert.ok(wide.data.outcome === "error");
    assert.deepEqual([wide.data.issue.code, wide.data.issue.line], ["DWM-DAT-005", 2]);
    const set = await dataOf(
      "mysql",
      "CREATE TABLE t (a int, b int)",
      "UPDATE t SET a = a + 1, b = a",
    );
    assert.ok(set.data.outcome === "error");
    assert.equal(set.data.issue.code, "DWM-QRY-002");
  });

  it("tsql: fractions of expressions are cut, the order of dates is told once", async () => {
    const create = "CREATE TABLE t (i INT, d DATETIME)";
    const data = "INSERT t VALUES (5 / 2.0, '01/02/2020'), (2.9, '03/04/2020')";
    assert.deepEqual(await loaded("tsql", create, data), [
      [2, "2020-01-02 00:00:00"],
      [2, "2020-03-04 00:00:00"],
    ]);
    const told = await dataOf("tsql", create, data);
    assert.deepEqual(
      told.data.issues.map(({ code }) => code),
      ["DWM-QRY-006"],
    );
  });

  it("postgres: bytes in the escape format are refused", async () => {
    const result = await dataOf(
      "postgres",
      "CREATE TABLE t (x bytea)",
      "INSERT INTO t VALUES ('a\\000b')",
    );
    assert.ok(result.data.outcome === "error");
    assert.equal(result.data.issue.code, "DWM-DAT-001");
  });

  it("postgres: years of two digits behind a month's name are left to the target", async () => {
    await assert.rejects(
      loaded("postgres", "CREATE TABLE t (d date)", "INSERT INTO t VALUES ('01-Jan-60')"),
    );
  });

  it("join rows to statements of 500 and tell where each row stands", async () => {
    const rows = Array.from({ length: 1200 }, (_, index) => `(${index})`).join(",\n");
    const { data } = await dataOf(
      "postgres",
      "CREATE TABLE t (i int)",
      `INSERT INTO t VALUES\n${rows};`,
    );
    assert.ok(data.outcome === "translated");
    assert.deepEqual(
      data.statements.map(({ rowMarks }) => (rowMarks?.length ?? 0) / 3),
      [500, 500, 200],
    );
    assert.deepEqual([data.statements[1]?.line, data.statements[1]?.column], [502, 1]);
  });

  it("refuse rows that do not fit, at the row", async () => {
    const { data } = await dataOf(
      "postgres",
      "CREATE TABLE t (i int, j int)",
      "INSERT INTO t VALUES (1, 2),\n  (3);",
    );
    assert.ok(data.outcome === "error");
    assert.deepEqual([data.issue.code, data.issue.line, data.issue.column], ["DWM-DAT-002", 2, 3]);
  });

  it("refuse statements that cannot be applied", async () => {
    const { data } = await dataOf(
      "postgres",
      "CREATE TABLE t (i int)",
      "MERGE INTO t USING u ON true WHEN MATCHED THEN DELETE;",
    );
    assert.ok(data.outcome === "error");
    assert.equal(data.issue.code, "DWM-DAT-003");
  });
});

import assert from "node:assert/strict";
import type { SourceType } from "../../../../src/protocol/dialect.ts";
import type { TargetColumn } from "../../../../src/server/translate/types.ts";
import { translateBody } from "../procedure/body.ts";
import { loose, rowsAfter, told } from "./harness.ts";

const COLUMNS: TargetColumn[] = [
  { name: "id", class: "int", generated: "identity" },
  { name: "a", class: "int" },
];
const FACTS = { known: { t: COLUMNS } };
const SETUP = [
  "CREATE SEQUENCE counting START 5",
  "CREATE TABLE t (id INTEGER DEFAULT nextval('counting'), a INTEGER)",
  "CREATE TABLE u (id INTEGER, a INTEGER)",
  "INSERT INTO u VALUES (1, 10)",
];

/** Statements that give the identity column the next number of a sequence, and the rows of t after them. */
const LEFT_OUT: readonly (readonly [SourceType, string, unknown[][]])[] = [
  ["oracle", "INSERT INTO t (id, a) VALUES (s.NEXTVAL, 7)", [[5, 7]]],
  ["oracle", "INSERT INTO t VALUES (hr.s.NEXTVAL, 7)", [[5, 7]]],
  ["oracle", "INSERT INTO t (a, id) SELECT u.a, s.NEXTVAL AS n FROM u", [[5, 10]]],
  ["oracle", "INSERT INTO t SELECT s.NEXTVAL, u.a FROM u WHERE u.id = 1", [[5, 10]]],
  [
    "oracle",
    "MERGE INTO t USING u ON (t.id = u.id) WHEN NOT MATCHED THEN INSERT (id, a) VALUES (s.NEXTVAL, u.a)",
    [[5, 10]],
  ],
  ["tsql", "INSERT INTO t (id, a) VALUES (NEXT VALUE FOR dbo.s, 7)", [[5, 7]]],
  ["tsql", "INSERT INTO t (id, a) SELECT NEXT VALUE FOR s, a FROM u;", [[5, 10]]],
  [
    "postgres",
    "INSERT INTO t (id, a) VALUES (nextval('s'), 7), (nextval('s'::regclass), 8)",
    [
      [5, 7],
      [6, 8],
    ],
  ],
  ["redshift", "INSERT INTO t (id, a) SELECT nextval('s'), a FROM u", [[5, 10]]],
  ["snowflake", "INSERT INTO t (id, a) VALUES (s.NEXTVAL, 7)", [[5, 7]]],
  ["snowflake", "INSERT INTO t (id, a) SELECT s.NEXTVAL, 7;", [[5, 7]]],
];

/** Where no column of the target counts in the sequence's place. */
const REFUSED: readonly (readonly [SourceType, string])[] = [
  ["oracle", "INSERT INTO u (id, a) VALUES (s.NEXTVAL, 7)"],
  ["oracle", "INSERT INTO t (id, a) VALUES (s.NEXTVAL, s.CURRVAL)"],
  ["oracle", "INSERT INTO t (id, a) VALUES (s.NEXTVAL + 1, 7)"],
  ["oracle", "INSERT INTO t (id) VALUES (s.NEXTVAL)"],
  ["tsql", "INSERT INTO t (id, a) SELECT NEXT VALUE FOR s OVER (ORDER BY a), a FROM u"],
  ["tsql", "INSERT INTO t (id, a) VALUES (1, 2), (NEXT VALUE FOR s, 7)"],
  ["postgres", "INSERT INTO t (id, a) SELECT nextval('s'), a FROM u ORDER BY a"],
  ["postgres", "INSERT INTO t (id, a) VALUES (currval('s'), 7)"],
  ["postgres", "SELECT setval('s', 7)"],
  ["snowflake", "INSERT INTO u (id, a) VALUES (s.NEXTVAL, 7)"],
];

describe("Sequences in statements", () => {
  for (const [dialect, text, rows] of LEFT_OUT)
    it(`leave the number to the identity column (${dialect}): ${text}`, async () => {
      assert.deepEqual(await rowsAfter(dialect, SETUP, [text], undefined, FACTS), rows);
      const { statements, issues } = loose(dialect, "databricks", text, FACTS);
      assert.doesNotMatch(statements?.join() ?? "refused", /refused|\bid\b,|, id\b|next/i);
      assert.ok(issues.some(({ code }) => code === "DWM-PRC-062"));
    });

  for (const [dialect, text] of REFUSED)
    it(`are refused with their own code (${dialect}): ${text}`, () => {
      const result = loose(dialect, "databricks", text, FACTS);
      assert.equal(result.statements, null, told(result).join("\n"));
      assert.ok(
        result.issues.some(({ code }) => code === "DWM-PRC-061"),
        told(result).join("\n"),
      );
    });

  it("are told at their places in stored code, and a number that comes back is read back", async () => {
    const [body, said] = await translateBody(
      "oracle",
      `CREATE SEQUENCE s;
CREATE TABLE t (id NUMBER(9) DEFAULT s.NEXTVAL, a NUMBER(9));
CREATE PROCEDURE p (a IN NUMBER) IS
  v NUMBER;
BEGIN
  INSERT INTO t (id, a) VALUES (s.NEXTVAL, 1) RETURNING id INTO v;
  v := s.NEXTVAL;
  SELECT s.CURRVAL INTO v FROM DUAL;
END;
/`,
    );
    assert.match(
      body,
      /INSERT INTO t \(a\) VALUES \(1\);\nSET v = \(SELECT max\(id\) FROM t\);\n-- Not translated: s\.NEXTVAL/,
    );
    assert.deepEqual(said, [
      "DWM-PRC-062 6:33",
      "DWM-PRC-060 6:3",
      "DWM-PRC-061 7:8",
      "DWM-PRC-061 8:10",
    ]);
  });
});

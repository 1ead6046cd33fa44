import assert from "node:assert/strict";
import { bodyOf } from "../procedure/body.ts";
import { translateOne } from "../procedure/script.ts";
import { loose, rowsAfter, told } from "./harness.ts";

const SETUP = [
  "CREATE TABLE t (id INTEGER, x INTEGER)",
  "INSERT INTO t VALUES (1, 10), (2, 20), (3, 30)",
  "CREATE TABLE u (id INTEGER, y INTEGER)",
  "INSERT INTO u VALUES (2, 200), (3, 300)",
  "CREATE TABLE h (a INTEGER, b INTEGER)",
];

/** Statements, and the rows of h and of t after them. */
const EXECUTED: [string, unknown[][], unknown[][]][] = [
  [
    "DELETE FROM t OUTPUT deleted.id, deleted.x INTO h (a, b) WHERE id > 1",
    [
      [2, 20],
      [3, 30],
    ],
    [[1, 10]],
  ],
  [
    "DELETE q OUTPUT deleted.* INTO h FROM t AS q JOIN u ON u.id = q.id WHERE u.y = 300",
    [[3, 30]],
    [
      [1, 10],
      [2, 20],
    ],
  ],
  [
    "UPDATE t SET x = x + 1 OUTPUT deleted.x, inserted.x INTO h (a, b) WHERE id = 1",
    [[10, 11]],
    [
      [1, 11],
      [2, 20],
      [3, 30],
    ],
  ],
  [
    "UPDATE t SET x += 5 OUTPUT inserted.id, inserted.x INTO h WHERE id = 2",
    [[2, 25]],
    [
      [1, 10],
      [2, 25],
      [3, 30],
    ],
  ],
  [
    "UPDATE q SET x = u.y OUTPUT inserted.x, deleted.x INTO h (a, b) FROM t q JOIN u ON u.id = q.id",
    [
      [200, 20],
      [300, 30],
    ],
    [
      [1, 10],
      [2, 200],
      [3, 300],
    ],
  ],
  [
    "INSERT INTO t (id, x) OUTPUT inserted.id, inserted.x * 2 INTO h (a, b) VALUES (4, 40)",
    [[4, 80]],
    [
      [1, 10],
      [2, 20],
      [3, 30],
      [4, 40],
    ],
  ],
  [
    "INSERT INTO t (id, x) OUTPUT inserted.x, 7 INTO h (a, b) SELECT id + 10, y FROM u WHERE id = 2",
    [[200, 7]],
    [
      [1, 10],
      [2, 20],
      [3, 30],
      [12, 200],
    ],
  ],
];

/** What would be lost, or be another value, where it is written twice. */
const REFUSED = [
  "UPDATE t SET x = u.y OUTPUT inserted.x FROM t JOIN u ON u.id = t.id",
  "DELETE FROM t OUTPUT deleted.id WHERE id = 1",
  "INSERT INTO t (x) OUTPUT inserted.id INTO h (a) VALUES (3)",
  "INSERT INTO t (id) OUTPUT inserted.id INTO h (a) SELECT NEWID()",
  "UPDATE t SET x = 1 OUTPUT inserted.* INTO h WHERE id = 1",
  "UPDATE t SET x = CHECKSUM(NEWID()) OUTPUT inserted.id, inserted.x INTO h WHERE id = 1",
  "DELETE FROM t OUTPUT deleted.id, deleted.x INTO h WHERE id IN (SELECT a FROM h)",
  "MERGE t USING u ON t.id = u.id WHEN MATCHED THEN DELETE OUTPUT deleted.id INTO h (a);",
];

describe("OUTPUT of T-SQL", () => {
  for (const [statement, answered, left] of EXECUTED) {
    it(`writes its rows: ${statement}`, async () => {
      const made = (query: string) => rowsAfter("tsql", SETUP, [statement], query);
      assert.deepEqual(await made("FROM h ORDER BY ALL"), answered);
      assert.deepEqual(await made("FROM t ORDER BY ALL"), left);
    });
  }

  for (const statement of REFUSED) {
    it(`is refused with advice: ${statement}`, () => {
      for (const target of ["duckdb", "databricks"] as const) {
        const result = loose("tsql", target, statement);
        assert.equal(result.statements, null, told(result).join("\n"));
        const [issue] = result.issues.filter(({ severity }) => severity === "error");
        assert.equal(issue?.code, "DWM-QRY-002");
        assert.match(issue?.hint ?? "", /INSERT … SELECT/);
      }
    });
  }

  it("is read back where the table numbers the row by itself", async () => {
    const known = {
      t: [
        { name: "id", class: "int" as const, generated: "identity" as const },
        { name: "x", class: "int" as const },
      ],
    };
    const setup = [
      "CREATE SEQUENCE counting START 4",
      "CREATE TABLE t (id INTEGER DEFAULT nextval('counting'), x INTEGER)",
      "INSERT INTO t VALUES (1, 10), (3, 5)",
      "CREATE TABLE h (a INTEGER, b INTEGER)",
    ];
    const text = "INSERT INTO t (x) OUTPUT inserted.id, inserted.x * 2 INTO h (a, b) VALUES (7);";
    const rows = await rowsAfter("tsql", setup, [text], "FROM h", { known });
    assert.deepEqual(rows, [[4, 14]]);
    const [issue] = loose("tsql", "databricks", text, { known }).issues;
    assert.equal(issue?.code, "DWM-PRC-060");
    const several = "INSERT INTO t (x) OUTPUT inserted.id, 1 INTO h (a, b) VALUES (7), (8)";
    assert.equal(loose("tsql", "databricks", several, { known }).statements, null);
  });

  it("fills table variables of procedures before the change", async () => {
    const made = await translateOne(
      "tsql",
      "CREATE PROCEDURE p AS BEGIN DECLARE @gone TABLE (id INT); DELETE FROM dbo.orders OUTPUT deleted.id INTO @gone WHERE amount = 0; END",
    );
    assert.match(
      bodyOf(made.sql),
      /INSERT INTO tmp_gone SELECT orders\.id FROM dbo\.orders WHERE amount = 0;\nDELETE FROM dbo\.orders WHERE amount = 0;$/,
    );
  });
});

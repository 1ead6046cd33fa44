import assert from "node:assert/strict";
import { queryOf } from "../databricks/harness.ts";
import { failureOf, rowsOf, view } from "../harness.ts";

const T = [
  "CREATE TABLE t (id INTEGER, g VARCHAR, x DECIMAL(5,1))",
  "INSERT INTO t VALUES (1, 'a', 10), (2, 'a', 30), (3, 'b', 20), (4, 'b', 20), (5, 'c', NULL)",
];
const rows = (query: string) => rowsOf("oracle", query, T);

describe("Rows that Oracle counts", () => {
  it("are numbered before they are sorted", async () => {
    assert.deepEqual(
      await rows("SELECT q.id, ROWNUM rn FROM t q WHERE ROWNUM < 3 ORDER BY q.x DESC"),
      [
        [2, "2"],
        [1, "1"],
      ],
    );
    assert.equal(
      (await queryOf("oracle", "SELECT id FROM t WHERE ROWNUM <= 2 ORDER BY x")).sql,
      "SELECT id FROM t QUALIFY row_number() OVER (ORDER BY NULL) <= 2 ORDER BY x NULLS LAST",
    );
    const grouped = await view("oracle", "SELECT g, ROWNUM FROM t GROUP BY g, ROWNUM");
    assert.equal(failureOf(grouped).code, "DWM-QRY-002");
  });

  it("are skipped before WITH TIES and PERCENT", async () => {
    const first = "SELECT id FROM t WHERE x IS NOT NULL ORDER BY x";
    assert.deepEqual((await rows(`${first} OFFSET 1 ROWS FETCH NEXT 1 ROWS WITH TIES`)).length, 2);
    assert.deepEqual(await rows(`${first} OFFSET 3 ROWS FETCH NEXT 50 PERCENT ROWS ONLY`), [[2]]);
  });

  it("have an n-th value from the first on", async () => {
    const query = `SELECT id, NTH_VALUE(x, 2) FROM FIRST OVER (ORDER BY id) v FROM t ORDER BY id`;
    assert.deepEqual(
      (await rows(query)).map(([, value]) => value),
      [null, "30.0", "30.0", "30.0", "30.0"],
    );
  });

  it("come from SYS.DUAL, too", async () => {
    assert.deepEqual(await rows("SELECT 1 a FROM SYS.DUAL"), [[1]]);
  });
});

describe("What stands in Oracle's queries only", () => {
  it("is refused by its name", async () => {
    const refused: [string, RegExp][] = [
      [
        "WITH FUNCTION f(p NUMBER) RETURN NUMBER IS BEGIN RETURN p; END; SELECT 1 a FROM t",
        /FUNCTION/,
      ],
      ["SELECT a.id FROM t a PARTITION BY (a.g) RIGHT JOIN t b ON a.id = b.id", /PARTITION BY/],
    ];
    for (const [query, what] of refused) {
      const issue = failureOf(await view("oracle", query));
      assert.equal(issue.code, "DWM-QRY-002");
      assert.match(issue.message, what);
    }
  });
});

describe("Dates that Oracle and Teradata join to texts", () => {
  it("are told to look otherwise", async () => {
    const { issues } = await view("oracle", "SELECT 'x' || DATE '2024-01-31' FROM DUAL");
    assert.ok(issues.some(({ message }) => message.includes("another form")));
  });
});

import assert from "node:assert/strict";
import type { SourceType } from "../../../src/protocol/dialect.ts";
import { translateObject } from "../../../src/server/translate/translateObject.ts";
import { databricksContext, queryOf } from "./databricks/harness.ts";
import { objectOf, run, statementsOf, table, view } from "./harness.ts";

const CREATE =
  "CREATE TABLE t (id INTEGER, m DECIMAL(10,2), n DECIMAL(8,3), c CHAR(4), s VARCHAR(9))";
const ROWS =
  "INSERT INTO t VALUES (1, 5.00, 3.000, 'ab', 'x'), (2, 2.03, 2.000, 'abcd', 'y'), (2, -2.01, 2.000, NULL, 'z')";

/** What a query over the table gives on DuckDB, and the codes of its issues. */
async function answer(dialect: SourceType, query: string) {
  const made = await table(dialect, CREATE);
  assert.ok(made.outcome === "translated" && made.columnTypes);
  const asked = await view(dialect, query, { t: made.columnTypes });
  assert.ok(asked.outcome === "translated");
  const rows = await run(
    ...statementsOf(made),
    ROWS,
    ...made.afterLoad.map(({ sql }) => sql),
    ...statementsOf(asked),
    "SELECT * FROM v",
  );
  return { rows, codes: asked.issues.map(({ code }) => code) };
}

/** The same query in Databricks SQL. */
async function inDatabricks(dialect: SourceType, query: string) {
  const made = await translateObject(objectOf("TABLE", "t", CREATE), databricksContext(dialect));
  assert.ok(made.outcome === "translated" && made.columnTypes);
  return queryOf(dialect, query, { t: made.columnTypes });
}

describe("quotients of Teradata's decimals", () => {
  it("have the digits of the operand that has more of them, halves to the even digit", async () => {
    const { rows, codes } = await answer("teradata", "SEL m / 3 a, m / n b, m / id c FROM t");
    assert.deepEqual(rows, [
      ["1.67", "1.667", "5.00"],
      ["0.68", "1.015", "1.02"],
      ["-0.67", "-1.005", "-1.00"],
    ]);
    assert.deepEqual(codes, []);
  });

  it("count the digits of sums, products, totals and casts", async () => {
    const query =
      "SEL SUM(m * n) / COUNT(*) a, SUM(m + n) / 3 b, CAST(SUM(id) AS DECIMAL(9,1)) / 3 c FROM t";
    const { rows } = await answer("teradata", query);
    assert.deepEqual(rows, [["5.01333", "4.007", "1.7"]]);
    const nested = "WITH w AS (SEL MAX(ZEROIFNULL(m)) x FROM t) SEL x / 7 a FROM w";
    assert.deepEqual(await answer("teradata", nested), { rows: [["0.71"]], codes: [] });
  });

  it("are told where the digits are not known", async () => {
    const known = { t: [{ name: "m", class: "decimal" as const }] };
    const asked = await view("teradata", "SEL m / 3 a FROM t", known);
    assert.deepEqual(asked.outcome === "translated" && asked.issues.map(({ code }) => code), [
      "DWM-QRY-006",
    ]);
  });

  it("stay whole, or fractions, of other numbers", async () => {
    const { rows } = await answer("teradata", "SEL 5 / 2 a, 5 / 2e0 b FROM t WHERE id = 1");
    assert.deepEqual(rows, [[2, 2.5]]);
  });

  it("are rounded on Databricks", async () => {
    const { sql, codes } = await inDatabricks("teradata", "SEL m / n AS q FROM t");
    assert.equal(sql, "SELECT bround(m / n, 3) AS q FROM t");
    assert.deepEqual(codes, []);
  });
});

describe("averages of Redshift", () => {
  it("are whole numbers of whole numbers", async () => {
    const { rows, codes } = await answer("redshift", "SELECT AVG(id) AS a FROM t");
    assert.deepEqual([rows, codes], [[["1"]], []]);
    const { sql } = await inDatabricks("redshift", "SELECT AVG(id) AS a FROM t");
    assert.equal(sql, "SELECT CAST(avg(id) AS BIGINT) AS a FROM t");
  });

  it("are told where they have fewer digits there", async () => {
    const { codes } = await answer("redshift", "SELECT AVG(m) AS a FROM t");
    assert.deepEqual(codes, ["DWM-QRY-006"]);
  });
});

describe("blanks that fill fixed-length texts", () => {
  const joined: Partial<Record<SourceType, [string, (string | null)[]]>> = {
    oracle: ["c || '|'", ["ab  |", "abcd|", "|"]],
    teradata: ["c || '|'", ["ab  |", "abcd|", null]],
    tsql: ["c + '|'", ["ab  |", "abcd|", null]],
    postgres: ["c || '|'", ["ab|", "abcd|", null]],
  };
  for (const [dialect, [expression, expected]] of Object.entries(joined)) {
    it(`count where ${dialect} joins texts, or do not`, async () => {
      const { rows } = await answer(dialect as SourceType, `SELECT ${expression} AS a FROM t`);
      assert.deepEqual(
        rows.map(([text]) => text),
        expected,
      );
    });
  }

  it("count in the length of a text, but not in comparisons", async () => {
    const query = "SELECT LENGTH(c) AS a FROM t WHERE c = 'ab'";
    const { rows } = await answer("oracle", query);
    assert.deepEqual(rows, [["4"]]);
    const { sql } = await inDatabricks("oracle", query);
    assert.equal(sql, "SELECT length(rpad(c, 4, ' ')) AS a FROM t WHERE c = 'ab'");
  });
});

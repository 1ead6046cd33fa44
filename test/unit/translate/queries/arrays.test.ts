import assert from "node:assert/strict";
import type { SourceType } from "../../../../src/protocol/dialect.ts";
import { readArrayText } from "../../../../src/server/translate/arrayText.ts";
import type { TargetColumn } from "../../../../src/server/translate/types.ts";
import { expressionOf } from "../databricks/harness.ts";
import { failureOf, firstRow, loaded, view } from "../harness.ts";

const COLUMNS: TargetColumn[] = [
  { name: "arr", class: "array" },
  { name: "j", class: "json" },
  { name: "s", class: "string" },
];
const T = ["CREATE TABLE t AS SELECT [1, 2, 3] AS arr, '{\"a\": 1}'::JSON AS j, 'bob' AS s"];

const EXPRESSIONS: [SourceType, string, unknown, string][] = [
  ["postgres", "arr[2:3]", [2, 3], "slice(arr, 2, greatest(3 - 2 + 1, 0))"],
  ["postgres", "arr[:2]", [1, 2], "slice(arr, 1, greatest(2 - 1 + 1, 0))"],
  ["postgres", "arr[2:]", [2, 3], "slice(arr, 2, array_size(arr))"],
  ["postgres", "arr || 4", [1, 2, 3, 4], "array_append(arr, 4)"],
  ["postgres", "0 || arr", [0, 1, 2, 3], "array_prepend(arr, 0)"],
  ["postgres", "coalesce(arr, '{}')", [1, 2, 3], "coalesce(arr, array()) AS coalesce"],
  [
    "postgres",
    "overlay(s placing 'XY' from 2 for 1)",
    "bXYb",
    "overlay(s PLACING 'XY' FROM 2 FOR 1) AS overlay",
  ],
  ["bigquery", "arr[0]", 1, "arr[0]"],
];

describe("arrays", () => {
  for (const [dialect, expression, value, databricks] of EXPRESSIONS) {
    it(`${dialect}: ${expression}`, async () => {
      const query = `SELECT ${expression} AS v FROM t`;
      assert.deepEqual(await firstRow(dialect, query, T, { t: COLUMNS }), [value]);
      assert.equal(await expressionOf(dialect, expression, COLUMNS), databricks);
    });
  }

  it("postgres: an interval as text, a computed place taken out of JSON are refused", async () => {
    const text = "SELECT to_char(interval '1 hour', 'HH24') FROM t";
    const shown = await view("postgres", text, { t: COLUMNS });
    assert.equal(failureOf(shown).code, "DWM-QRY-004");
    const answer = await view("postgres", "SELECT j - length('a') FROM t", { t: COLUMNS });
    assert.equal(failureOf(answer).code, "DWM-QRY-002");
  });

  it("postgres: EXISTS asks for no columns", async () => {
    const query = "SELECT s FROM t WHERE EXISTS (SELECT FROM t u WHERE u.s = t.s)";
    assert.deepEqual(await firstRow("postgres", query, T, { t: COLUMNS }), ["bob"]);
  });

  it("postgres: texts of arrays in rows are read", async () => {
    const create = "CREATE TABLE t (a int[], b text[])";
    const insert = `INSERT INTO t VALUES ('{1,NULL}', '{"x y",z}'), ('{}', NULL);`;
    assert.deepEqual(await loaded("postgres", create, insert), [
      [
        [1, null],
        ["x y", "z"],
      ],
      [[], null],
    ]);
    const copy = 'COPY t (a, b) FROM stdin;\n{2}\t{"it\'s, \\\\"q\\\\"",w}\n\\.\n';
    assert.deepEqual(await loaded("postgres", create, copy), [[[2], [`it's, "q"`, "w"]]]);
  });

  it("a text of an array is read to its end", () => {
    assert.deepEqual(readArrayText("{{1,2},{3, null}}"), [
      ["1", "2"],
      ["3", null],
    ]);
    for (const text of ["{", "{a,}", "{a}b", "a", '{"a}'])
      assert.equal(readArrayText(text), undefined);
  });
});

import assert from "node:assert/strict";
import type { SourceType } from "../../../src/protocol/dialect.ts";
import { inventoryOf } from "./folder.ts";

/** The objects that are two in the source and one in the target, with their rows. */
async function twins(dialect: SourceType, script: string) {
  const { objects } = await inventoryOf(script, dialect);
  return objects.map(({ name, twin, data }) => [name, twin?.split(" ")[0], data.length]);
}

describe("names that differ in case only", () => {
  const two: [SourceType, string, string][] = [
    ["postgres", '"Abc"', "abc"],
    ["oracle", '"abc"', "abc"],
    ["snowflake", 'main."Abc"', "main.ABC"],
    ["snowflake", '"Main".t', '"MAIN".t'],
    ["mysql", "Abc", "abc"],
    ["bigquery", "d.Abc", "d.abc"],
  ];
  for (const [dialect, one, other] of two) {
    it(`are two in ${dialect}: ${one} and ${other}`, async () => {
      const script = `CREATE TABLE ${one} (a int); CREATE TABLE IF NOT EXISTS ${other} (a int, b int);`;
      const plain = (name: string) => name.replaceAll('"', "");
      assert.deepEqual(await twins(dialect, script), [
        [plain(one), plain(other), 0],
        [plain(other), plain(one), 0],
      ]);
    });
  }

  const same: [SourceType, string, string][] = [
    ["postgres", "Abc", "ABC"],
    ["postgres", '"abc"', "ABC"],
    ["oracle", '"HR"."T"', "hr.t"],
    ["snowflake", '"S"."T"', "s.t"],
    ["tsql", "[Abc]", "abc"],
    ["teradata", '"Abc"', "abc"],
    ["redshift", '"Abc"', "abc"],
  ];
  for (const [dialect, one, other] of same) {
    it(`are one in ${dialect}: ${one} and ${other}`, async () => {
      const script = `CREATE TABLE ${one} ("Abc" int); CREATE TABLE ${other} (a int, b int);`;
      const found = await twins(dialect, script);
      assert.deepEqual(
        found.map(([, twin]) => twin),
        [undefined],
      );
    });
  }

  it("stay two where one of them is defined again", async () => {
    const script =
      'CREATE VIEW "Abc" AS SELECT 1 AS a; CREATE VIEW abc AS SELECT 2 AS a; CREATE OR REPLACE VIEW abc AS SELECT 3 AS a; CREATE OR REPLACE VIEW "Abc" AS SELECT 4 AS a;';
    const found = await twins("postgres", script);
    assert.deepEqual(
      found.map(([name, twin]) => [name, twin]),
      [
        ["abc", "Abc"],
        ["Abc", "abc"],
      ],
    );
  });
});

import assert from "node:assert/strict";
import type { SourceType } from "../../../src/protocol/dialect.ts";
import { readName } from "../../../src/server/inventory/names.ts";
import { tokenize } from "../../../src/server/sql/lexer.ts";
import { Cursor } from "../../../src/server/translate/cursor.ts";

/** As a shell fills it in. */
const SHELL = `$${"{DB}"}`;

const NAMES: readonly [dialect: SourceType, text: string, parts: string[]][] = [
  ["teradata", "{t2_schema}.brands", ["{t2_schema}", "brands"]],
  ["teradata", `${SHELL}.brands`, [SHELL, "brands"]],
  ["oracle", "&schema..t", ["&schema", "", "t"]],
  ["oracle", "&&schema..t", ["&&schema", "", "t"]],
  ["snowflake", "&{env}_db.s.t", ["&{env}_db", "s", "t"]],
  ["snowflake", "{{ env }}_db.s.t", ["{{ env }}_db", "s", "t"]],
  ["snowflake", "raw_{env}.t", ["raw_{env}", "t"]],
  ["tsql", "$(db).dbo.[t]", ["$(db)", "dbo", "t"]],
  ["bigquery", "`{{ params.project }}.d.t`", ["{{ params.project }}", "d", "t"]],
];

describe("variables in names", () => {
  for (const [dialect, text, parts] of NAMES) {
    it(`${dialect}: ${text}`, () => {
      assert.deepEqual(readName(tokenize(text, dialect), 0, dialect)?.parts, parts);
      if (dialect === "bigquery") return;
      const cursor = new Cursor(text, dialect);
      assert.deepEqual(cursor.name(), parts);
      assert.ok(cursor.done);
    });
  }

  it("are none where something else stands in braces", () => {
    assert.equal(readName(tokenize("{'a': 1}", "snowflake"), 0, "snowflake"), undefined);
    assert.equal(readName(tokenize("{fn now()}", "tsql"), 0, "tsql"), undefined);
    assert.deepEqual(readName(tokenize("a & b", "mysql"), 0, "mysql")?.parts, ["a"]);
  });
});

import assert from "node:assert/strict";
import { join } from "node:path";
import type { SourceType } from "../../../src/protocol/dialect.ts";
import { detectInTexts, detectSourceType } from "../../../src/server/inventory/detect.ts";
import { readInventory } from "../../../src/server/inventory/readInventory.ts";
import { summariseInventory } from "../../../src/server/inventory/summarise.ts";

const SAMPLES = join(import.meta.dirname, "../../../samples");

const SCRIPTS: readonly [SourceType, string][] = [
  ["tsql", "CREATE TABLE [dbo].[a] ([id] INT IDENTITY(1,1), [n] NVARCHAR(5))\nGO"],
  ["oracle", "CREATE TABLE a (id NUMBER(5), n VARCHAR2(10));\n/"],
  ["mysql", "CREATE TABLE `a` (`id` int unsigned AUTO_INCREMENT) ENGINE=InnoDB;"],
  ["redshift", "CREATE TABLE a (id INT ENCODE zstd) DISTKEY(id) SORTKEY(id);"],
  [
    "snowflake",
    "CREATE OR REPLACE TABLE a (id NUMBER(38,0) AUTOINCREMENT, v VARIANT, t TIMESTAMP_NTZ);",
  ],
  ["teradata", "CREATE MULTISET TABLE a, NO FALLBACK (id INTEGER) PRIMARY INDEX (id);"],
  ["bigquery", "CREATE TABLE `p.d.a` (id INT64, s STRUCT<x STRING>);"],
  ["postgres", "CREATE TABLE a (id SERIAL, t timestamptz);\nALTER TABLE a OWNER TO b;"],
];

describe("detectSourceType", () => {
  for (const [dialect, script] of SCRIPTS) {
    it(`knows ${dialect} by its marks`, () => {
      const found = detectInTexts([script]);
      assert.equal(found.sourceType, dialect);
      assert.ok(found.confidence > 0.4, String(found.confidence));
      assert.ok(found.evidence.length > 0);
    });
  }

  it("claims nothing without marks, and does not read comments and literals", () => {
    const texts = [
      "CREATE TABLE a (id INT);",
      "-- ENGINE=InnoDB AUTO_INCREMENT\nSELECT 'VARCHAR2 ENGINE=x';",
    ];
    assert.deepEqual(detectInTexts(texts), {
      sourceType: null,
      confidence: 0,
      evidence: [],
      tied: [],
    });
  });

  it("does not guess among dialects that share what it sees", () => {
    const calls = Array.from({ length: 8 }, (_, n) => `SELECT DATEADD(day, ${n}, d) FROM t;`);
    const { sourceType, tied } = detectInTexts([calls.join("\n")]);
    assert.deepEqual([sourceType, tied], [null, ["redshift", "snowflake", "tsql"]]);
  });

  for (const dialect of ["tsql", "oracle", "postgres", "snowflake"] as const) {
    it(`knows our ${dialect} sample, whose objects all arrive`, async () => {
      const path = join(SAMPLES, dialect);
      assert.equal((await detectSourceType(path)).sourceType, dialect);
      const inventory = await readInventory(path, dialect);
      assert.deepEqual(summariseInventory(inventory), { TABLE: 15, VIEW: 13, PROCEDURE: 2 });
      const lost = inventory.leftOut.filter(
        ({ matters, kind }) => matters && !/SEQUENCE|setval/.test(kind),
      );
      assert.deepEqual(lost, []);
      assert.ok(
        inventory.objects.every(
          (object) => object.objectType !== "TABLE" || object.data.length > 0,
        ),
      );
    });
  }
});

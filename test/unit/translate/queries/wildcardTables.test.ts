import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readInventory } from "../../../../src/server/inventory/readInventory.ts";
import { translateObject } from "../../../../src/server/translate/translateObject.ts";
import type { TranslateContext } from "../../../../src/server/translate/types.ts";
import { contextFor, failureOf, objectOf, run, statementsOf } from "../harness.ts";

const targets = {
  "shop.ga.events_20240101": "events_20240101",
  "shop.ga.events_20240102": "events_20240102",
  "other.ga.events_20240103": "events_20240103",
};
const columns = [
  { name: "name", class: "string" },
  { name: "n", class: "int" },
] as const;

function context(): TranslateContext {
  const known = { events_20240101: columns, events_20240102: columns };
  const plain = contextFor("bigquery");
  return { ...plain, names: { ...plain.names, targets }, known };
}

const rows = async (query: string) => {
  const object = objectOf("VIEW", "v", `CREATE VIEW v AS ${query}`);
  return run(
    "CREATE TABLE events_20240101 AS SELECT 'a' AS name, 1 AS n",
    "CREATE TABLE events_20240102 AS SELECT 'b' AS name, 2 AS n",
    ...statementsOf(await translateObject(object, context())),
    "FROM v ORDER BY ALL",
  );
};

describe("BigQuery's wildcard tables", () => {
  it("are the tables of the inventory, without their suffix among the columns", async () => {
    assert.deepEqual(await rows("SELECT * FROM `shop.ga.events_*`"), [
      ["a", 1],
      ["b", 2],
    ]);
  });

  it("have a suffix to choose by", async () => {
    const query =
      "SELECT e.name, _TABLE_SUFFIX AS day FROM `shop.ga.events_2024*` e WHERE _TABLE_SUFFIX BETWEEN '0102' AND FORMAT_DATE('%m%d', DATE '2024-01-31')";
    assert.deepEqual(await rows(query), [["b", "0102"]]);
  });

  it("are refused where the inventory has none", async () => {
    const object = objectOf("VIEW", "v", "CREATE VIEW v AS SELECT * FROM `shop.ga.hits_*`");
    const issue = failureOf(await translateObject(object, context()));
    assert.equal(issue.code, "DWM-QRY-002");
    assert.match(issue.message, /hits_\*/);
  });

  it("come before what reads them", async () => {
    const root = mkdtempSync(join(tmpdir(), "dwm-wildcard-"));
    try {
      const script =
        "CREATE VIEW ga.v AS SELECT name FROM `ga.events_*`;\nCREATE TABLE ga.events_1 (name STRING);\nCREATE TABLE ga.events_2 (name STRING);\n";
      writeFileSync(join(root, "a.sql"), script);
      const { objects } = await readInventory(root, "bigquery");
      const view = objects.find(({ baseName }) => baseName === "v");
      assert.deepEqual(view?.dependsOn.sort(), ["ga.events_1", "ga.events_2"]);
      assert.equal(view?.missing, undefined);
      assert.equal(objects.at(-1), view);
    } finally {
      rmSync(root, { recursive: true });
    }
  });
});

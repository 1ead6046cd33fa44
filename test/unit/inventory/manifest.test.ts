import assert from "node:assert/strict";
import { join } from "node:path";
import { InventoryError } from "../../../src/server/inventory/errors.ts";
import { readInventory } from "../../../src/server/inventory/readInventory.ts";
import { objectOf, withFolder } from "./folder.ts";

const FILES = {
  "ddl/t.sql": "CREATE TABLE s.t (x INT);\nCREATE TABLE s.extra (x INT);",
  "v.sql": "CREATE VIEW s.v AS SELECT 1 AS x;",
  "rows.sql": "INSERT INTO s.t VALUES (1);",
  "not-listed.sql": "CREATE TABLE other (x INT);",
};
const OBJECTS = [
  { name: "s.v", type: "VIEW", file: "v.sql", depends_on: ["t"] },
  { name: "T", type: "TABLE", file: "ddl\\t.sql" },
  { name: "rows", type: "DATA", file: "rows.sql" },
];

describe("a manifest", () => {
  for (const [shape, json] of [
    ["with objects", { objects: OBJECTS }],
    ["as a bare list", OBJECTS],
  ] as const) {
    it(`${shape} says what is migrated and what depends on what`, async () => {
      const files = { ...FILES, "inventory.json": JSON.stringify(json) };
      await withFolder(files, async (root) => {
        for (const path of [root, join(root, "inventory.json")]) {
          const inventory = await readInventory(path, "postgres");
          assert.equal(inventory.root, root);
          assert.deepEqual(
            inventory.objects.map((object) => object.key),
            ["s.t", "s.v"],
          );
          assert.deepEqual(objectOf(inventory, "s.v").dependsOn, ["s.t"]);
          assert.equal(objectOf(inventory, "s.t").data.length, 1);
          assert.equal(inventory.files, 3);
          const [extra] = inventory.leftOut;
          assert.deepEqual([extra?.file, extra?.line, extra?.matters], ["ddl/t.sql", 2, true]);
        }
      });
    });
  }

  it("tells an object that its file does not define, and a dependency that it does not list", async () => {
    const objects = [
      { name: "w", type: "VIEW", file: "v.sql" },
      { name: "v", type: "VIEW", file: "v.sql", depends_on: ["nothing"] },
    ];
    await withFolder({ ...FILES, "inventory.json": JSON.stringify(objects) }, async (root) => {
      const { leftOut } = await readInventory(root, "postgres");
      assert.match(leftOut[0]?.reason ?? "", /lists w here/);
      assert.match(leftOut[1]?.reason ?? "", /depends on nothing/);
    });
  });

  for (const [what, json, words] of [
    ["broken JSON", "{", /not valid JSON/],
    ["a wrong shape", '{"objects": [{"name": "a"}]}', /objects/],
    [
      "a missing file",
      '[{"name": "a", "type": "TABLE", "file": "no.sql"}]',
      /lists a in no\.sql.*not exist/,
    ],
    [
      "a path out of its folder",
      '[{"name": "a", "type": "TABLE", "file": "../x.sql"}]',
      /lists a in \.\.\/x\.sql.*outside/,
    ],
    [
      "a folder in the place of a file",
      '[{"name": "a", "type": "TABLE", "file": "ddl"}]',
      /lists a in ddl, which is no file/,
    ],
    ["an absolute path", '[{"name": "a", "type": "TABLE", "file": "/etc/passwd"}]', /outside/],
  ] as const) {
    it(`is refused with ${what}`, async () => {
      await withFolder({ ...FILES, "inventory.json": json }, async (root) => {
        await assert.rejects(readInventory(root, "postgres"), (error: unknown) => {
          assert.ok(error instanceof InventoryError);
          assert.equal(error.code, "MANIFEST_INVALID");
          assert.match(error.message, words);
          return true;
        });
      });
    });
  }
});

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { migrationPage, migrationSchema } from "../../../scripts/migrationSchema.ts";
import { MIGRATION_FIELDS, migrationFileSchema } from "../../../src/protocol/migrationFile.ts";
import { startRequestSchema } from "../../../src/protocol/requests.ts";
import { ROOT } from "../../support/inventories.ts";

interface Property {
  description?: string;
  default?: unknown;
  examples?: unknown[];
}

const read = (path: string) => readFileSync(join(ROOT, path), "utf8");
const written: { properties: Record<string, Property> } = JSON.parse(
  read("media/migration.schema.json"),
);
const fields = Object.keys(startRequestSchema.shape).toSorted();

describe("the schema and the page of migration.json", () => {
  it("are what the code says (npm run migration-docs writes them)", () => {
    assert.equal(read("media/migration.schema.json"), migrationSchema());
    assert.equal(read("docs/migration-json.md"), migrationPage());
  });

  it("know every field of a start, and no other", () => {
    const { $schema: _, ...described } = written.properties;
    assert.deepEqual(Object.keys(described).toSorted(), fields);
    assert.ok(!migrationFileSchema.safeParse({ colour: 1 }).success);
  });

  it("explain each field, with an example that is valid", () => {
    for (const [name, field] of Object.entries(MIGRATION_FIELDS)) {
      assert.ok(written.properties[name]?.description?.startsWith(field.description), name);
      assert.ok(field.examples.length > 0, name);
      const schema = startRequestSchema.shape[name as keyof typeof MIGRATION_FIELDS];
      for (const example of field.examples) assert.ok(schema.safeParse(example).success, name);
      // What may be left out says what holds then.
      const optional = schema.safeParse(undefined).success;
      assert.equal(optional, field.default !== undefined, name);
      if (field.default === null) assert.ok(field.defaultText, name);
    }
  });

  it("are those of a task, too", () => {
    const { contributes } = JSON.parse(read("package.json"));
    const [{ type, properties }] = contributes.taskDefinitions;
    assert.equal(type, "dw-migration");
    assert.deepEqual(Object.keys(properties).toSorted(), ["file", ...fields].toSorted());
    for (const name of fields) {
      const { description: _, ...mine } = properties[name];
      const { description: __, examples: ___, ...schema } = written.properties[name] ?? {};
      assert.deepEqual(mine, schema, name);
    }
  });
});

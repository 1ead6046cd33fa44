import * as z from "zod";
import { MIGRATION_FIELDS, migrationFileSchema } from "../src/protocol/migrationFile.ts";

type Json = Record<string, unknown>;

/** The JSON schema of migration.json, media/migration.schema.json: the types from zod, the words from the table of fields. */
export function migrationSchema(): string {
  const { properties = {} } = z.toJSONSchema(migrationFileSchema, {
    io: "input",
    target: "draft-7",
  }) as { properties?: Record<string, Json> };
  const described = Object.entries(MIGRATION_FIELDS).map(([name, field]) => {
    const type = withoutNull(properties[name] ?? {});
    const { examples, defaultText } = field;
    const ending = defaultText ? ` Left out: ${defaultText.replaceAll("`", "")}.` : "";
    const description = field.description + ending;
    const fallback =
      field.default === null || field.default === undefined ? {} : { default: field.default };
    return [name, { ...type, description, ...fallback, examples }];
  });
  const $schema = {
    type: "string",
    description: "Where the schema of this file is; VS Code knows it without.",
  };
  // What is missing or unknown is told by the extension, as an error with what to do: VS Code would say it once more, as a
  // warning that underlines the whole file.
  const schema = {
    $schema: "http://json-schema.org/draft-07/schema#",
    type: "object",
    title: "DW Migration",
    description: "A warehouse migration: what is migrated, from which warehouse, and where to.",
    properties: { $schema, ...Object.fromEntries(described) },
  };
  return `${JSON.stringify(schema, undefined, 2)}\n`;
}

/** null means as much as leaving a field out: nobody needs to be offered it. */
function withoutNull({ description: _, ...schema }: Json): Json {
  if (Array.isArray(schema.type))
    return { ...schema, type: schema.type.find((type) => type !== "null") };
  const { anyOf, ...rest } = schema;
  if (!Array.isArray(anyOf)) return rest;
  return { ...rest, ...(anyOf as Json[]).find(({ type }) => type !== "null") };
}

const HEAD = `# migration.json

A file that describes a migration: all that [a start](api.md) can be told, so that it can be kept with the scripts, reviewed, and
run again. A file is one by its name: \`migration.json\`, or anything that ends in \`.migration.json\`.

    {
      "inventory_path": "ddl",
      "source_type": "snowflake",
      "target_catalog": "warehouse",
      "target_schema": "migrated",
      "exclude": ["stg.*"]
    }

**Save as migration.json** in the last step of *Start Migration…* writes one from what was answered.

## Fields

Generated from the code (\`npm run migration-docs\`), as is the JSON schema by which the editor completes and explains them.
`;

const TAIL = `
\`$schema\` may be given, too. Paths are those of the engine's machine: with a remote engine, give absolute ones.

## Running it

- The play button in the editor's title runs it; **Dry Run** and **Check Migration** are beside it.
- **Run migration**, **Check only** and **Dry run** stand above its first line (\`dwMigration.codeLens\`).
- The same are in the context menus of the editor and the explorer, and in the palette.
- As a [task](tasks.md), from **Tasks: Run Task**, from tasks.json, or before another task.

Before anything starts, the file is checked, at last by the engine. What is wrong stands in the file at the field that it is about, and
in the Problems view, with what to do: an unknown field (with a quick fix where it is a slip of the pen), a wrong type, a path that
does not exist, an inventory without objects, a database that cannot be written. What the engine only warns of is told with its place
in the scripts and stops nothing. A file that is not saved, or in which something is wrong, never starts anything. In an untrusted
workspace the engine on this computer is not started, for a check neither.
`;

/** The page docs/migration-json.md. */
export function migrationPage(): string {
  const rows = Object.entries(MIGRATION_FIELDS).map(([name, field]) => {
    const { description, examples } = field;
    const given =
      field.default === undefined ? "has to be given" : `\`${JSON.stringify(field.default)}\``;
    const example = examples.length > 3 ? examples.slice(0, 1) : examples;
    const shown = example.map((value) => `\`${JSON.stringify(value)}\``).join(", ");
    return `| \`${name}\` | ${description} | ${field.defaultText ?? given} | ${shown} |`;
  });
  return `${HEAD}\n| field | meaning | left out | example |\n| --- | --- | --- | --- |\n${rows.join("\n")}\n${TAIL}`;
}

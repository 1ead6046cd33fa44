import { writeFile } from "node:fs/promises";
import { migrationPage, migrationSchema } from "./migrationSchema.ts";

// Writes the JSON schema of migration.json and its page anew: `npm run migration-docs`.

await writeFile(new URL("../media/migration.schema.json", import.meta.url), migrationSchema());
await writeFile(new URL("../docs/migration-json.md", import.meta.url), migrationPage());

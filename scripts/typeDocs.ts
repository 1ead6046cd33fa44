import { writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { typePage } from "./typePages.ts";

// Writes docs/types.md anew from the tables of types: `npm run type-docs`.

await writeFile(fileURLToPath(new URL("../docs/types.md", import.meta.url)), typePage());

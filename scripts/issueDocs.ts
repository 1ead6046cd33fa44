import { mkdir, readdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { issuePages } from "./issuePages.ts";

// Writes docs/issues anew from the table of issue codes: `npm run issue-docs`.

const folder = fileURLToPath(new URL("../docs/issues", import.meta.url));
await mkdir(folder, { recursive: true });
for (const name of await readdir(folder)) await rm(join(folder, name));
for (const [name, text] of issuePages()) await writeFile(join(folder, name), text);

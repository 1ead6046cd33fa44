import { readFile, writeFile } from "node:fs/promises";
import { languageModelTools } from "./languageModelTools.ts";

// Writes the tools of assistants into package.json, from the code that defines them.
const path = new URL("../package.json", import.meta.url);
const manifest = JSON.parse(await readFile(path, "utf8"));
manifest.contributes.languageModelTools = languageModelTools();
await writeFile(path, `${JSON.stringify(manifest, null, 2)}\n`);

import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { run } from "./layers.ts";

// `npm start`: builds, then migrates the bundled sample, or the inventory that is named behind `--`.

process.chdir(fileURLToPath(new URL("..", import.meta.url)));
const given = process.argv.slice(2);
const sample = ["samples/snowflake", "--source-type", "snowflake", "--catalog", "retail"];
const build = await run(process.execPath, ["scripts/build.ts"]);
if (build.code !== 0) process.exit(build.code);
const data = given.includes("--data") || given.includes("--url") ? [] : ["--data", ".data"];
const inventory = given.length > 0 ? given : sample;
const { status } = spawnSync(process.execPath, ["dist/cli.mjs", "migrate", ...inventory, ...data], {
  stdio: "inherit",
});
process.exitCode = status ?? 1;

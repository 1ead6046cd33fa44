import { readdirSync } from "node:fs";
import { join } from "node:path";
import { runMochaInHost } from "../support/vscode/inHostMocha.ts";

const TIMEOUT_MS = 60_000;

/**
 * What VS Code calls through extensionTestsPath. Bundled to CommonJS as index.cjs; the suites lie beside it, each as a
 * bundle of its own.
 */
export async function run(): Promise<void> {
  const files = readdirSync(__dirname).filter((file) => file.endsWith(".test.cjs"));
  const suites = files.toSorted().map((file) => join(__dirname, file));
  await runMochaInHost(suites, TIMEOUT_MS);
}

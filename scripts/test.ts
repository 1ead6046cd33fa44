import { availableParallelism } from "node:os";
import { check, type LayerResult, labelled, mochaLayer, PLAIN, type Printer } from "./layers.ts";

interface Layer {
  run(printer: Printer): Promise<LayerResult>;
}

const checks: Readonly<Record<string, Layer>> = {
  lint: { run: () => check("lint", "biome", ["check", "--error-on-warnings", "."]) },
  types: { run: () => check("types", "node", ["scripts/typecheck.ts"]) },
  knip: { run: () => check("unused code and dependencies (knip)", "knip", []) },
  build: { run: () => check("build", "node", ["scripts/build.ts"]) },
};
const tests = (name: string, folder: string): Layer => ({
  run: (printer) => mochaLayer(name, [`test/${folder}/**/*.test.ts`], printer),
});
/** Two lanes of about the same time: what waits for pages of an editor leaves a core to the other. */
const lanes: readonly Readonly<Record<string, Layer>>[] = [
  {
    unit: tests("unit", "unit"),
    property: tests("by property (fast-check)", "property"),
    server: tests("server over HTTP", "server"),
    webview: tests("webview in Chromium", "webview"),
  },
  {
    host: tests("inside the VS Code extension host", "hostRun"),
    e2e: tests("UI end to end", "e2e"),
  },
];

const wanted = process.argv.slice(2);
const known = [checks, ...lanes].flatMap(Object.keys);
const unknown = wanted.filter((name) => !known.includes(name));
if (unknown.length > 0) {
  console.error(`No layer ${unknown.join(", ")}. There are: ${known.join(", ")}`);
  process.exit(2);
}
const isWanted = ([name]: [string, Layer]) => wanted.length === 0 || wanted.includes(name);
const chosen = lanes.map((lane) => Object.entries(lane).filter(isWanted));
const beside = availableParallelism() > 1 && chosen.every((lane) => lane.length > 0);

// What is cheap goes first, and alone.
const results = await inTurn(Object.entries(checks).filter(isWanted), () => PLAIN);
if (beside) {
  const all = await Promise.all(chosen.map((lane) => inTurn(lane, labelled)));
  results.push(...all.flat());
} else {
  for (const lane of chosen) results.push(...(await inTurn(lane, () => PLAIN)));
}

console.log("");
for (const { name, passed, failed, seconds } of results) {
  console.log(`${name.padEnd(40)} ${passed} ok, ${failed} not ok, ${seconds.toFixed(1)} s`);
}
const sum = (key: "passed" | "failed") => results.reduce((total, one) => total + one[key], 0);
// The last line, plain: what reads it is a program as often as a person.
console.log(`${sum("passed")} passed, ${sum("failed")} failed`);
process.exitCode = sum("failed") > 0 ? 1 : 0;

async function inTurn(
  layers: readonly [string, Layer][],
  printerOf: (name: string) => Printer,
): Promise<LayerResult[]> {
  const results: LayerResult[] = [];
  for (const [name, layer] of layers) results.push(await layer.run(printerOf(name)));
  return results;
}

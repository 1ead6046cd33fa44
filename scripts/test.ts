import { check, type LayerResult, mochaLayer } from "./layers.ts";

type Layer = () => Promise<LayerResult>;

/** The suite, cheapest first. Names on the command line choose among them. */
const layers: Readonly<Record<string, Layer>> = {
  lint: () => check("lint", "biome", ["check", "--error-on-warnings", "."]),
  types: () => check("types", "node", ["scripts/typecheck.ts"]),
  knip: () => check("unused code and dependencies (knip)", "knip", []),
  build: () => check("build", "node", ["scripts/build.ts"]),
  // Pure computing, file by file: two at a time.
  unit: () =>
    mochaLayer("unit, and by property (fast-check)", [
      ...["--parallel", "--jobs", "2"],
      ...["test/unit/**/*.test.ts", "test/property/**/*.test.ts"],
    ]),
  server: () => mochaLayer("server over HTTP", ["test/server/**/*.test.ts"]),
  webview: () => mochaLayer("webview in Chromium", ["test/webview/**/*.test.ts"]),
  host: () => mochaLayer("inside the VS Code extension host", ["test/hostRun/**/*.test.ts"]),
  e2e: () => mochaLayer("UI end to end", ["test/e2e/**/*.test.ts"]),
};

const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !(name in layers));
if (unknown.length > 0) {
  console.error(`No layer ${unknown.join(", ")}. There are: ${Object.keys(layers).join(", ")}`);
  process.exit(2);
}
const results: LayerResult[] = [];
for (const [name, layer] of Object.entries(layers)) {
  if (wanted.length === 0 || wanted.includes(name)) results.push(await layer());
}
console.log("");
for (const { name, passed, failed, seconds } of results) {
  console.log(`${name.padEnd(40)} ${passed} ok, ${failed} not ok, ${seconds.toFixed(1)} s`);
}
const sum = (key: "passed" | "failed") => results.reduce((total, one) => total + one[key], 0);
// The last line, plain: what reads it is a program as often as a person.
console.log(`${sum("passed")} passed, ${sum("failed")} failed`);
process.exitCode = sum("failed") > 0 ? 1 : 0;

import { check, type Layer, type LayerResult, mochaLayer, runBeside } from "./layers.ts";

/** Two files of tests at a time: each has ports, folders, engines and browsers of its own. */
const two = ["--parallel", "--jobs", "2"];

/** The suite, cheapest first; what stands together runs two at a time. Names on the command line choose among the layers. */
const steps: readonly Readonly<Record<string, Layer>>[] = [
  {
    tools: check("Chromium and VS Code to test in", "node", ["scripts/testTools.ts"]),
    lint: check("lint", "biome", ["check", "--error-on-warnings", "."]),
    types: check("types", "node", ["scripts/typecheck.ts"]),
    knip: check("unused code and dependencies (knip)", "knip", []),
    build: check("build", "node", ["scripts/build.ts"]),
  },
  {
    unit: mochaLayer("unit, and by property (fast-check)", [
      ...two,
      ...["test/unit/**/*.test.ts", "test/property/**/*.test.ts"],
    ]),
  },
  { server: mochaLayer("server over HTTP", [...two, "test/server/**/*.test.ts"]) },
  { webview: mochaLayer("webview in Chromium", [...two, "test/webview/**/*.test.ts"]) },
  // Alone: it takes the time of a cancel.
  { host: mochaLayer("inside the VS Code extension host", ["test/hostRun/**/*.test.ts"]) },
  // One window at a time: VS Code keeps two cores busy by itself, and what it does late nobody would wait for.
  { e2e: mochaLayer("UI end to end", ["test/e2e/**/*.test.ts"]) },
];

const names = steps.flatMap((step) => Object.keys(step));
const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !names.includes(name));
if (unknown.length > 0) {
  console.error(`No layer ${unknown.join(", ")}. There are: ${names.join(", ")}`);
  process.exit(2);
}
const results: LayerResult[] = [];
for (const step of steps) {
  const chosen = Object.entries(step).filter(
    ([name]) => wanted.length === 0 || wanted.includes(name),
  );
  results.push(...(await runBeside(chosen.map(([, layer]) => layer))));
}
console.log("");
for (const { name, passed, failed, seconds } of results) {
  console.log(`${name.padEnd(40)} ${passed} ok, ${failed} not ok, ${seconds.toFixed(1)} s`);
}
const sum = (key: "passed" | "failed") => results.reduce((total, one) => total + one[key], 0);
// The last line, plain: what reads it is a program as often as a person.
console.log(`${sum("passed")} passed, ${sum("failed")} failed`);
process.exitCode = sum("failed") > 0 ? 1 : 0;

import { mkdir, rm } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import * as esbuild from "esbuild";

const root = fileURLToPath(new URL("..", import.meta.url));
const production = !process.argv.includes("--dev");

const common: esbuild.BuildOptions = {
  absWorkingDir: root,
  bundle: true,
  minify: production,
  sourcemap: production ? false : "linked",
  logLevel: "warning",
  legalComments: "none",
  metafile: true,
};

/** These load files of their own beside their modules (native bindings, WASM, a worker): they stay in node_modules. */
const external = ["@duckdb/node-api", "@guanmingchiu/sqlparser-ts", "@polyglot-sql/sdk", "piscina"];

/** Some of the bundled packages are CommonJS and ask for `require`, which an ES module does not have. */
const requireBanner = {
  js: 'import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);',
};

const node: esbuild.BuildOptions = {
  ...common,
  platform: "node",
  target: "node24",
  format: "esm",
  external,
  banner: requireBanner,
};

/** Leaves the import that loads another bundle for run time. */
function lazy(source: RegExp, bundle: string): esbuild.Plugin {
  return {
    name: `lazy ${bundle}`,
    setup(build) {
      build.onResolve({ filter: source }, ({ kind }) =>
        kind === "dynamic-import" ? { path: bundle, external: true } : undefined,
      );
    },
  };
}

/** The extension host loads CommonJS; what is heavy lies in files that are loaded on first use. */
const host: esbuild.BuildOptions = {
  ...common,
  platform: "node",
  target: "node24",
  format: "cjs",
  external: ["vscode"],
  plugins: [
    lazy(/\/client\.ts$/, "./client.cjs"),
    lazy(/\/startFlow\.ts$/, "./startFlow.cjs"),
    lazy(/\/assistants\.ts$/, "./assistants.cjs"),
    lazy(/\/onDemand\.ts$/, "./onDemand.cjs"),
  ],
};

const bundles: esbuild.BuildOptions[] = [
  {
    ...node,
    entryPoints: { engine: "src/server/main.ts" },
    outdir: "dist",
    outExtension: { ".js": ".mjs" },
  },
  {
    ...node,
    entryPoints: { worker: "src/server/dispatch/worker.ts" },
    outdir: "dist",
    outExtension: { ".js": ".mjs" },
  },
  {
    ...node,
    entryPoints: { reader: "src/server/dispatch/reader.ts" },
    outdir: "dist",
    outExtension: { ".js": ".mjs" },
  },
  {
    ...node,
    entryPoints: { cli: "src/cli/main.ts" },
    outdir: "dist",
    outExtension: { ".js": ".mjs" },
    external: [...external, "./engine.mjs"],
    plugins: [lazy(/\/serveMcp\.ts$/, "./mcp.mjs")],
    banner: { js: `#!/usr/bin/env node\n${requireBanner.js}` },
  },
  {
    ...node,
    entryPoints: { mcp: "src/cli/mcp/serveMcp.ts" },
    outdir: "dist",
    outExtension: { ".js": ".mjs" },
    external: [...external, "./engine.mjs"],
  },
  {
    ...host,
    entryPoints: { extension: "src/extension/extension.ts" },
    outdir: "dist",
    outExtension: { ".js": ".cjs" },
  },
  {
    ...host,
    entryPoints: { client: "src/extension/engine/client.ts" },
    outdir: "dist",
    outExtension: { ".js": ".cjs" },
  },
  {
    ...host,
    entryPoints: { startFlow: "src/extension/start/startFlow.ts" },
    outdir: "dist",
    outExtension: { ".js": ".cjs" },
  },
  {
    ...host,
    entryPoints: { assistants: "src/extension/assistants/assistants.ts" },
    outdir: "dist",
    outExtension: { ".js": ".cjs" },
  },
  {
    ...host,
    entryPoints: { onDemand: "src/extension/commands/onDemand.ts" },
    outdir: "dist",
    outExtension: { ".js": ".cjs" },
  },
  {
    ...common,
    platform: "browser",
    target: "es2023",
    format: "iife",
    jsx: "automatic",
    jsxImportSource: "preact",
    entryPoints: { webview: "src/webview/main.tsx" },
    outdir: "dist",
  },
];

/** Builds all bundles into dist/, or those whose entry is named on the command line. */
async function build(): Promise<void> {
  const only = process.argv.slice(2).filter((argument) => !argument.startsWith("--"));
  const wanted = bundles.filter(
    ({ entryPoints }) =>
      only.length === 0 || only.includes(Object.keys(entryPoints ?? {})[0] ?? ""),
  );
  if (only.length === 0) await rm(`${root}/dist`, { recursive: true, force: true });
  await mkdir(`${root}/dist`, { recursive: true });
  const results = await Promise.all(wanted.map((options) => esbuild.build(options)));
  for (const { metafile } of results) {
    for (const [file, { bytes }] of Object.entries(metafile?.outputs ?? {})) {
      if (!file.endsWith(".map")) process.stderr.write(`${file} ${(bytes / 1024).toFixed(1)} KB\n`);
    }
  }
}

await build();

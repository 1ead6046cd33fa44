import { fileURLToPath } from "node:url";
import { type BuildOptions, build } from "esbuild";

/** What the test page loads. */
export interface Bundles {
  panelScript: string;
  panelStyle: string;
  fakeHostScript: string;
}

const root = fileURLToPath(new URL("../../../", import.meta.url));
const fakeHost = fileURLToPath(new URL("../page/fakeHost.ts", import.meta.url));
const common = {
  absWorkingDir: root,
  bundle: true,
  write: false,
  format: "iife",
  target: "chrome128",
  logLevel: "silent",
} satisfies BuildOptions;

/** Bundles the panel as the extension ships it, and the fake host for the test page. */
export async function buildBundles(): Promise<Bundles> {
  const [panel, host] = await Promise.all([
    build({
      ...common,
      entryPoints: ["src/webview/main.tsx"],
      outfile: "dist/webview.js",
      minify: true,
      jsx: "automatic",
      jsxImportSource: "preact",
    }),
    build({ ...common, entryPoints: [fakeHost], outfile: "fakeHost.js" }),
  ]);
  const textOf = (files: { path: string; text: string }[], end: string) => {
    const file = files.find(({ path }) => path.endsWith(end));
    if (!file) throw new Error(`esbuild wrote no ${end} file.`);
    return file.text;
  };
  return {
    panelScript: textOf(panel.outputFiles, ".js"),
    panelStyle: textOf(panel.outputFiles, ".css"),
    fakeHostScript: textOf(host.outputFiles, ".js"),
  };
}

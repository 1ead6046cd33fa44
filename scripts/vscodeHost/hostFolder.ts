import { readFileSync } from "node:fs";
import { homedir } from "node:os";
import { join, resolve } from "node:path";

/** The npm package whose tarball carries the VS Code server, and what its tarball must hash to. */
export const hostPackage = {
  spec: "code-server@4.139.1",
  integrity:
    "sha512-fUYvJVdz4ZoVJfakGiGWXFMpF8K1ObsrpGvX17ZxNpKOzdNHs7lANT670JTr4ZhA8DnWqyvvmFG/d3HV9Yy6ew==",
  vscodeVersion: "1.139.1",
} as const;

/** Raise it when the steps of buildHost change: folders made by an older recipe are rebuilt. */
const recipe = 1;

/** What ensureVsCodeHost answers: a server program and the Node that can run it. */
export interface VsCodeHost {
  serverMain: string;
  node: string;
  version: string;
}

interface Marker {
  recipe: number;
  integrity: string;
  nodeAbi: string;
}

/** Where VS Codes for tests are kept, outside of any checkout. */
export function cacheFolder(): string {
  const { DWM_VSCODE_HOST_CACHE: own, XDG_CACHE_HOME: xdg } = process.env;
  return resolve(own || join(xdg || join(homedir(), ".cache"), "dw-migration-assistant"));
}

/** The folder of this version, platform and processor. */
export function hostFolder(): string {
  const version = hostPackage.vscodeVersion;
  return join(cacheFolder(), `vscode-host-${version}-${process.platform}-${process.arch}`);
}

/** Where the server program lies inside a (finished or growing) host folder. */
export function serverFolder(host: string): string {
  return join(host, "vscode");
}

/** The content of ready.json for a folder built by this process. */
export function readyMarker(): string {
  return JSON.stringify(expectedMarker(), undefined, 2);
}

/** The host in `folder`, or undefined when it is absent, half built or of another recipe. */
export function readyHost(folder: string): VsCodeHost | undefined {
  let found: Partial<Marker>;
  try {
    found = JSON.parse(readFileSync(join(folder, "ready.json"), "utf8")) as Partial<Marker>;
  } catch {
    return undefined;
  }
  const wanted = expectedMarker();
  const same =
    found.recipe === wanted.recipe &&
    found.integrity === wanted.integrity &&
    found.nodeAbi === wanted.nodeAbi;
  if (!same) return undefined;
  return {
    serverMain: join(serverFolder(folder), "out", "server-main.js"),
    node: process.execPath,
    version: hostPackage.vscodeVersion,
  };
}

function expectedMarker(): Marker {
  // Two native modules are compiled for one ABI of Node, so a host is good for that ABI only.
  const { integrity } = hostPackage;
  return { recipe, integrity, nodeAbi: process.versions.modules };
}

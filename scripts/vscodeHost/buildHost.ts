import { createHash } from "node:crypto";
import { mkdir, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { npmEnvironment, runCommand } from "./childCommand.ts";
import { hostPackage, readyMarker, serverFolder } from "./hostFolder.ts";
import { ensureNodeHeaders } from "./nodeHeaders.ts";

/** Parts of the server that tests do without: large, native, or for other systems. */
const unusedDependencies = [
  "@github/copilot-sdk",
  "@microsoft/mxc-sdk",
  "@devcontainers/cli",
  "@vscode/copilot-api",
  "@vscode/sandbox-runtime",
  "@vscode/sqlite3",
  "@vscode/windows-process-tree",
  "@vscode/windows-registry",
  "kerberos",
  "ssh2",
];
// git, github* and *-authentication stay: the workbench lists them and complains when they are gone.
const unusedExtensions = ["copilot", "mermaid-markdown-features"];

/** spdlog fills the output channels; without native-watchdog the server does not start. */
const nativeModules = ["@vscode/spdlog", "@vscode/native-watchdog"];
/** npm 9 carries a node-gyp that fails on Python 3.12; a pinned one works with every npm. */
const nodeGyp = "node-gyp@13.1.0";

/**
 * Builds the host in a folder beside `folder` and renames it at the end, so `folder` is either
 * complete or absent. The caller holds the set-up lock.
 */
export async function buildHost(folder: string, report: (step: string) => void): Promise<void> {
  const growing = `${folder}.growing-${process.pid}`;
  await removeLeftovers(folder);
  await mkdir(growing, { recursive: true });
  try {
    report(`1/4 downloading ${hostPackage.spec} (47 MB)`);
    await unpackServer(growing);
    report("2/4 installing what the server depends on");
    await installDependencies(serverFolder(growing));
    report("3/4 compiling its two native modules");
    await compileNativeModules(growing);
    report("4/4 checking them");
    await checkNativeModules(serverFolder(growing));
    await writeFile(join(growing, "ready.json"), readyMarker());
    await rm(folder, { recursive: true, force: true });
    await rename(growing, folder);
  } finally {
    await rm(growing, { recursive: true, force: true });
  }
}

/** Half-built folders of set-ups that were killed. */
async function removeLeftovers(folder: string): Promise<void> {
  const parent = dirname(folder);
  const names = await readdir(parent).catch(() => []);
  for (const name of names) {
    if (!name.startsWith(`${basename(folder)}.growing-`)) continue;
    await rm(join(parent, name), { recursive: true, force: true });
  }
}

async function unpackServer(growing: string): Promise<void> {
  await runCommand("npm", ["pack", hostPackage.spec], { cwd: growing, env: npmEnvironment() });
  const tarball = join(growing, `${hostPackage.spec.replace("@", "-")}.tgz`);
  const hash = createHash("sha512")
    .update(await readFile(tarball))
    .digest("base64");
  if (`sha512-${hash}` !== hostPackage.integrity) {
    throw new Error(`${hostPackage.spec} is not the tarball we know: its sha512 is ${hash}.`);
  }
  const target = serverFolder(growing);
  await mkdir(target);
  const excluded = unusedExtensions.map(
    (name) => `--exclude=package/lib/vscode/extensions/${name}`,
  );
  const strip = ["--strip-components=3", ...excluded, "package/lib/vscode"];
  await runCommand("tar", ["-xzf", tarball, "-C", target, ...strip]);
  await rm(tarball);
}

async function installDependencies(server: string): Promise<void> {
  const file = join(server, "package.json");
  const manifest = JSON.parse(await readFile(file, "utf8")) as {
    dependencies: Record<string, string>;
    overrides?: unknown;
  };
  for (const name of unusedDependencies) delete manifest.dependencies[name];
  delete manifest.overrides;
  await writeFile(file, JSON.stringify(manifest, undefined, 2));
  // Not `npm ci`: the shrinkwrap that comes with the server lacks tslib.
  const args = ["install", "--omit=dev", "--ignore-scripts", "--no-audit", "--no-fund"];
  await runCommand("npm", args, { cwd: server, env: npmEnvironment() });
}

async function compileNativeModules(growing: string): Promise<void> {
  const tools = join(growing, "tools");
  await mkdir(tools);
  await writeFile(join(tools, "package.json"), JSON.stringify({ private: true }));
  const install = ["install", "--ignore-scripts", "--no-audit", "--no-fund", nodeGyp];
  await runCommand("npm", install, { cwd: tools, env: npmEnvironment() });
  const env = npmEnvironment({
    npm_config_nodedir: await ensureNodeHeaders(join(tools, "node")),
    npm_config_node_gyp: join(tools, "node_modules/node-gyp/bin/node-gyp.js"),
  });
  await runCommand("npm", ["rebuild", ...nativeModules], { cwd: serverFolder(growing), env });
  await rm(tools, { recursive: true });
}

async function checkNativeModules(server: string): Promise<void> {
  const script = `for (const name of ${JSON.stringify(nativeModules)}) require(name);`;
  const args = ["--input-type=commonjs", "-e", script];
  await runCommand(process.execPath, args, { cwd: server, env: npmEnvironment() });
}

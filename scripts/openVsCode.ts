// `npm run vscode [-- --browser] [folder]`: the built extension in a VS Code to play with.
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { startVsCodeServer } from "../test/support/vscode/server.ts";

const checkout = resolve(import.meta.dirname, "..");

await main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    options: { browser: { type: "boolean", default: false } },
    allowPositionals: true,
  });
  const workspace = resolve(positionals[0] ?? join(checkout, "samples"));
  assertBuilt();
  if (!values.browser && openDesktop(workspace)) return;
  await serveInBrowser(workspace);
}

function assertBuilt(): void {
  const manifest = JSON.parse(readFileSync(join(checkout, "package.json"), "utf8")) as {
    main?: string;
  };
  if (!manifest.main || existsSync(join(checkout, manifest.main))) return;
  throw new Error(`${manifest.main} is missing: build the extension first.`);
}

/** Whether a desktop VS Code took over. `code` returns at once, the window stays. */
function openDesktop(workspace: string): boolean {
  const args = [`--extensionDevelopmentPath=${checkout}`, workspace];
  const windows = process.platform === "win32"; // there `code` is a .cmd, which needs a shell
  const quoted = windows ? args.map((arg) => `"${arg}"`) : args;
  const { error, status } = spawnSync("code", quoted, { stdio: "inherit", shell: windows });
  return error === undefined && status === 0;
}

/** A plain browser cannot name an extension under development, so it is linked as installed. */
async function serveInBrowser(workspace: string): Promise<void> {
  process.stderr.write("No desktop VS Code in use: serving one to the browser.\n");
  const server = await startVsCodeServer({ installedFolders: [checkout] });
  const ended = new Promise<void>((done) => {
    for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.once(signal, done);
    server.process.once("exit", done);
  });
  process.stdout.write(`\n  ${server.url}?folder=${encodeURIComponent(workspace)}\n\n`);
  process.stdout.write("After a new build: run 'Developer: Reload Window'. Ctrl+C ends it.\n");
  await ended;
  await server.stop();
}

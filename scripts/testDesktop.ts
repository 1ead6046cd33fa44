// `npm run test:desktop [-- testsPath [workspace]]`: the tests for the extension host, in a desktop
// VS Code: the one that VSCODE_EXECUTABLE names, or a downloaded one (VSCODE_VERSION, else stable).
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { download, runTests, SilentReporter } from "@vscode/test-electron";
import { buildHostTests } from "./buildHostTests.ts";
import { cacheFolder } from "./vscodeHost/hostFolder.ts";

const checkout = resolve(import.meta.dirname, "..");
const downloadTimeoutMs = 30_000;

process.exitCode = await main();

async function main(): Promise<number> {
  const testsPath = resolve(process.argv[2] ?? (await buildHostTests()));
  const workspace = resolve(process.argv[3] ?? join(checkout, "samples"));
  if (process.platform === "linux" && !process.env.DISPLAY && !process.env.WAYLAND_DISPLAY) {
    return underVirtualDisplay();
  }
  const named = process.env.VSCODE_EXECUTABLE;
  if (named && !existsSync(named)) {
    process.stderr.write("VSCODE_EXECUTABLE names a file that does not exist.\n");
    return 1;
  }
  const executable = named ?? (await downloaded());
  return executable ? runIn(executable, testsPath, workspace) : 0;
}

function underVirtualDisplay(): number {
  const args = ["--auto-servernum", process.execPath, ...process.argv.slice(1)];
  const { error, status } = spawnSync("xvfb-run", args, { stdio: "inherit" });
  if (error) return skip("there is no display, and xvfb-run cannot be started");
  return status ?? 1;
}

async function downloaded(): Promise<string | undefined> {
  const version = process.env.VSCODE_VERSION ?? "stable";
  const cachePath = join(cacheFolder(), "vscode-desktop");
  try {
    const reporter = new SilentReporter();
    return await download({ version, cachePath, timeout: downloadTimeoutMs, reporter });
  } catch (error) {
    skip(`VS Code ${version} cannot be downloaded (${String(error)}), VSCODE_EXECUTABLE is unset`);
    return undefined;
  }
}

async function runIn(executable: string, tests: string, workspace: string): Promise<number> {
  // Short, because sockets lie below it and their paths may not pass 103 characters.
  const dataDir = await mkdtemp(join(tmpdir(), "dwm-"));
  const resultFile = join(dataDir, "result.json");
  const isRoot = process.getuid?.() === 0;
  try {
    const exitCode = await runTests({
      vscodeExecutablePath: executable,
      extensionDevelopmentPath: checkout,
      extensionTestsPath: tests,
      extensionTestsEnv: { DWM_TEST_RESULT_FILE: resultFile },
      launchArgs: [
        workspace,
        "--disable-workspace-trust",
        `--user-data-dir=${join(dataDir, "user")}`,
        `--extensions-dir=${join(dataDir, "ext")}`,
        ...(isRoot ? ["--no-sandbox"] : []),
      ],
    });
    // An editor that ends well without having run a test proves nothing.
    if (!existsSync(resultFile)) throw new Error("VS Code ended, but no test ran in it.");
    return exitCode;
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    return 1;
  } finally {
    await rm(dataDir, { recursive: true, force: true });
  }
}

function skip(reason: string): 0 {
  const bar = "!".repeat(78);
  process.stderr.write(`${bar}\nSKIPPED: desktop VS Code tests did NOT run: ${reason}.\n${bar}\n`);
  return 0;
}

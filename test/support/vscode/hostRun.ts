import { rm } from "node:fs/promises";
import { format } from "node:util";
import { startVsCodeServer, type UserSettings } from "./server.ts";
import { openWorkbench } from "./workbench.ts";

export interface HostRunOptions {
  /** The extension under test, or a folder with nothing but a manifest when `vsix` is given. */
  extensionPath: string;
  /** A CommonJS module that exports run(): Promise<void>; see inHostMocha.ts. */
  testsPath: string;
  workspace: string;
  /** Where inHostMocha.ts writes mocha's result; removed before the run. */
  resultFile?: string;
  env?: Record<string, string>;
  userSettings?: UserSettings;
  vsix?: string;
  /** How long the whole run inside the window may take. */
  timeoutMs?: number;
}

export interface HostRun {
  /** 0 when run() resolved, 1 when it was rejected. */
  exitCode: number;
  /** What the extension host, its tests and the workbench printed. */
  log: string;
  /** What the server printed: starts and ends of extension hosts. */
  serverLog: string;
}

/** What the workbench says on every start and nobody needs to read. */
const noise = new RegExp(
  [
    "additional builtin extensions",
    "is not a web extension",
    "Creating a socket",
    "Resolv(ing|ed) connection token",
    "grace time",
    "AgentHost",
    "AccountPolicyGate",
    "Service Worker",
    "/workbench/workbench\\.js:",
  ].join("|"),
);

/** Runs a test module inside a real extension host, in a server and a browser of its own. */
export async function runInHost(options: HostRunOptions): Promise<HostRun> {
  const { resultFile, timeoutMs = 120_000 } = options;
  const extraEnv = { ...options.env };
  if (resultFile) {
    await rm(resultFile, { force: true });
    extraEnv.DWM_TEST_RESULT_FILE = resultFile;
  }
  const { userSettings = {}, vsix } = options;
  const server = await startVsCodeServer({ userSettings, extraEnv, ...(vsix ? { vsix } : {}) });
  const exit = Promise.withResolvers<number>();
  const lines: string[] = [];
  const timer = setTimeout(() => {
    const said = `${lines.join("\n")}\n--- server ---\n${server.log()}`;
    exit.reject(new Error(`The extension host's tests did not end in ${timeoutMs} ms.\n${said}`));
  }, timeoutMs);
  // The deadline may strike while the workbench is still opening; the error is thrown below.
  exit.promise.catch(() => undefined);
  try {
    const workbench = await openWorkbench({
      server,
      extensionPaths: [options.extensionPath],
      testsPath: options.testsPath,
      workspace: options.workspace,
      prepare: async (page) => {
        page.on("crash", () => exit.reject(new Error("The page of the workbench crashed.")));
        await page.exposeFunction("codeAutomationLog", (_type: string, args: unknown[]) => {
          const line = format(...args);
          if (!noise.test(line)) lines.push(line);
        });
        await page.exposeFunction("codeAutomationExit", (code: number) => exit.resolve(code));
      },
    });
    try {
      const exitCode = await exit.promise;
      return { exitCode, log: lines.join("\n"), serverLog: server.log() };
    } finally {
      await workbench.close();
    }
  } finally {
    clearTimeout(timer);
    await server.stop();
  }
}

import { type ChildProcess, spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { ensureVsCodeHost } from "../../../scripts/vscodeHost/ensureVsCodeHost.ts";
import { endMarkedProcesses } from "./processTree.ts";

/** Turns a window from dark to light and back, whatever has the focus in it. */
export const THEME_KEY = "Control+Alt+Shift+L";

const startTimeoutMs = 30_000;
/** Sockets lie below the data folder and their paths may not pass 103 characters. */
const longestTempFolder = 40;

const TOGGLE_THEME = "workbench.action.toggleLightDarkThemes";

/** What keeps the workbench quiet enough for tests. */
const quietSettings = {
  "security.workspace.trust.enabled": false,
  "workbench.startupEditor": "none",
  "workbench.reduceMotion": "on",
  // A webview takes the focus back whenever it likes, which would dismiss the next quick input.
  "workbench.quickOpen.closeOnFocusLost": false,
  "workbench.secondarySideBar.defaultVisibility": "hidden",
  "chat.disableAIFeatures": true,
  "update.mode": "none",
  "telemetry.telemetryLevel": "off",
  "extensions.ignoreRecommendations": true,
  "workbench.preferredDarkColorTheme": "Dark Modern",
  "workbench.preferredLightColorTheme": "Light Modern",
  "terminal.integrated.commandsToSkipShell": [TOGGLE_THEME],
};

export type UserSettings = Record<string, unknown>;

export interface VsCodeServerOptions {
  userSettings?: UserSettings;
  /** Settings of scope machine or machine-overridable: a window of a server takes them from the server's own file. */
  machineSettings?: UserSettings;
  /** Reaches the extension host. */
  extraEnv?: Record<string, string>;
  /** Kept after stop() when given; otherwise a temporary folder of its own. */
  dataDir?: string;
  /** A .vsix to install before the start. */
  vsix?: string;
  /** Unpacked extensions (folders with a manifest) to be there as if they were installed. */
  installedFolders?: readonly string[];
}

export interface VsCodeServer {
  url: string;
  port: number;
  dataDir: string;
  process: ChildProcess;
  /** What the server has printed so far. */
  log(): string;
  /** Merges into the user settings, for the windows that are opened then. */
  changeSettings(settings: UserSettings): Promise<void>;
  /** Ends the server with all it started, and removes the data folder if it made it. */
  stop(): Promise<void>;
}

/** Starts a VS Code server on a free port of the loopback interface and waits until it listens. */
export async function startVsCodeServer(options: VsCodeServerOptions = {}): Promise<VsCodeServer> {
  const host = await ensureVsCodeHost();
  const ownDir = await makeTempFolder();
  const dataDir = options.dataDir ?? join(ownDir, "data");
  const settingsFile = join(dataDir, "user", "User", "settings.json");
  const changeSettings = (settings: UserSettings) => mergeJsonFile(settingsFile, settings);
  await changeSettings({ ...quietSettings, ...options.userSettings });
  const keys = [{ key: THEME_KEY.replace("Control", "ctrl").toLowerCase(), command: TOGGLE_THEME }];
  await writeFile(join(dirname(settingsFile), "keybindings.json"), JSON.stringify(keys));
  if (options.machineSettings) {
    await mergeJsonFile(join(dataDir, "user", "Machine", "settings.json"), options.machineSettings);
  }
  for (const folder of options.installedFolders ?? []) await linkExtension(dataDir, folder);

  const marker = ["DWM_TEST_VSCODE", randomUUID()] as const;
  const install = options.vsix
    ? ["--install-extension", options.vsix, "--force", "--start-server"]
    : [];
  const args = [host.serverMain, ...serverArguments(dataDir), ...install];
  const env = {
    ...cleanEnvironment(),
    EXTENSIONS_GALLERY: "{}", // no marketplace: nothing is looked up on the network
    XDG_RUNTIME_DIR: ownDir, // its sockets go away with the folder
    ...options.extraEnv,
    [marker[0]]: marker[1],
  };
  const child = spawn(host.node, args, { env, cwd: ownDir, stdio: ["ignore", "pipe", "pipe"] });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (text: string) => {
      output += text;
    });
  }
  const stop = async () => {
    await endMarkedProcesses(marker.join("="));
    await rm(ownDir, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  };
  try {
    const port = await listeningPort(child, () => output);
    const url = `http://127.0.0.1:${port}/`;
    return { url, port, dataDir, process: child, log: () => output, changeSettings, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

function serverArguments(dataDir: string): string[] {
  return [
    ...["--host", "127.0.0.1", "--port", "0", "--without-connection-token"],
    ...["--accept-server-license-terms", "--telemetry-level", "off"],
    ...["--server-data-dir", join(dataDir, "srv"), "--user-data-dir", join(dataDir, "user")],
    ...["--extensions-dir", join(dataDir, "ext")],
  ];
}

function makeTempFolder(): Promise<string> {
  const temp = tmpdir().length <= longestTempFolder ? tmpdir() : "/tmp";
  return mkdtemp(join(temp, "dwm-"));
}

/** A link is enough: the server scans the folder once and notes what it found. */
async function linkExtension(dataDir: string, folder: string): Promise<void> {
  const manifest = await readFile(join(folder, "package.json"), "utf8");
  const { publisher, name, version } = JSON.parse(manifest) as Record<string, string>;
  const link = join(dataDir, "ext", `${publisher}.${name}-${version}`);
  await mkdir(dirname(link), { recursive: true });
  await rm(link, { force: true });
  await symlink(folder, link);
}

/** Without what an outer VS Code, Electron or npm would tell the extension host. */
function cleanEnvironment(): NodeJS.ProcessEnv {
  const foreign = /^(VSCODE_|ELECTRON_|npm_)|^NODE_OPTIONS$/i;
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !foreign.test(name)));
}

async function mergeJsonFile(file: string, more: UserSettings): Promise<void> {
  const old = await readFile(file, "utf8").catch(() => "{}");
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, JSON.stringify({ ...JSON.parse(old), ...more }, undefined, 2));
}

function listeningPort(child: ChildProcess, output: () => string): Promise<number> {
  return new Promise((resolve, reject) => {
    const fail = (reason: string) => reject(new Error(`VS Code's server ${reason}:\n${output()}`));
    const timer = setTimeout(() => fail("did not listen in time"), startTimeoutMs);
    const look = () => {
      const port = /Extension host agent listening on (\d+)/.exec(output())?.[1];
      if (port) settle(() => resolve(Number(port)));
    };
    const settle = (then: () => void) => {
      clearTimeout(timer);
      child.stdout?.off("data", look);
      then();
    };
    child.stdout?.on("data", look);
    child.once("error", (error) => settle(() => reject(error)));
    child.once("exit", (code) => settle(() => fail(`ended with exit code ${code}`)));
  });
}

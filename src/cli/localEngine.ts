import { type ChildProcess, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { engineFileSchema } from "../protocol/health.ts";
import type { EngineAddress } from "./client.ts";

/** Exit code of an engine that found its data folder taken. */
const EXIT_IN_USE = 3;

/** An engine on this computer. `stop` ends it if this command started it. */
export interface LocalEngine extends EngineAddress {
  stop(): Promise<void>;
}

/** The engine's program: the bundle beside this one, or its source when run from source. */
export function engineProgram(): string {
  const path = import.meta.url.endsWith(".ts") ? "../server/main.ts" : "./engine.mjs";
  return fileURLToPath(new URL(path, import.meta.url));
}

/** Starts an engine on `data`, or takes the one that already serves it. */
export async function useLocalEngine(data: string): Promise<LocalEngine> {
  const token = randomBytes(24).toString("base64url");
  const engineFile = join(data, "engine.json");
  const child = spawn(
    process.execPath,
    [
      ...[engineProgram(), "serve", "--port", "0", "--data", data, "--engine-file", engineFile],
      "--exit-with-stdin",
    ],
    {
      // A terminal's Ctrl+C is for this command, which cancels; the engine ends when its stdin does, however this ends.
      detached: true,
      windowsHide: true,
      env: { ...process.env, DW_MIGRATE_TOKEN: token, DW_MIGRATE_LOG: "warn" },
      stdio: ["pipe", "pipe", "pipe"],
    },
  );
  let errors = "";
  child.stderr.on("data", (chunk) => {
    errors = (errors + chunk).slice(-4_000);
  });
  const line = await firstLine(child);
  if (line === undefined) {
    if (child.exitCode === EXIT_IN_USE) return runningEngine(engineFile);
    throw new Error(`The engine did not start: ${errors.trim() || `exit code ${child.exitCode}`}`);
  }
  const { port } = JSON.parse(line) as { port: number };
  const stop = async () => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const exited = new Promise((resolve) => child.once("exit", resolve));
    child.kill("SIGTERM");
    await exited;
  };
  return { url: `http://127.0.0.1:${port}`, token, stop };
}

async function runningEngine(engineFile: string): Promise<LocalEngine> {
  const content = engineFileSchema.parse(JSON.parse(await readFile(engineFile, "utf8")));
  const url = `http://127.0.0.1:${content.port}`;
  return { url, token: content.token || undefined, stop: async () => undefined };
}

/** The hand-shake line, or undefined when the process ended without one. */
async function firstLine(child: ChildProcess): Promise<string | undefined> {
  const exited = new Promise<undefined>((resolve) => child.once("exit", () => resolve(undefined)));
  const lines = createInterface({ input: child.stdout! });
  const said = new Promise<string>((resolve) => lines.once("line", resolve));
  return Promise.race([said, exited]);
}

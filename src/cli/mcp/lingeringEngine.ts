import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { open } from "node:fs/promises";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { ToolError } from "../../assistants/assistantEngine.ts";
import { makeFolder } from "../../makeFolder.ts";
import type { EngineAddress } from "../client.ts";
import { engineProgram } from "../localEngine.ts";

/** Without client and job the engine ends after this time. */
const IDLE_EXIT_SECONDS = 300;
const HANDSHAKE_TIMEOUT_MS = 30_000;

/** An engine that goes on when we end, until it has been idle for a while. */
export interface LingeringEngine extends EngineAddress {
  hasEnded(): boolean;
  /** Ends it now. */
  stop(): Promise<void>;
}

/** Starts an engine on a data folder. Its log goes to a file there: nothing ties it to us. */
export async function startLingeringEngine(data: string): Promise<LingeringEngine> {
  makeFolder(data, 0o700);
  const token = randomBytes(24).toString("base64url");
  const logFile = join(data, "engine.log");
  const log = await open(logFile, "a", 0o600);
  const args = [
    engineProgram(),
    "serve",
    ...["--port", "0"],
    ...["--data", data],
    ...["--engine-file", join(data, "engine.json")],
    ...["--idle-exit", String(IDLE_EXIT_SECONDS)],
  ];
  const child = spawn(process.execPath, args, {
    detached: true,
    windowsHide: true,
    stdio: ["ignore", "pipe", log.fd],
    env: { ...process.env, DW_MIGRATE_TOKEN: token },
  });
  const exited = new Promise<void>((done) => child.once("exit", () => done()));
  const said = Promise.withResolvers<string>();
  const failed = (why: string) => said.reject(new ToolError(notStarted(why, logFile)));
  const timer = setTimeout(() => {
    child.kill();
    failed("it gave no sign of life");
  }, HANDSHAKE_TIMEOUT_MS);
  child.once("error", ({ message }) => failed(message));
  child.once("exit", (code, signal) => failed(`it ended with ${code ?? signal}`));
  const stdout = child.stdout!;
  const lines = createInterface({ input: stdout });
  lines.once("line", said.resolve);
  try {
    const { port } = JSON.parse(await said.promise) as { port: number };
    const hasEnded = () => child.exitCode !== null || child.signalCode !== null;
    const stop = async () => {
      if (hasEnded()) return;
      child.kill("SIGTERM");
      await exited;
    };
    return { url: `http://127.0.0.1:${port}`, token, hasEnded, stop };
  } finally {
    clearTimeout(timer);
    lines.close();
    stdout.destroy();
    child.unref();
    await log.close();
  }
}

function notStarted(why: string, logFile: string): string {
  return `The migration engine could not be started: ${why}. Its log is ${logFile}; another engine may hold the folder.`;
}

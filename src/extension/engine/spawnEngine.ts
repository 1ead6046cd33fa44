import { spawn } from "node:child_process";
import { mkdir, open, stat } from "node:fs/promises";
import { dirname } from "node:path";
import { createInterface } from "node:readline";
import * as z from "zod";
import type { L10n } from "../hostTypes.ts";
import type { ModelEndpoint, RetentionSettings } from "./engineSettings.ts";

const HANDSHAKE_TIMEOUT_MS = 20_000;
const MAX_LOG_BYTES = 5 * 1024 * 1024;
/** What the engine answers when another one holds the data folder. */
const EXIT_LOCKED = 3;

const handshakeSchema = z.looseObject({ port: z.int(), pid: z.int(), version: z.string() });
type Handshake = z.infer<typeof handshakeSchema>;

/** How to start the embedded engine. */
export interface EngineCommand {
  execPath: string;
  enginePath: string;
  dataFolder: string;
  engineFile: string;
  logFile: string;
  idleExitSeconds: number;
  retention: RetentionSettings;
  model: ModelEndpoint;
  token: string;
}

/** What became of an attempt to start it. */
export type SpawnOutcome =
  | { kind: "listening"; handshake: Handshake }
  | { kind: "locked" }
  | { kind: "failed"; reason: string };

/**
 * Starts an engine that outlives this process: jobs go on when the window closes. It ends by itself when it has had
 * neither client nor job for a while. Nothing but its first line is read from it, so nothing ties it to us.
 */
export async function spawnEngine(command: EngineCommand, l10n: L10n): Promise<SpawnOutcome> {
  await mkdir(dirname(command.logFile), { recursive: true, mode: 0o700 });
  const log = await open(command.logFile, (await isTooLong(command.logFile)) ? "w" : "a", 0o600);
  try {
    const child = spawn(command.execPath, argumentsOf(command), {
      cwd: dirname(command.logFile),
      detached: true,
      windowsHide: true,
      stdio: ["ignore", "pipe", log.fd],
      env: environment(command),
    });
    const outcome = Promise.withResolvers<SpawnOutcome>();
    const timer = setTimeout(() => {
      child.kill();
      outcome.resolve({
        kind: "failed",
        reason: l10n.t("No sign of life for {0} s.", HANDSHAKE_TIMEOUT_MS / 1_000),
      });
    }, HANDSHAKE_TIMEOUT_MS);
    const { stdout } = child;
    if (!stdout) throw new Error("the engine has no output");
    const lines = createInterface({ input: stdout });
    lines.once("line", (line) => outcome.resolve(readHandshake(line, l10n)));
    child.once("error", ({ message }) => outcome.resolve({ kind: "failed", reason: message }));
    child.once("exit", (code, signal) => {
      if (code === EXIT_LOCKED) outcome.resolve({ kind: "locked" });
      else
        outcome.resolve({
          kind: "failed",
          reason: l10n.t("It ended with {0}.", String(code ?? signal)),
        });
    });
    try {
      return await outcome.promise;
    } finally {
      clearTimeout(timer);
      lines.close();
      stdout.destroy();
      child.unref();
    }
  } finally {
    await log.close();
  }
}

function argumentsOf(command: EngineCommand): string[] {
  return [
    command.enginePath,
    "serve",
    ...["--host", "127.0.0.1"],
    ...["--port", "0"],
    ...["--data", command.dataFolder],
    ...["--engine-file", command.engineFile],
    ...["--idle-exit", String(command.idleExitSeconds)],
    ...retentionArguments(command.retention),
  ];
}

function retentionArguments({ jobs, days, megabytes }: RetentionSettings): string[] {
  const limits = { "--keep-jobs": jobs, "--keep-days": days, "--keep-megabytes": megabytes };
  return Object.entries(limits).flatMap(([option, limit]) =>
    limit === null ? [] : [option, String(limit)],
  );
}

function environment({ token, model }: EngineCommand): NodeJS.ProcessEnv {
  const { NODE_OPTIONS: _debugger, ...inherited } = process.env;
  const own = { ELECTRON_RUN_AS_NODE: "1", DW_MIGRATE_TOKEN: token };
  return { ...inherited, ...own, ...modelEnvironment(model) };
}

/** Secrets go through the environment, never through arguments, which every user of the machine can read. */
function modelEnvironment(model: ModelEndpoint): NodeJS.ProcessEnv {
  if (model.baseUrl === "") return {};
  return {
    DW_MIGRATE_MODEL_URL: model.baseUrl,
    DW_MIGRATE_MODEL_TOKEN: model.token ?? "",
    DW_MIGRATE_MODEL_INPUT_PRICE: model.inputPrice === null ? "" : String(model.inputPrice),
    DW_MIGRATE_MODEL_OUTPUT_PRICE: model.outputPrice === null ? "" : String(model.outputPrice),
  };
}

function readHandshake(line: string, l10n: L10n): SpawnOutcome {
  try {
    return { kind: "listening", handshake: handshakeSchema.parse(JSON.parse(line)) };
  } catch {
    return { kind: "failed", reason: l10n.t("It began with “{0}”.", line.slice(0, 200)) };
  }
}

async function isTooLong(path: string): Promise<boolean> {
  try {
    return (await stat(path)).size > MAX_LOG_BYTES;
  } catch {
    return false;
  }
}

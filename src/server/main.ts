import { Command } from "commander";
import { pino } from "pino";
import { readVersion } from "../version.ts";
import { removeEngineFile, writeEngineFile } from "./dataFolder.ts";
import { type Engine, startEngine } from "./engine.ts";
import { AppError, messageOf } from "./errors.ts";
import { watchIdle } from "./idleExit.ts";
import { keepHeapSmall } from "./memory.ts";
import { modelSettingsFrom } from "./model/modelSettings.ts";
import { type ServeOptions, serveCommand } from "./options.ts";

/** Exit code of an engine whose data folder belongs to another one: its client uses that one instead. */
const EXIT_IN_USE = 3;
/** A shutdown that takes longer than this is cut short; the store is safe at any moment. */
const SHUTDOWN_DEADLINE_MS = 10_000;

async function serve(options: ServeOptions): Promise<void> {
  keepHeapSmall();
  const version = readVersion();
  const log = pino({ level: process.env.DW_MIGRATE_LOG ?? "info" }, pino.destination(2));
  let stopping = false;
  const stop = (reason: string) => {
    if (stopping) return;
    stopping = true;
    log.info({ reason }, "engine stops");
    setTimeout(() => process.exit(0), SHUTDOWN_DEADLINE_MS).unref();
    if (options.engineFile) removeEngineFile(options.engineFile);
    engine.stop().then(
      () => process.exit(0),
      (error: unknown) => {
        log.error({ err: error }, "shutdown failed");
        process.exit(1);
      },
    );
  };
  const model = modelSettingsFrom(process.env);
  const engine = await startEngine({ ...options, model, version, log, onShutdown: stop });
  announce(options, engine, version);
  process.on("SIGTERM", () => stop("SIGTERM"));
  process.on("SIGINT", () => stop("SIGINT"));
  if (options.exitWithStdin) {
    process.stdin.on("error", () => undefined);
    process.stdin.on("close", () => stop("standard input ended")).resume();
  }
  if (options.idleExitMs !== undefined) {
    const { jobs, api } = engine;
    const isBusy = () => api.clientCount() > 0 || (jobs.activeCount > 0 && api.keepsRunning());
    const idle = watchIdle(options.idleExitMs, isBusy, () => stop("idle"));
    engine.api.app.server.on("request", idle.touch);
  }
}

/** The hand-shake: one line of JSON on stdout for programs, the rest on stderr for people. */
function announce(options: ServeOptions, engine: Engine, version: string): void {
  const { port } = engine;
  if (options.engineFile) {
    const token = options.token ?? "";
    writeEngineFile(options.engineFile, { pid: process.pid, port, token, version });
  }
  process.stdout.write(`${JSON.stringify({ port, pid: process.pid, version })}\n`);
  const host = options.host.includes(":") ? `[${options.host}]` : options.host;
  process.stderr.write(`Listening on http://${host}:${port}\n`);
  if (options.tokenGenerated) process.stderr.write(`Bearer token: ${options.token}\n`);
}

/** Runs the engine's command line. `argv` as process.argv. */
export async function main(argv: string[]): Promise<void> {
  const program = new Command("engine").addCommand(serveCommand(serve));
  try {
    await program.parseAsync(argv);
  } catch (error) {
    process.stderr.write(`${messageOf(error)}\n`);
    const inUse = error instanceof AppError && error.code === "DATA_FOLDER_IN_USE";
    process.exit(inUse ? EXIT_IN_USE : 1);
  }
}

if (import.meta.main) await main(process.argv);

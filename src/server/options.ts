import { randomBytes } from "node:crypto";
import { homedir } from "node:os";
import { join, resolve } from "node:path";
import { Command, InvalidArgumentError } from "commander";
import { isLoopback } from "./api/guards.ts";
import { DEFAULT_MAX_JOBS } from "./engine.ts";
import { AppError } from "./errors.ts";
import type { RetentionLimits } from "./jobs/retention.ts";

/** What `dw-migrate serve` was asked to do. */
export interface ServeOptions {
  host: string;
  port: number;
  data: string;
  /** Undefined: no token is asked for. */
  token: string | undefined;
  tokenGenerated: boolean;
  allowedHosts: string[];
  engineFile: string | undefined;
  /** Exit after this time without client and job; undefined: never. */
  idleExitMs: number | undefined;
  /** Exit when standard input ends: with the program that holds its other side. */
  exitWithStdin: boolean;
  maxJobs: number;
  retention: RetentionLimits;
}

function integer(least: number, most: number) {
  return (text: string): number => {
    const value = Number(text);
    if (Number.isInteger(value) && value >= least && value <= most) return value;
    throw new InvalidArgumentError(`Must be a whole number from ${least} to ${most}.`);
  };
}

/** Where the engine keeps its data when nobody says: $XDG_DATA_HOME/dw-migrate. */
export function defaultDataFolder(): string {
  return join(process.env.XDG_DATA_HOME || join(homedir(), ".local", "share"), "dw-migrate");
}

/** The `serve` command; `run` is called with checked options. */
export function serveCommand(run: (options: ServeOptions) => Promise<void>): Command {
  return new Command("serve")
    .description("run the engine: the HTTP API and the migrations")
    .option("--host <address>", "address to listen on", "127.0.0.1")
    .option("--port <number>", "port to listen on; 0 takes a free one", integer(0, 65535), 8000)
    .option("--data <folder>", "folder for jobs and databases", defaultDataFolder())
    .option("--token <token>", "bearer token; better: the variable DW_MIGRATE_TOKEN")
    .option("--no-auth", "ask for no token; only on a loopback address")
    .option("--allow-host <name...>", "names this server is reached by, beside its address")
    .option("--engine-file <path>", "write port and token here for clients of this computer")
    .option("--idle-exit <seconds>", "exit when idle for so long", integer(1, 86_400))
    .option("--exit-with-stdin", "exit when standard input ends")
    .option("--max-jobs <number>", "jobs that run at once", integer(1, 100), DEFAULT_MAX_JOBS)
    .option("--keep-jobs <number>", "ended jobs that stay; default: all", integer(1, 1_000_000))
    .option(
      "--keep-days <number>",
      "days that ended jobs stay; default: for ever",
      integer(1, 36_500),
    )
    .option("--keep-megabytes <number>", "what jobs may take on disk", integer(1, 10_000_000))
    .action(async (given) => run(checkOptions(given)));
}

interface GivenOptions {
  host: string;
  port: number;
  data: string;
  token?: string;
  auth: boolean;
  allowHost?: string[];
  engineFile?: string;
  idleExit?: number;
  exitWithStdin?: boolean;
  maxJobs: number;
  keepJobs?: number;
  keepDays?: number;
  keepMegabytes?: number;
}

function checkOptions(given: GivenOptions): ServeOptions {
  if (!given.auth && !isLoopback(given.host)) {
    throw new AppError(
      "NO_AUTH_NEEDS_LOOPBACK",
      400,
      `--no-auth is refused on ${given.host}: everybody who reaches that address could run SQL. ` +
        "Give a token, or listen on 127.0.0.1.",
    );
  }
  const named = given.token ?? process.env.DW_MIGRATE_TOKEN;
  if (given.auth && named !== undefined && named.trim() === "") {
    throw new AppError("TOKEN_EMPTY", 400, "The token is empty. Give one, or --no-auth.");
  }
  const token = given.auth ? (named ?? randomBytes(24).toString("base64url")) : undefined;
  return {
    host: given.host,
    port: given.port,
    data: resolve(given.data),
    token,
    tokenGenerated: given.auth && named === undefined,
    allowedHosts: given.allowHost ?? [],
    engineFile: given.engineFile,
    idleExitMs: given.idleExit === undefined ? undefined : given.idleExit * 1000,
    exitWithStdin: given.exitWithStdin ?? false,
    maxJobs: given.maxJobs,
    retention: { jobs: given.keepJobs, days: given.keepDays, megabytes: given.keepMegabytes },
  };
}

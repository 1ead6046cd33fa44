import { resolve } from "node:path";
import type { Command } from "commander";
import { ApiClient } from "./client.ts";
import { type LocalEngine, useLocalEngine } from "./localEngine.ts";

/** Which engine a command talks to. */
export interface ConnectionOptions {
  /** A running engine; else the one of `data`, which is started when it does not run. */
  url?: string;
  token?: string;
  data: string;
}

/** Adds the options that say which engine a command talks to. */
export function addConnectionOptions(command: Command, dataFolder: string): Command {
  return command
    .option("--url <url>", "a running engine; else that of the data folder")
    .option("--token <token>", "its bearer token; better: the variable DW_MIGRATE_TOKEN")
    .option("--data <folder>", "folder for jobs and databases", dataFolder);
}

/** Does `work` with an engine, and ends it afterwards if it was started for this. */
export async function withEngine<T>(
  options: ConnectionOptions,
  work: (client: ApiClient) => Promise<T>,
): Promise<T> {
  const engine: LocalEngine = options.url
    ? {
        url: options.url.replace(/\/+$/, ""),
        token: options.token ?? process.env.DW_MIGRATE_TOKEN,
        stop: async () => undefined,
      }
    : await useLocalEngine(resolve(options.data));
  try {
    return await work(new ApiClient(engine));
  } finally {
    await engine.stop();
  }
}

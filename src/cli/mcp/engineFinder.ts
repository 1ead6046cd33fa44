import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { type AssistantEngine, ToolError } from "../../assistants/assistantEngine.ts";
import type { ToolName } from "../../assistants/toolNames.ts";
import { type EngineFile, engineFileSchema } from "../../protocol/health.ts";
import { ApiClient, type EngineAddress } from "../client.ts";
import type { ConnectionOptions } from "../connect.ts";
import { httpAssistantEngine } from "./httpAssistantEngine.ts";
import { type LingeringEngine, startLingeringEngine } from "./lingeringEngine.ts";

const PROBE_TIMEOUT_MS = 5_000;

/**
 * Finds the engine anew for each call: one on this machine comes and goes, and moves. None is started only because
 * somebody asks about jobs; a migration gets one that outlives us, and a translation one that holds no job.
 */
export class EngineFinder {
  readonly #options: ConnectionOptions;
  readonly #clientName: () => string;
  #translator: (LingeringEngine & { folder: string }) | undefined;

  /** `clientName` is what the engine's audit trail calls the assistant. */
  constructor(options: ConnectionOptions, clientName: () => string) {
    this.#options = options;
    this.#clientName = clientName;
  }

  async engineFor(tool: ToolName): Promise<AssistantEngine> {
    const { url, token = process.env.DW_MIGRATE_TOKEN } = this.#options;
    if (url) {
      const address = { url: url.replace(/\/+$/, ""), token };
      return this.#engine(address, `the engine at ${address.url}`);
    }
    const data = resolve(this.#options.data);
    const place = `the engine of ${data}`;
    const running = await runningEngine(data);
    if (running) return this.#engine(running, place);
    if (tool === "start_migration") return this.#engine(await startLingeringEngine(data), place);
    if (tool === "translate_sql") return this.#engine(await this.#ownTranslator(), place);
    throw new ToolError(
      `No migration engine runs for ${data}, so its jobs cannot be read. Ask the user to open the DW Migration view in ` +
        `VS Code, to run "dw-migrate serve --data ${data} --engine-file ${join(data, "engine.json")}", ` +
        "or to give this MCP server the address of a running engine with --url. start_migration starts one by itself.",
    );
  }

  /** Ends what only we used. */
  async stop(): Promise<void> {
    const translator = this.#translator;
    this.#translator = undefined;
    if (!translator) return;
    await translator.stop();
    await rm(translator.folder, { recursive: true, force: true });
  }

  #engine(address: EngineAddress, place: string): AssistantEngine {
    return httpAssistantEngine(new ApiClient(address, this.#clientName()), place);
  }

  /** An engine without jobs: one on the data folder would go on with those that are unfinished. */
  async #ownTranslator(): Promise<EngineAddress> {
    if (this.#translator?.hasEnded()) await this.stop();
    if (!this.#translator) {
      const folder = await mkdtemp(join(tmpdir(), "dw-migrate-mcp-"));
      this.#translator = Object.assign(await startLingeringEngine(folder), { folder });
    }
    return this.#translator;
  }
}

/** The engine that serves a data folder; undefined when none answers at the place that its file names. */
async function runningEngine(data: string): Promise<EngineAddress | undefined> {
  let file: EngineFile;
  try {
    file = engineFileSchema.parse(JSON.parse(await readFile(join(data, "engine.json"), "utf8")));
  } catch {
    return undefined;
  }
  const url = `http://127.0.0.1:${file.port}`;
  const token = file.token || undefined;
  try {
    const headers: Record<string, string> = token ? { Authorization: `Bearer ${token}` } : {};
    const signal = AbortSignal.timeout(PROBE_TIMEOUT_MS);
    const answer = await fetch(`${url}/api/health`, { headers, signal });
    const { pid } = (await answer.json()) as { pid?: unknown };
    return answer.ok && pid === file.pid ? { url, token } : undefined;
  } catch {
    return undefined;
  }
}

import { randomBytes } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { AppError, ERROR_CODES, messageOf } from "../errors.ts";
import type { L10n, Log } from "../hostTypes.ts";
import type { Timers } from "../timers.ts";
import { Backoff } from "./backoff.ts";
import type { Endpoint, EndpointSource } from "./engineApi.ts";
import { endpointOf, isAlive, readEngineFile } from "./engineFile.ts";
import type { ModelEndpoint, RetentionSettings } from "./engineSettings.ts";
import type { EngineProbe } from "./probeEngine.ts";
import { endOlderEngine } from "./replaceEngine.ts";
import { isOlder } from "./semver.ts";
import { type EngineCommand, type SpawnOutcome, spawnEngine } from "./spawnEngine.ts";

/** Two windows may start at once; the loser waits this long for the winner's engine file. */
const WINNER_DEADLINE_MS = 30_000;
const WINNER_POLL_MS = 150;
/** Who held the data folder may have been an engine that was about to end: then we try again. */
const RESPAWN_MS = 2_000;
const LOG_TAIL_CHARS = 600;

export interface EmbeddedEngineOptions {
  execPath: string;
  enginePath: string;
  /** Holds the engine's data, its engine file and its log. */
  folder: string;
  /** Ours: an engine of an older version is replaced. */
  version: string;
  idleExitSeconds: number;
  retention(): RetentionSettings;
  model(): Promise<ModelEndpoint>;
  /** Refuses with an AppError where no engine may run. */
  assertAllowed(): void;
  probe: EngineProbe;
  timers: Timers;
  log: Log;
  l10n: L10n;
}

interface Running {
  pid: number;
  endpoint: Endpoint;
}

/** What the owner of the engine process knows of it. */
export type EmbeddedState =
  | { state: "stopped" }
  | { state: "starting" }
  | ({ state: "running" } & Running)
  | { state: "failed"; error: AppError; retryAt: number };

/** Finds the one engine of this user, or starts it. It is shared by all windows and outlives them. */
export class EmbeddedEngine implements EndpointSource {
  readonly #options: EmbeddedEngineOptions;
  readonly #backoff = new Backoff(Math.random);
  /** What an engine must be at least. Not more than what ours turns out to be: it would be replaced for ever. */
  #minimum: string;
  #state: EmbeddedState = { state: "stopped" };
  #pending: Promise<Endpoint> | undefined;

  constructor(options: EmbeddedEngineOptions) {
    this.#options = options;
    this.#minimum = options.version;
  }

  get state(): EmbeddedState {
    return this.#state;
  }

  /** Where the engine listens; starts one when there is none. Right after a failed start it fails at once. */
  current(): Promise<Endpoint> {
    const state = this.#state;
    if (state.state === "running") return Promise.resolve(state.endpoint);
    if (state.state === "failed" && this.#options.timers.now() < state.retryAt) {
      return Promise.reject(state.error);
    }
    this.#pending ??= this.#findOrStart().finally(() => {
      this.#pending = undefined;
    });
    return this.#pending;
  }

  /** Something did not get through: look again before the next call. */
  invalidate(): void {
    if (this.#state.state === "running") this.#state = { state: "stopped" };
  }

  /** The token is from the engine's own file: who refuses it is another program, which took the port over. */
  refused(): boolean {
    this.invalidate();
    return true;
  }

  /** The user asks: a pause after a failed start does not count. */
  retryNow(): void {
    if (this.#state.state === "failed") this.#state = { state: "stopped" };
  }

  async #findOrStart(): Promise<Endpoint> {
    this.#options.assertAllowed();
    this.#state = { state: "starting" };
    try {
      const seen = await this.#find();
      const found = typeof seen === "object" ? seen : await this.#start();
      this.#state = { state: "running", ...found };
      this.#backoff.reset();
      return found.endpoint;
    } catch (error) {
      const failure = this.#asAppError(error);
      const { retryAt } = this.#backoff.fail(this.#options.timers.now());
      this.#state = { state: "failed", error: failure, retryAt };
      throw failure;
    }
  }

  /** `replaced`: there was one of an older version, which has ended now. */
  async #find(): Promise<Running | "replaced" | undefined> {
    const { probe, timers, log, l10n } = this.#options;
    const version = this.#minimum;
    const file = await readEngineFile(this.#engineFile);
    if (!file || !isAlive(file.pid)) return undefined;
    const found = await probe.find(file);
    if (!found) return undefined;
    if (isOlder(found.version, version)) {
      await endOlderEngine(found, { probe, version, timers, log, l10n });
      return "replaced";
    }
    log.info(`Found the migration engine ${found.version}, pid ${file.pid}, port ${file.port}.`);
    return { pid: file.pid, endpoint: found.endpoint };
  }

  async #start(): Promise<Running> {
    return (await this.#spawn()) ?? this.#waitForWinner();
  }

  /** Undefined when another engine holds the data folder. */
  async #spawn(): Promise<Running | undefined> {
    const { execPath, enginePath, folder, idleExitSeconds, log } = this.#options;
    const token = randomBytes(32).toString("hex");
    const command: EngineCommand = {
      execPath,
      enginePath,
      dataFolder: folder,
      engineFile: this.#engineFile,
      logFile: this.#logFile,
      idleExitSeconds,
      retention: this.#options.retention(),
      model: await this.#options.model(),
      token,
    };
    const outcome: SpawnOutcome = await spawnEngine(command, this.#options.l10n);
    switch (outcome.kind) {
      case "listening": {
        const { port, pid, version } = outcome.handshake;
        if (isOlder(version, this.#minimum)) this.#minimum = version;
        log.info(`Started the migration engine ${version}, pid ${pid}, port ${port}.`);
        return { pid, endpoint: endpointOf({ port, token }) };
      }
      case "locked":
        return undefined;
      case "failed":
        throw new Error(outcome.reason);
    }
  }

  async #waitForWinner(): Promise<Running> {
    const { timers } = this.#options;
    const deadline = timers.now() + WINNER_DEADLINE_MS;
    let spawnedAt = timers.now();
    while (timers.now() < deadline) {
      const found = await this.#find();
      if (typeof found === "object") return found;
      if (found !== "replaced") {
        await new Promise<void>((resolve) => timers.after(WINNER_POLL_MS, resolve));
        if (timers.now() - spawnedAt < RESPAWN_MS) continue;
      }
      const started = await this.#spawn();
      if (started) return started;
      spawnedAt = timers.now();
    }
    throw new Error(
      this.#options.l10n.t("Another engine holds the data folder but does not answer."),
    );
  }

  #asAppError(error: unknown): AppError {
    const { l10n, log } = this.#options;
    void readFile(this.#logFile, "utf8").then(
      (text) =>
        log.error(`End of the engine's log ${this.#logFile}: ${text.slice(-LOG_TAIL_CHARS)}`),
      () => undefined,
    );
    const message = l10n.t("The migration engine could not be started: {0}", messageOf(error));
    return new AppError(ERROR_CODES.startFailed, message, { cause: error });
  }

  get #engineFile(): string {
    return join(this.#options.folder, "engine.json");
  }

  get #logFile(): string {
    return join(this.#options.folder, "engine.log");
  }
}

import { existsSync } from "node:fs";
import { COMMANDS } from "../commands/ids.ts";
import { Emitter, type Event } from "../emitter.ts";
import { AppError, ERROR_CODES } from "../errors.ts";
import type { L10n, Log } from "../hostTypes.ts";
import { type Disposable, DisposableStore } from "../lifetime.ts";
import type { Timers } from "../timers.ts";
import type { SourceTypeName } from "./client.ts";
import type { EmbeddedEngine } from "./embeddedEngine.ts";
import type { EndpointSource, EngineApi } from "./engineApi.ts";
import type { EngineSettings } from "./engineSettings.ts";
import type { EngineClient } from "./loadEngineClient.ts";

/** A connection that worked once. It stays valid when the embedded engine moves. */
export interface Session {
  api: EngineApi;
  kind: "embedded" | "remote";
  /** The base URL of a remote engine. */
  url: string | undefined;
  /** What the server can do beyond the six calls of the old system. */
  capabilities: ReadonlySet<string>;
  sourceTypes: readonly SourceTypeName[];
}

export interface EngineConnectionOptions {
  settings: EngineSettings;
  /** Where the embedded engine keeps its things, and where its program is. */
  engineFolder: string;
  enginePath: string;
  /** The version of this extension: an engine on this machine that is older is replaced. */
  version: string;
  /** False in a workspace that the user does not trust. */
  isTrusted(): boolean;
  /** What the user can do about a missing trust. */
  manageTrust: { title: string; command: string };
  load(): Promise<EngineClient>;
  timers: Timers;
  log: Log;
  l10n: L10n;
}

const LOOPBACK = /^(?:localhost|127(?:\.\d+){3}|\[::1\])$/;

/** Without client and without job the embedded engine ends after this time. */
const IDLE_EXIT_SECONDS = 300;

/** The one way to the engine, embedded or remote. Connects on first use. */
export class EngineConnection implements Disposable {
  readonly #options: EngineConnectionOptions;
  readonly #store = new DisposableStore();
  readonly #connected = this.#store.add(new Emitter<Session>());
  readonly #reset = this.#store.add(new Emitter<void>());
  #session: Session | undefined;
  #pending: Promise<Session> | undefined;
  #embedded: EmbeddedEngine | undefined;
  #generation = 0;

  constructor(options: EngineConnectionOptions) {
    this.#options = options;
    this.#store.add(options.settings.onDidChange(() => this.reset()));
  }

  /** A session stands. */
  readonly onDidConnect = this.#connected.event;
  /** Another engine or another token: all that was known is void. */
  readonly onDidReset = this.#reset.event;

  /** Whether running jobs keep the engine on this machine alive after the last window. */
  get keepRunning(): boolean {
    return this.#options.settings.keepRunning();
  }

  get onDidChangeKeepRunning(): Event<void> {
    return this.#options.settings.onDidChangeKeepRunning;
  }

  /** The session, when there is one already. */
  get current(): Session | undefined {
    return this.#session;
  }

  /** True when connecting would start nothing that was not there before. */
  get worthTrying(): boolean {
    if (this.#session || this.#options.settings.url() !== "") return true;
    return this.#options.isTrusted() && existsSync(this.#options.engineFolder);
  }

  /** True when the engine runs on this machine and reads the same files. */
  get sharesDisk(): boolean {
    const url = this.#options.settings.url();
    return url === "" || (URL.canParse(url) && LOOPBACK.test(new URL(url).hostname));
  }

  /** Connects, starting the embedded engine when need be. */
  session(): Promise<Session> {
    if (this.#session) return Promise.resolve(this.#session);
    if (!this.#pending) {
      const pending = this.#connect(this.#generation).finally(() => {
        if (this.#pending === pending) this.#pending = undefined;
      });
      this.#pending = pending;
    }
    return this.#pending;
  }

  /** The user asks for another attempt: pauses after failures do not count. */
  retryNow(): void {
    this.#embedded?.retryNow();
  }

  /** Forgets the session. */
  reset(): void {
    this.#generation++;
    this.#session?.api.dispose();
    this.#session = undefined;
    this.#pending = undefined;
    this.#reset.fire();
  }

  dispose(): void {
    this.#generation++;
    this.#session?.api.dispose();
    this.#session = undefined;
    this.#store.dispose();
  }

  async #connect(generation: number): Promise<Session> {
    const { settings, version, timers, log, l10n } = this.#options;
    const url = settings.url();
    // Asked before anything is loaded: an unusable address needs no engine to be refused.
    const origin = url ? this.#originOf(url) : undefined;
    const client = await this.#options.load();
    const source = origin ? await this.#remote(url, origin) : this.#embeddedEngine(client);
    const api = client.createEngineApi({ source, version, timers, log, l10n });
    try {
      const health = await api.health();
      const session: Session = {
        api,
        kind: url ? "remote" : "embedded",
        url: url || undefined,
        capabilities: new Set(health?.capabilities ?? []),
        sourceTypes: client.sourceTypeNames(),
      };
      if (generation !== this.#generation)
        throw new Error(l10n.t("The engine was changed meanwhile."));
      if (url) log.info(`Connected to ${url}${health ? `, version ${health.version}` : ""}.`);
      this.#session = session;
      this.#connected.fire(session);
      return session;
    } catch (error) {
      api.dispose();
      throw error;
    }
  }

  async #remote(url: string, origin: string): Promise<EndpointSource> {
    const endpoint = { baseUrl: url, token: await this.#options.settings.token(origin) };
    return { current: async () => endpoint, invalidate: () => undefined, refused: () => false };
  }

  #embeddedEngine(client: EngineClient): EmbeddedEngine {
    const { engineFolder, enginePath, version, timers, log, l10n } = this.#options;
    this.#embedded ??= client.createEmbeddedEngine({
      execPath: process.execPath,
      enginePath,
      folder: engineFolder,
      version,
      idleExitSeconds: IDLE_EXIT_SECONDS,
      retention: () => this.#options.settings.retention(),
      model: () => this.#options.settings.model(),
      assertAllowed: () => this.#assertTrusted(),
      timers,
      log,
      l10n,
    });
    return this.#embedded;
  }

  #assertTrusted(): void {
    const { isTrusted, manageTrust: action, l10n } = this.#options;
    if (isTrusted()) return;
    const message = l10n.t("The migration engine runs in trusted workspaces only.");
    throw new AppError(ERROR_CODES.untrusted, message, { action });
  }

  #originOf(url: string): string {
    const parsed = URL.canParse(url) ? new URL(url) : undefined;
    if (parsed?.protocol === "http:" || parsed?.protocol === "https:") return parsed.origin;
    const { l10n } = this.#options;
    const action = {
      title: l10n.t("Set Address…"),
      command: COMMANDS.setEngineUrl,
    };
    const message = l10n.t("The engine's address “{0}” is not an http or https URL.", url);
    throw new AppError(ERROR_CODES.badUrl, message, { action });
  }
}

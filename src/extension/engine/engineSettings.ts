import * as vscode from "vscode";
import { Emitter, type Event } from "../emitter.ts";
import { type Disposable, DisposableStore } from "../lifetime.ts";

/** What is null sets no limit. */
export interface RetentionSettings {
  jobs: number | null;
  days: number | null;
  megabytes: number | null;
}

/** Where the engine on this machine asks a language model; an empty address: nowhere. */
export interface ModelEndpoint {
  baseUrl: string;
  token: string | undefined;
  /** Prices of a million tokens; null: not known. */
  inputPrice: number | null;
  outputPrice: number | null;
}

/** Which engine the user wants to use. */
export interface EngineSettings {
  /** The address of a remote engine without a slash at the end; empty for the embedded one. */
  url(): string;
  /** The token for the server of that origin. */
  token(origin: string): Promise<string | undefined>;
  /** Whether running jobs keep the engine on this machine alive after the last window. */
  keepRunning(): boolean;
  /** How long the engine on this machine keeps ended jobs. */
  retention(): RetentionSettings;
  /** Where the engine on this machine asks a language model. */
  model(): Promise<ModelEndpoint>;
  /** Another engine, or another token. */
  onDidChange: Event<void>;
  onDidChangeKeepRunning: Event<void>;
}

/** Reads the address from the configuration and the token from the secret storage. */
export class VsCodeEngineSettings implements EngineSettings, Disposable {
  readonly #secrets: vscode.SecretStorage;
  readonly #store = new DisposableStore();
  readonly #changed = this.#store.add(new Emitter<void>());
  readonly #keepRunningChanged = this.#store.add(new Emitter<void>());
  readonly onDidChange = this.#changed.event;
  readonly onDidChangeKeepRunning = this.#keepRunningChanged.event;

  constructor(secrets: vscode.SecretStorage) {
    this.#secrets = secrets;
    this.#store.add(
      vscode.workspace.onDidChangeConfiguration((change) => {
        if (change.affectsConfiguration("dwMigration.engine.url")) this.#changed.fire();
        if (change.affectsConfiguration("dwMigration.engine.keepRunning")) {
          this.#keepRunningChanged.fire();
        }
      }),
    );
    this.#store.add(
      secrets.onDidChange(({ key }) => {
        if (this.origin !== undefined && key === secretKey(this.origin)) this.#changed.fire();
      }),
    );
  }

  url(): string {
    const value = vscode.workspace.getConfiguration("dwMigration").get("engine.url", "");
    return value.trim().replace(/\/+$/, "");
  }

  keepRunning(): boolean {
    return vscode.workspace.getConfiguration("dwMigration").get("engine.keepRunning", true);
  }

  retention(): RetentionSettings {
    const settings = vscode.workspace.getConfiguration("dwMigration.history");
    const limit = (name: string) => {
      const value = settings.get<unknown>(name);
      return typeof value === "number" && Number.isInteger(value) && value > 0 ? value : null;
    };
    return { jobs: limit("keepJobs"), days: limit("keepDays"), megabytes: limit("keepMegabytes") };
  }

  async model(): Promise<ModelEndpoint> {
    const settings = vscode.workspace.getConfiguration("dwMigration.model");
    const price = (name: string) => {
      const value = settings.get<unknown>(name);
      return typeof value === "number" && value >= 0 ? value : null;
    };
    const baseUrl = settings.get("baseUrl", "").trim();
    return {
      baseUrl,
      token: baseUrl === "" ? undefined : await this.#secrets.get(MODEL_TOKEN),
      inputPrice: price("inputPrice"),
      outputPrice: price("outputPrice"),
    };
  }

  /** Keeps the token of the model endpoint; an empty one is forgotten. */
  async setModelToken(token: string): Promise<void> {
    if (token === "") await this.#secrets.delete(MODEL_TOKEN);
    else await this.#secrets.store(MODEL_TOKEN, token);
  }

  /** The origin of the remote engine, which names its token. */
  get origin(): string | undefined {
    const url = this.url();
    return URL.canParse(url) ? new URL(url).origin : undefined;
  }

  async token(origin: string): Promise<string | undefined> {
    return this.#secrets.get(secretKey(origin));
  }

  /** Keeps the token of a server; an empty one is forgotten. */
  async setToken(origin: string, token: string): Promise<void> {
    if (token === "") await this.#secrets.delete(secretKey(origin));
    else await this.#secrets.store(secretKey(origin), token);
  }

  dispose(): void {
    this.#store.dispose();
  }
}

const MODEL_TOKEN = "dwMigration.modelToken";

function secretKey(origin: string): string {
  return `dwMigration.token:${origin}`;
}

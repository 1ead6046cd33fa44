import type { LogLevel, ModelUsage } from "../../protocol/job.ts";
import { makeIssue } from "../translate/issueCodes.ts";
import type { TranslatedObject } from "../translate/types.ts";
import { ChatClient, ModelError } from "./chatClient.ts";
import type { ModelSettings } from "./modelSettings.ts";
import { propose, type Question, type Trial } from "./proposer.ts";

/** What asking came to: the object as the model made it, or as the rules left it with what the model could not do. */
export interface Fallback {
  translated: TranslatedObject;
  usage: ModelUsage | null;
  /** True when the translation was tried and stands. */
  made: boolean;
}

/** Asks the model of one job for what the rules could not translate. */
export class ModelFallback {
  readonly #client: ChatClient;
  readonly #model: string;
  readonly #log: (level: LogLevel, message: string) => void;
  /** Why it is not asked any more: an endpoint that refuses one question refuses them all. */
  #down: string | undefined;

  constructor(
    settings: ModelSettings,
    model: string,
    log: (level: LogLevel, message: string) => void,
    client = new ChatClient(settings),
  ) {
    this.#client = client;
    this.#model = model;
    this.#log = log;
  }

  /** Rejects only with what `signal` aborts with, or with what `tryOut` throws. */
  async ask(
    question: Question,
    left: TranslatedObject,
    tryOut: Trial,
    signal: AbortSignal,
  ): Promise<Fallback> {
    if (this.#down !== undefined) return refused(question, left, this.#down, null);
    try {
      const proposal = await propose(this.#client, this.#model, question, tryOut, signal);
      const { usage } = proposal;
      if ("translated" in proposal) return { translated: proposal.translated, usage, made: true };
      return refused(question, left, proposal.reason, usage);
    } catch (error) {
      if (!(error instanceof ModelError)) throw error;
      if (this.#down === undefined)
        this.#log("warning", `${error.message} The model is not asked again in this run.`);
      this.#down ??= error.message;
      return refused(question, left, error.message, error.usage);
    }
  }
}

/** The object as it was, with the word that the model could not help. */
function refused(
  { object }: Question,
  left: TranslatedObject,
  reason: string,
  usage: ModelUsage | null,
): Fallback {
  const at = object.definition[0] ?? { file: "", line: 1, column: 1 };
  const issues = [...left.issues, makeIssue("DWM-MOD-002", at, { reason })];
  return { translated: { ...left, issues }, usage, made: false };
}

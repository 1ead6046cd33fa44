import { setTimeout as delay } from "node:timers/promises";
import * as z from "zod";
import type { ModelUsage } from "../../protocol/job.ts";
import { messageOf } from "../errors.ts";
import { type ModelSettings, usageOf } from "./modelSettings.ts";

/** A message of a conversation, as the API names them. */
export interface ChatMessage {
  role: "system" | "user" | "assistant";
  content: string;
}

export interface ChatAnswer {
  text: string;
  usage: ModelUsage;
}

/** The model could not be asked, or did not answer: says what, and what to do. */
export class ModelError extends Error {
  /** What earlier questions of the same object took. */
  usage: ModelUsage | null = null;

  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = "ModelError";
  }
}

/** A model may think for a while; a minute and a half is what serving endpoints give it themselves. */
const ANSWER_DEADLINE_MS = 120_000;
const TRIES = 3;
const LONGEST_WAIT_MS = 30_000;
const MOST_ANSWER_CHARS = 1_000_000;

/** Of the answer (OpenAI API reference, "Create chat completion") what is used. */
const answerSchema = z.looseObject({
  choices: z
    .array(
      z.looseObject({
        finish_reason: z.string().nullish(),
        message: z.looseObject({
          content: z
            .union([
              z.string(),
              z.array(z.looseObject({ type: z.string(), text: z.string().optional() })),
            ])
            .nullish(),
        }),
      }),
    )
    .min(1),
  usage: z
    .looseObject({ prompt_tokens: z.number().optional(), completion_tokens: z.number().optional() })
    .nullish(),
});

/** Asks a model over an OpenAI-compatible /chat/completions. Busy and broken answers are tried again, with patience. */
export class ChatClient {
  readonly #settings: ModelSettings;
  readonly #waitMs: number;

  /** `waitMs`: how long to wait before the second try where the answer does not say. */
  constructor(settings: ModelSettings, waitMs = 1_000) {
    this.#settings = settings;
    this.#waitMs = waitMs;
  }

  /** Rejects with a ModelError, or with what `signal` aborts with. */
  async ask(model: string, messages: readonly ChatMessage[], signal: AbortSignal) {
    const body = JSON.stringify({ model, messages, temperature: 0 });
    for (let tried = 1; ; tried++) {
      const outcome = await this.#once(body, signal);
      if ("answer" in outcome) return outcome.answer;
      if (!outcome.again || tried === TRIES) throw outcome.error;
      const wait = outcome.waitMs ?? this.#waitMs * 2 ** (tried - 1);
      await delay(Math.min(LONGEST_WAIT_MS, wait), undefined, { signal });
    }
  }

  async #once(body: string, signal: AbortSignal): Promise<Outcome> {
    const { baseUrl, token } = this.#settings;
    const deadline = AbortSignal.timeout(ANSWER_DEADLINE_MS);
    try {
      const response = await fetch(`${baseUrl}/chat/completions`, {
        method: "POST",
        headers: {
          "content-type": "application/json",
          ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
        },
        body,
        redirect: "error",
        signal: AbortSignal.any([signal, deadline]),
      });
      const text = await response.text();
      return response.ok ? this.#read(text) : refusal(response, text);
    } catch (error) {
      signal.throwIfAborted();
      const reason = deadline.aborted
        ? `no answer within ${ANSWER_DEADLINE_MS / 1000} s`
        : causeOf(error);
      const message = `The model endpoint ${baseUrl} cannot be reached: ${reason}. Check its address and the network.`;
      return { again: true, error: new ModelError(message, { cause: error }) };
    }
  }

  #read(text: string): Outcome {
    const broken = (what: string, again: boolean): Outcome => ({
      again,
      error: new ModelError(`The model's answer cannot be used: ${what}`),
    });
    let json: unknown;
    try {
      json = JSON.parse(text);
    } catch {
      return broken("it is no JSON", true);
    }
    const parsed = answerSchema.safeParse(json);
    const choice = parsed.data?.choices[0];
    if (!choice) return broken("it has no choices; is this a /chat/completions endpoint?", false);
    if (choice.finish_reason === "length") return broken("it was cut off for its length", false);
    const { content } = choice.message;
    const said =
      typeof content === "string"
        ? content
        : (content ?? []).map((part) => part.text ?? "").join("");
    if (said.trim() === "") return broken("it is empty", true);
    if (said.length > MOST_ANSWER_CHARS) return broken("it is too long", false);
    const { prompt_tokens = 0, completion_tokens = 0 } = parsed.data?.usage ?? {};
    const usage = usageOf(this.#settings, prompt_tokens, completion_tokens);
    return { answer: { text: said, usage } };
  }
}

type Outcome = { answer: ChatAnswer } | { again: boolean; waitMs?: number; error: ModelError };

/** What a refusal means, and whether it is worth another try. */
function refusal(response: Response, text: string): Outcome {
  const { status } = response;
  const detail = detailOf(text);
  const said = `The model endpoint answered ${status}${detail ? `: ${detail}` : ""}.`;
  if (status === 401 || status === 403)
    return { again: false, error: new ModelError(`${said} Check the model token.`) };
  if (status === 404)
    return {
      again: false,
      error: new ModelError(`${said} Check the base address and the model's name.`),
    };
  const again = status === 408 || status === 429 || status >= 500;
  const seconds = Number(response.headers.get("retry-after"));
  const waits = Number.isFinite(seconds) && seconds > 0 ? { waitMs: seconds * 1000 } : {};
  return { again, ...waits, error: new ModelError(said) };
}

/** The message of an error document, or the beginning of the text. */
function detailOf(text: string): string {
  try {
    const json = JSON.parse(text) as { error?: { message?: unknown } | string; message?: unknown };
    const { error, message } = json;
    const found = typeof error === "object" ? error.message : (error ?? message);
    if (typeof found === "string") return found.slice(0, 300);
  } catch {
    // Not JSON: the text itself has to do.
  }
  return text.replace(/\s+/g, " ").trim().slice(0, 200);
}

/** What fetch hides behind "fetch failed". */
function causeOf(error: unknown): string {
  const cause = error instanceof Error ? error.cause : undefined;
  return messageOf(cause ?? error);
}

import type { ModelUsage } from "../../protocol/job.ts";

/** Where a language model is asked, and what it costs. Nothing is sent anywhere without it. */
export interface ModelSettings {
  /** Base of an OpenAI-compatible API: `/chat/completions` is appended. */
  baseUrl: string;
  /** Bearer token; undefined: the endpoint asks for none. */
  token: string | undefined;
  /** Price of a million tokens, in the currency of whoever pays; undefined: costs are not known. */
  inputPrice: number | undefined;
  outputPrice: number | undefined;
}

/** The usage of one request. */
export function usageOf(settings: ModelSettings, prompt: number, completion: number): ModelUsage {
  const { inputPrice, outputPrice } = settings;
  const priced = inputPrice !== undefined || outputPrice !== undefined;
  const cost = (prompt * (inputPrice ?? 0) + completion * (outputPrice ?? 0)) / 1_000_000;
  return {
    requests: 1,
    prompt_tokens: prompt,
    completion_tokens: completion,
    cost: priced ? cost : null,
  };
}

/** Reads the settings from the engine's environment: DW_MIGRATE_MODEL_URL and its kin. Throws for a URL that is none. */
export function modelSettingsFrom(env: NodeJS.ProcessEnv): ModelSettings | undefined {
  const url = env.DW_MIGRATE_MODEL_URL?.trim();
  if (!url) return undefined;
  if (!/^https?:$/.test(URL.parse(url)?.protocol ?? ""))
    throw new Error(`DW_MIGRATE_MODEL_URL is no http(s) address: ${url}`);
  return {
    baseUrl: url.replace(/\/+$/, ""),
    token: env.DW_MIGRATE_MODEL_TOKEN?.trim() || undefined,
    inputPrice: price(env, "DW_MIGRATE_MODEL_INPUT_PRICE"),
    outputPrice: price(env, "DW_MIGRATE_MODEL_OUTPUT_PRICE"),
  };
}

function price(env: NodeJS.ProcessEnv, name: string): number | undefined {
  const text = env[name]?.trim();
  if (!text) return undefined;
  const value = Number(text);
  if (!Number.isFinite(value) || value < 0)
    throw new Error(`${name} is no price of a million tokens: ${text}`);
  return value;
}

import { Agent, request } from "undici";
import type * as z from "zod";
import { problemSchema } from "../../protocol/problem.ts";
import { COMMANDS } from "../commands/ids.ts";
import { AppError, ERROR_CODES } from "../errors.ts";
import type { L10n } from "../hostTypes.ts";
import type { Disposable } from "../lifetime.ts";
import type { EndpointSource } from "./engineApi.ts";
import { networkReason } from "./networkReason.ts";
import { parseRetryAfter, RetryAfter } from "./retryAfter.ts";

const CONNECT_TIMEOUT_MS = 5_000;
const DEFAULT_TIMEOUT_MS = 30_000;

type RequestOptions = NonNullable<Parameters<typeof request>[1]>;

/** One call of the engine. */
export interface EngineCall<T> {
  method: "GET" | "POST" | "DELETE";
  path: string;
  body?: object;
  /** What the answer must look like. */
  answer: z.ZodType<T>;
  timeoutMs?: number;
  /** Calls it off; it rejects with the signal's reason then. */
  signal?: AbortSignal | undefined;
  /** One attempt only, for a look at an engine that may be none. */
  once?: boolean;
}

interface Reply {
  status: number;
  text: string;
  url: string;
  retryAfter: string | undefined;
}

/** Makes single calls of the engine's REST interface and turns every failure into an AppError. */
export class EngineHttp implements Disposable {
  readonly #source: EndpointSource;
  readonly #l10n: L10n;
  readonly #clientName: string | undefined;
  readonly #agent = new Agent({ connect: { timeout: CONNECT_TIMEOUT_MS } });

  /** `clientName`: what the engine's audit trail calls us. */
  constructor(source: EndpointSource, l10n: L10n, clientName?: string) {
    this.#source = source;
    this.#l10n = l10n;
    this.#clientName = clientName;
  }

  /** Makes a call whose answer is a text of any kind. */
  async text(call: Omit<EngineCall<unknown>, "answer">): Promise<string> {
    return (await this.#good(call)).text;
  }

  async call<T>(call: EngineCall<T>): Promise<T> {
    const reply = await this.#good(call);
    const parsed = call.answer.safeParse(parseJson(reply.text));
    if (parsed.success) return parsed.data;
    const message = this.#l10n.t("{0} does not answer like a migration engine.", reply.url);
    throw new AppError(ERROR_CODES.protocol, message, { cause: parsed.error });
  }

  dispose(): void {
    void this.#agent.destroy();
  }

  async #good(call: Omit<EngineCall<unknown>, "answer">): Promise<Reply> {
    const reply = await this.#send(call);
    if (reply.status < 200 || reply.status >= 300) throw this.#refusal(reply);
    return reply;
  }

  async #send(call: Omit<EngineCall<unknown>, "answer">): Promise<Reply> {
    // Nothing happened yet when the connection was refused, but only a GET is surely harmless twice.
    const attempts = call.method === "GET" && !call.once ? 2 : 1;
    for (let attempt = 1; ; attempt++) {
      const { baseUrl, token } = await this.#source.current();
      const url = `${baseUrl}${call.path}`;
      try {
        const answer = await request(url, this.#options(call, token));
        const header = answer.headers["retry-after"];
        const retryAfter = Array.isArray(header) ? header[0] : header;
        const { statusCode: status } = answer;
        const text = await answer.body.text();
        // Nothing was done with a call that was refused: another engine may get it.
        const isRefused = status === 401 || status === 403;
        if (isRefused && !call.once && attempt < 2 && this.#source.refused()) continue;
        return { status, text, url, retryAfter };
      } catch (error) {
        call.signal?.throwIfAborted();
        this.#source.invalidate();
        if (attempt < attempts) continue;
        const message = this.#l10n.t(
          "The migration engine at {0} cannot be reached: {1}",
          baseUrl,
          networkReason(error),
        );
        throw new AppError(ERROR_CODES.unreachable, message, { cause: error });
      }
    }
  }

  #options(call: Omit<EngineCall<unknown>, "answer">, token: string | undefined): RequestOptions {
    const { method, body, timeoutMs = DEFAULT_TIMEOUT_MS } = call;
    const headers: Record<string, string> = { accept: "application/json" };
    if (this.#clientName) headers["x-client-name"] = this.#clientName;
    if (token) headers.authorization = `Bearer ${token}`;
    if (body) headers["content-type"] = "application/json";
    return {
      dispatcher: this.#agent,
      method,
      headers,
      body: body ? JSON.stringify(body) : null,
      headersTimeout: timeoutMs,
      bodyTimeout: timeoutMs,
      ...(call.signal && { signal: call.signal }),
    };
  }

  #refusal({ status, text, url, retryAfter }: Reply): AppError {
    const body = parseJson(text);
    const retryAfterMs = parseRetryAfter(retryAfter, Date.now());
    const cause = retryAfterMs === undefined ? undefined : new RetryAfter(retryAfterMs);
    if (status === 401 || status === 403) {
      const message = this.#l10n.t("The migration engine did not accept the access token.");
      const action = { title: this.#l10n.t("Set Token…"), command: COMMANDS.setToken };
      return new AppError(ERROR_CODES.unauthorised, message, { action, status });
    }
    const problem = problemSchema.safeParse(body);
    if (problem.success) {
      const { code, detail, errors = [] } = problem.data;
      const fields = errors
        .filter(({ message }) => !detail.includes(message))
        .map(({ field, message }) => `${field}: ${message}`);
      return new AppError(code, [detail, ...fields].join(" "), { status, cause });
    }
    const said = plainDetail(body) ?? `HTTP ${status}`;
    const message = this.#l10n.t("{0} refused the request: {1}", url, said);
    return new AppError(ERROR_CODES.refused, message, { status, cause });
  }
}

/** Servers of the old system answer { detail: "..." } or { message: "..." }. */
function plainDetail(body: unknown): string | undefined {
  if (typeof body !== "object" || body === null) return undefined;
  const { detail, message } = body as Record<string, unknown>;
  if (typeof detail === "string") return detail;
  return typeof message === "string" ? message : undefined;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

import { EventSource, type FetchLike } from "eventsource";
import { Agent, fetch } from "undici";
import { messageOf } from "../errors.ts";
import type { L10n } from "../hostTypes.ts";
import type { Disposable } from "../lifetime.ts";
import type { EndpointSource } from "./engineApi.ts";
import { networkReason } from "./networkReason.ts";
import type { OpenStream } from "./streamSupervisor.ts";

/** The engine sends a heartbeat every 15 s; three missing ones mean that the line is dead. */
const SILENCE_MS = 45_000;
const CONNECT_TIMEOUT_MS = 5_000;
const HEADERS_TIMEOUT_MS = 15_000;

/** Opens event streams of one engine with `eventsource` over undici. */
export class SseSource implements Disposable {
  readonly #source: EndpointSource;
  readonly #l10n: L10n;
  readonly #agent = new Agent({
    connect: { timeout: CONNECT_TIMEOUT_MS },
    headersTimeout: HEADERS_TIMEOUT_MS,
    bodyTimeout: SILENCE_MS,
  });

  constructor(source: EndpointSource, l10n: L10n) {
    this.#source = source;
    this.#l10n = l10n;
  }

  /** A function that opens one connection to `path` and gives up at the first failure. */
  opener(path: string): OpenStream {
    return (lastEventId, sink) => {
      let client: EventSource | undefined;
      let over = false;
      let opened = false;
      const fail = (message: string, status?: number) => {
        if (over) return;
        over = true;
        // `eventsource` would try again after a fixed time and stop for ever at a 503: we do better.
        client?.close();
        const transport = status === undefined || status >= 500;
        if (transport) this.#source.invalidate();
        sink.failed({ status, message });
      };
      const open = ({ baseUrl, token }: { baseUrl: string; token: string | undefined }) => {
        if (over) return;
        const headers: Record<string, string> = {};
        if (token) headers.Authorization = `Bearer ${token}`;
        if (lastEventId) headers["Last-Event-ID"] = lastEventId;
        let cause: unknown;
        const fetch = this.#fetchWith(headers, (error) => {
          cause = error;
        });
        client = new EventSource(`${baseUrl}${path}`, { fetch });
        client.addEventListener("open", () => {
          opened = true;
          sink.opened();
        });
        client.addEventListener("message", (event) => {
          sink.message(String(event.data), event.lastEventId || undefined);
        });
        client.addEventListener("error", ({ code, message }) => {
          // A 200 with something else in it (a login page, say) is no state of the job.
          const status = code === 200 || code === 204 ? undefined : code;
          const said = cause ? networkReason(cause) : opened ? undefined : message;
          fail(said ?? this.#l10n.t("The engine closed the connection."), status);
        });
      };
      this.#source.current().then(open, (error: unknown) => fail(messageOf(error)));
      return {
        dispose() {
          over = true;
          client?.close();
        },
      };
    };
  }

  dispose(): void {
    void this.#agent.destroy();
  }

  /** `eventsource` makes one long line of an error and its causes: the error itself says it shorter. */
  #fetchWith(headers: Record<string, string>, failed: (error: unknown) => void): FetchLike {
    return async (url, init) => {
      try {
        return await fetch(url, {
          ...init,
          headers: { ...init.headers, ...headers },
          dispatcher: this.#agent,
        });
      } catch (error) {
        failed(error);
        throw error;
      }
    };
  }
}

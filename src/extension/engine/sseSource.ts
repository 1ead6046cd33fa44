import { EventSource, type FetchLike, type ReaderLike } from "eventsource";
import { Agent, fetch } from "undici";
import { messageOf } from "../errors.ts";
import type { L10n } from "../hostTypes.ts";
import { type Disposable, MutableDisposable } from "../lifetime.ts";
import type { Timers } from "../timers.ts";
import type { EndpointSource } from "./engineApi.ts";
import { networkReason } from "./networkReason.ts";
import { Pulse } from "./pulse.ts";
import { parseRetryAfter } from "./retryAfter.ts";
import type { OpenStream } from "./streamSupervisor.ts";

/** The engine sends a heartbeat every 15 s; when not a byte came for two and a half of them, the line is dead. */
const SILENCE_MS = 37_500;
const CONNECT_TIMEOUT_MS = 5_000;
const HEADERS_TIMEOUT_MS = 15_000;

/** Opens event streams of one engine with `eventsource` over undici. */
export class SseSource implements Disposable {
  readonly #source: EndpointSource;
  readonly #l10n: L10n;
  readonly #timers: Timers;
  readonly #agent = new Agent({
    connect: { timeout: CONNECT_TIMEOUT_MS },
    headersTimeout: HEADERS_TIMEOUT_MS,
    // We look ourselves; this is for a timer that did not run.
    bodyTimeout: 2 * SILENCE_MS,
  });

  constructor(source: EndpointSource, l10n: L10n, timers: Timers) {
    this.#source = source;
    this.#l10n = l10n;
    this.#timers = timers;
  }

  /** A function that opens one connection to `path` and gives up at the first failure. */
  opener(path: string): OpenStream {
    return (lastEventId, sink) => {
      const watch = new MutableDisposable<Disposable>();
      const wire: Wire = { lastByteAt: 0 };
      let client: EventSource | undefined;
      let over = false;
      let opened = false;
      const end = () => {
        over = true;
        watch.dispose();
        // `eventsource` would try again after a fixed time and stop for ever at a 503: we do better.
        client?.close();
      };
      const fail = (message: string, status?: number) => {
        if (over) return;
        end();
        const transport = status === undefined || status >= 500;
        if (transport) this.#source.invalidate();
        const isOther = (status === 401 || status === 403) && this.#source.refused();
        const known = isOther ? undefined : status;
        sink.failed({ status: known, message, retryAfterMs: wire.retryAfterMs });
      };
      const open = ({ baseUrl, token }: { baseUrl: string; token: string | undefined }) => {
        if (over) return;
        const headers: Record<string, string> = {};
        if (token) headers.Authorization = `Bearer ${token}`;
        if (lastEventId) headers["Last-Event-ID"] = lastEventId;
        client = new EventSource(`${baseUrl}${path}`, { fetch: this.#fetchWith(headers, wire) });
        client.addEventListener("open", () => {
          opened = true;
          watch.value = this.#watchSilence(wire, fail);
          sink.opened();
        });
        client.addEventListener("message", (event) => {
          sink.message(String(event.data), event.lastEventId || undefined);
        });
        client.addEventListener("error", ({ code, message }) => {
          // A 200 with something else in it (a login page, say) is no state of the job.
          const status = code === 200 || code === 204 ? undefined : code;
          const said = wire.error ? networkReason(wire.error) : opened ? undefined : message;
          fail(said ?? this.#l10n.t("The engine closed the connection."), status);
        });
      };
      this.#source.current().then(open, (error: unknown) => fail(messageOf(error)));
      return { dispose: end };
    };
  }

  dispose(): void {
    void this.#agent.destroy();
  }

  /** A half-open connection says nothing at all, not even that it is one. */
  #watchSilence(wire: Wire, fail: (message: string) => void): Disposable {
    wire.lastByteAt = this.#timers.now();
    return new Pulse(this.#timers, () => {
      const silentMs = this.#timers.now() - wire.lastByteAt;
      if (silentMs < SILENCE_MS) return;
      fail(this.#l10n.t("Nothing was heard for {0} s.", Math.round(silentMs / 1_000)));
    });
  }

  #heard(wire: Wire): void {
    wire.lastByteAt = this.#timers.now();
  }

  /** `eventsource` shows neither heartbeats nor headers, and makes one long line of an error and its causes. */
  #fetchWith(headers: Record<string, string>, wire: Wire): FetchLike {
    return async (url, init) => {
      try {
        const response = await fetch(url, {
          ...init,
          headers: { ...init.headers, ...headers },
          dispatcher: this.#agent,
        });
        const retryAfter = response.ok ? null : response.headers.get("retry-after");
        wire.retryAfterMs = parseRetryAfter(retryAfter, this.#timers.now());
        const { body } = response;
        return {
          body:
            body &&
            heardBody(
              () => body.getReader(),
              () => this.#heard(wire),
            ),
          url: response.url,
          status: response.status,
          redirected: response.redirected,
          headers: response.headers,
        };
      } catch (error) {
        wire.error = error;
        throw error;
      }
    };
  }
}

/** What is known of one connection below its events. */
interface Wire {
  lastByteAt: number;
  retryAfterMs?: number | undefined;
  /** Why it could not be opened. */
  error?: unknown;
}

/** A body that tells of each piece that is read from it. */
function heardBody(open: () => ReaderLike, heard: () => void) {
  return {
    getReader(): ReaderLike {
      const reader = open();
      return {
        async read() {
          const piece = await reader.read();
          heard();
          return piece;
        },
        cancel: () => reader.cancel(),
      };
    },
  };
}

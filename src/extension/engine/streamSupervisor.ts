import type { Disposable } from "../lifetime.ts";
import { MutableDisposable } from "../lifetime.ts";
import type { Timers } from "../timers.ts";
import { Backoff } from "./backoff.ts";
import type { LiveStream, StreamState } from "./engineApi.ts";
import { Pulse } from "./pulse.ts";

/** Why a connection ended. `status` is the HTTP status when there was an answer. */
export interface StreamFailure {
  status: number | undefined;
  message: string;
  /** The server asked for a pause of so many milliseconds. */
  retryAfterMs?: number | undefined;
}

/** A connection that stood this long was a good one, even if nothing came over it. */
const PROVEN_AFTER_MS = 10_000;

/** What one connection reports. After `failed` nothing else comes. */
export interface StreamSink {
  opened(): void;
  message(data: string, id: string | undefined): void;
  failed(failure: StreamFailure): void;
}

/** Opens one connection that never reconnects by itself. */
export type OpenStream = (lastEventId: string | undefined, sink: StreamSink) => Disposable;

export interface SupervisorOptions {
  open: OpenStream;
  timers: Timers;
  /** 0 to 1, for the jitter. */
  random: () => number;
  /** Where to go on, for a stream that was followed before. */
  lastEventId?: string | undefined;
  opened(reconnect: boolean): void;
  /** Answers true when this was the last message. */
  message(data: string, id: string | undefined): boolean;
  state(state: StreamState): void;
}

/**
 * Keeps one event stream alive over failures: a new connection with back-off and Last-Event-ID after each one, until the
 * last message came, the server refused us, or the thing is gone.
 */
export class StreamSupervisor implements LiveStream {
  readonly #options: SupervisorOptions;
  readonly #backoff: Backoff;
  readonly #connection = new MutableDisposable<Disposable>();
  readonly #retry = new MutableDisposable<Disposable>();
  readonly #pulse = new MutableDisposable<Disposable>();
  #lastEventId: string | undefined;
  #attempts = 0;
  #opened = 0;
  #openSince: number | undefined;
  #stopped = false;

  constructor(options: SupervisorOptions) {
    this.#options = options;
    this.#backoff = new Backoff(options.random);
    this.#lastEventId = options.lastEventId;
  }

  start(): this {
    this.#options.state({ state: "connecting" });
    this.#pulse.value = new Pulse(this.#options.timers, (woke) => {
      if (woke) this.#wake();
    });
    this.#connect();
    return this;
  }

  retryNow(): void {
    if (this.#stopped || !this.#retry.value) return;
    this.#connect();
  }

  dispose(): void {
    this.#stopped = true;
    this.#connection.dispose();
    this.#retry.dispose();
    this.#pulse.dispose();
  }

  /** The machine slept: what was connected then is given up, and no pause of before counts. */
  #wake(): void {
    this.#backoff.reset();
    this.#openSince = undefined;
    this.#options.state({ state: "connecting" });
    this.#connect();
  }

  #connect(): void {
    this.#retry.value = undefined;
    this.#connection.value = undefined;
    const attempt = ++this.#attempts;
    // A connection that was given up must not speak for the one that took its place.
    const current = () => !this.#stopped && attempt === this.#attempts;
    this.#connection.value = this.#options.open(this.#lastEventId, {
      opened: () => {
        if (!current()) return;
        this.#openSince = this.#options.timers.now();
        this.#options.opened(this.#opened++ > 0);
        this.#options.state({ state: "live" });
      },
      message: (data, id) => {
        if (current()) this.#message(data, id);
      },
      failed: (failure) => {
        if (!current()) return;
        this.#attempts++;
        this.#failed(failure);
      },
    });
  }

  #message(data: string, id: string | undefined): void {
    this.#backoff.reset();
    const last = this.#options.message(data, id);
    // Only what was taken in counts as seen.
    if (id) this.#lastEventId = id;
    if (last) this.#stop({ state: "ended" });
  }

  #failed({ status, message, retryAfterMs }: StreamFailure): void {
    this.#connection.value = undefined;
    if (status === 401 || status === 403) this.#stop({ state: "unauthorised", reason: message });
    else if (status === 404 || status === 410) this.#stop({ state: "gone" });
    else this.#retryLater(message, retryAfterMs);
  }

  #retryLater(message: string, retryAfterMs?: number): void {
    const { timers } = this.#options;
    const now = timers.now();
    if (this.#openSince !== undefined && now - this.#openSince >= PROVEN_AFTER_MS) {
      this.#backoff.reset();
    }
    this.#openSince = undefined;
    const { since, retryAt, offline } = this.#backoff.fail(now, retryAfterMs);
    this.#retry.value = timers.after(retryAt - now, () => this.#connect());
    this.#options.state(
      offline
        ? { state: "offline", since, reason: message }
        : { state: "retrying", since, retryAt, reason: message },
    );
  }

  #stop(state: StreamState): void {
    this.dispose();
    this.#options.state(state);
  }
}

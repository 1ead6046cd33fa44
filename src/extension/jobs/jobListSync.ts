import { Emitter } from "../emitter.ts";
import { Backoff } from "../engine/backoff.ts";
import type { ListFollower, StreamState } from "../engine/engineApi.ts";
import type { EngineConnection, Session } from "../engine/engineConnection.ts";
import { networkReason } from "../engine/networkReason.ts";
import { Pulse } from "../engine/pulse.ts";
import { retryAfterOf } from "../engine/retryAfter.ts";
import { ERROR_CODES, isAppError, isUnauthorised, messageOf } from "../errors.ts";
import { type Disposable, DisposableStore, MutableDisposable } from "../lifetime.ts";
import type { ConnectionView } from "../panel/messages.ts";
import type { Timers } from "../timers.ts";
import type { JobStore } from "./jobStore.ts";

/** How much anybody cares about the list: not at all, a little, or right now. */
export type Demand = "none" | "low" | "high";

const POLL_MS: Readonly<Record<Exclude<Demand, "none">, number>> = { low: 30_000, high: 5_000 };

/** How often a window without an engine looks whether there is one now. */
const APPEAR_MS = 1_000;

/** How the list is doing; `idle` while nobody wants it. */
export type ListState = ConnectionView | { state: "idle" };

export interface JobListSyncOptions {
  connection: EngineConnection;
  store: JobStore;
  timers: Timers;
  random(): number;
}

/** Keeps the list of jobs up to date while somebody wants it: by the engine's events, else by asking. */
export class JobListSync implements Disposable {
  readonly #options: JobListSyncOptions;
  readonly #store = new DisposableStore();
  readonly #changed = this.#store.add(new Emitter<ListState>());
  readonly #work = this.#store.add(new MutableDisposable<Disposable>());
  readonly #pulse = this.#store.add(new MutableDisposable<Disposable>());
  readonly #backoff: Backoff;
  #demand: Demand = "none";
  #state: ListState = { state: "idle" };
  /** Counts starts and stops, so that an answer that comes too late is known as such. */
  #generation = 0;

  readonly onDidChangeState = this.#changed.event;

  constructor(options: JobListSyncOptions) {
    this.#options = options;
    this.#backoff = new Backoff(options.random);
    this.#store.add(options.connection.onDidReset(() => this.#restart()));
    this.#store.add(options.connection.onDidChangeKeepRunning(() => this.#followAgain()));
    this.#store.add(
      options.connection.onDidConnect(() => {
        if (this.#state.state === "idle") this.#restart();
      }),
    );
  }

  get state(): ListState {
    return this.#state;
  }

  setDemand(demand: Demand): void {
    const before = this.#demand;
    if (demand === before) return;
    this.#demand = demand;
    // Polling picks its new pace up at once; an event stream has none.
    const polling = this.#options.connection.current?.capabilities.has("events") !== true;
    if (demand === "none" || before === "none" || polling) this.#restart();
  }

  /** Something went wrong elsewhere: a list that is only asked for is asked for now. */
  check(): void {
    const session = this.#options.connection.current;
    if (!session || session.capabilities.has("events") || this.#state.state !== "live") return;
    void this.#poll(session, ++this.#generation);
  }

  /** Reads the list once, now, and ends a pause after a failure. Rejects when that fails. */
  async refresh(): Promise<void> {
    const { connection, store, timers } = this.#options;
    connection.retryNow();
    const requestedAt = timers.now();
    const session = await connection.session();
    store.replaceAll(await session.api.jobs(), requestedAt);
    if (this.#state.state !== "live" && this.#demand !== "none") this.#restart();
  }

  dispose(): void {
    this.#generation++;
    this.#store.dispose();
  }

  #restart(): void {
    this.#generation++;
    this.#work.value = undefined;
    this.#backoff.reset();
    if (this.#demand === "none" || !this.#options.connection.worthTrying) {
      this.#pulse.value = undefined;
      this.#set({ state: "idle" });
      if (this.#demand !== "none") this.#awaitEngine();
      return;
    }
    this.#pulse.value ??= new Pulse(this.#options.timers, (woke) => {
      if (woke) this.#wake();
    });
    if (this.#state.state !== "live") this.#set({ state: "connecting" });
    void this.#connect();
  }

  /** Another window may start the engine of this user: its jobs belong into this one too. */
  #awaitEngine(): void {
    const { connection, timers } = this.#options;
    this.#work.value = timers.after(APPEAR_MS, () => {
      if (connection.worthTrying) this.#restart();
      else this.#awaitEngine();
    });
  }

  async #connect(): Promise<void> {
    const generation = this.#generation;
    try {
      const session = await this.#options.connection.session();
      if (generation !== this.#generation) return;
      if (session.capabilities.has("events")) this.#follow(session);
      else await this.#poll(session, generation);
    } catch (error) {
      if (generation === this.#generation) this.#failed(error, () => void this.#connect());
    }
  }

  #follow(session: Session): void {
    // A remote engine is not ours to end.
    const keepRunning =
      session.kind === "embedded" ? this.#options.connection.keepRunning : undefined;
    const follower: ListFollower = {
      changed: (change) => this.#options.store.applyChange(change),
      state: (state) => this.#set(asListState(state)),
    };
    this.#work.value = session.api.followList(follower, keepRunning);
  }

  /** The engine learns of the setting when the stream is opened. */
  #followAgain(): void {
    const session = this.#options.connection.current;
    if (this.#demand !== "none" && session?.capabilities.has("events")) this.#follow(session);
  }

  /** The machine slept. A stream notices by itself; everything else waits for nothing more. */
  #wake(): void {
    const { connection } = this.#options;
    if (connection.current?.capabilities.has("events")) return;
    connection.retryNow();
    this.#restart();
  }

  async #poll(session: Session, generation: number): Promise<void> {
    const { store, timers } = this.#options;
    const requestedAt = timers.now();
    const again = () => void this.#poll(session, generation);
    try {
      const jobs = await session.api.jobs();
      if (generation !== this.#generation) return;
      store.replaceAll(jobs, requestedAt);
      this.#backoff.reset();
      this.#set({ state: "live" });
      const pace = this.#demand === "high" ? POLL_MS.high : POLL_MS.low;
      this.#work.value = timers.after(pace, again);
    } catch (error) {
      if (generation === this.#generation) this.#failed(error, again);
    }
  }

  #failed(error: unknown, again: () => void): void {
    const reason = reasonOf(error);
    if (isUnauthorised(error)) {
      this.#work.value = undefined;
      this.#set({ state: "unauthorised", reason });
      return;
    }
    const { timers } = this.#options;
    const now = timers.now();
    const { since, retryAt, offline } = this.#backoff.fail(now, retryAfterOf(error));
    this.#work.value = timers.after(retryAt - now, again);
    this.#set(
      offline ? { state: "offline", since, reason } : { state: "retrying", since, retryAt, reason },
    );
  }

  #set(state: ListState): void {
    this.#state = state;
    this.#changed.fire(state);
  }
}

/** Short for a lost connection: it stands beside a text that says the rest. */
function reasonOf(error: unknown): string {
  const lost = isAppError(error) && error.code === ERROR_CODES.unreachable;
  return lost && error.cause ? networkReason(error.cause) : messageOf(error);
}

function asListState(state: StreamState): ListState {
  switch (state.state) {
    // The list's stream has no end of its own; without it there is nothing to show.
    case "gone":
    case "ended":
      return { state: "idle" };
    default:
      return state;
  }
}

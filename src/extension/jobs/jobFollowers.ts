import { isTerminal } from "../../protocol/jobState.ts";
import { Emitter } from "../emitter.ts";
import type { JobFollower, LiveStream, StreamState } from "../engine/engineApi.ts";
import type { EngineConnection, Session } from "../engine/engineConnection.ts";
import { isNotFound, messageOf } from "../errors.ts";
import type { Log } from "../hostTypes.ts";
import { type Disposable, DisposableStore, toDisposable } from "../lifetime.ts";
import type { JobModel } from "./jobModel.ts";
import type { JobStore } from "./jobStore.ts";

/** Streams open at once; the list tells the numbers of the jobs beyond. */
const MAX_STREAMS = 6;

interface Follow {
  stream: LiveStream;
  /** It was opened while the job ran: its lines are news, and wanted to the last one. */
  live: boolean;
}

export interface JobFollowersOptions {
  connection: EngineConnection;
  store: JobStore;
  log: Log;
}

/** Keeps a stream open to the jobs that somebody watches and to those that run. */
export class JobFollowers implements Disposable {
  readonly #options: JobFollowersOptions;
  readonly #store = new DisposableStore();
  readonly #follows = new Map<string, Follow>();
  /** How many panels show a job. */
  readonly #watched = new Map<string, number>();
  /** Jobs that were retried and may have ended again before anybody looked: their last rows are wanted all the same. */
  readonly #reopened = new Set<string>();
  /** Questions for whole jobs that are under way. */
  readonly #resyncs = new Map<string, { again: boolean }>();
  readonly #troubled = this.#store.add(new Emitter<void>());
  #session: Session | undefined;

  /** A stream broke: the list may want to look, too. */
  readonly onDidBreak = this.#troubled.event;

  constructor(options: JobFollowersOptions) {
    this.#options = options;
    const { connection, store } = options;
    this.#store.add(
      connection.onDidConnect((session) => {
        this.#session = session;
        this.update();
      }),
    );
    this.#store.add(connection.onDidReset(() => this.#stopAll()));
    this.#store.add(store.onDidChangeMembership(() => this.update()));
    this.#store.add(
      store.onDidChange(({ job, statusChanged, tookBack, reopened }) => {
        if (tookBack) void this.#resync(job.id);
        if (reopened) this.#reopened.add(job.id);
        if (statusChanged || reopened) this.update();
      }),
    );
  }

  /** True while somebody looks at a job. */
  get watching(): boolean {
    return this.#watched.size > 0;
  }

  /** Somebody looks at the job until the answer is disposed: its results and log are wanted. */
  watch(jobId: string): Disposable {
    this.#watched.set(jobId, (this.#watched.get(jobId) ?? 0) + 1);
    this.update();
    return toDisposable(() => {
      const left = (this.#watched.get(jobId) ?? 1) - 1;
      if (left > 0) this.#watched.set(jobId, left);
      else this.#watched.delete(jobId);
      this.update();
    });
  }

  /** Opens and closes streams so that they are those that are wanted. */
  update(): void {
    const session = this.#session;
    if (!session) return;
    const wanted = this.#wanted();
    for (const id of [...this.#follows.keys()]) if (!wanted.has(id)) this.#stop(id);
    for (const job of wanted.values()) if (!this.#follows.has(job.id)) this.#start(session, job);
  }

  /** Ends pauses after failures. */
  retryNow(): void {
    for (const [id, { stream }] of [...this.#follows]) {
      // A stream that was refused for good needs a new one.
      if (this.#options.store.get(id)?.stream?.state === "unauthorised") this.#stop(id);
      else stream.retryNow();
    }
    this.update();
  }

  /** Asks for the jobs whose streams are down: what they would tell is wanted now. */
  async refresh(): Promise<void> {
    const session = this.#session;
    if (!session) return;
    const down = [...this.#follows].filter(([id]) => {
      const { stream } = this.#options.store.get(id) ?? {};
      return stream?.state !== "live";
    });
    await Promise.all(down.map(([id, { live }]) => this.#readWhole(session, id, live)));
  }

  dispose(): void {
    this.#store.dispose();
    for (const { stream } of this.#follows.values()) stream.dispose();
    this.#follows.clear();
  }

  #wanted(): Map<string, JobModel> {
    const open = this.#options.store.list().filter(({ complete }) => !complete);
    const isFirst = (id: string) =>
      this.#watched.has(id) || this.#reopened.has(id) || this.#follows.get(id)?.live;
    const first = open.filter(({ id }) => isFirst(id));
    const running = open.filter((job) => job.active && !first.includes(job));
    const chosen = [...first, ...running.slice(0, Math.max(0, MAX_STREAMS - first.length))];
    return new Map(chosen.map((job) => [job.id, job]));
  }

  #start(session: Session, { id, active, lastEventId }: JobModel): void {
    const { store } = this.#options;
    // The lines of a job that ended before are history: they are shown, not announced.
    const live = active || this.#reopened.has(id);
    const follower: JobFollower = {
      opened: (reconnect) => this.#opened(session, id, reconnect, live),
      frame: (frame, eventId) => store.applyFrame(frame, eventId, live),
      state: (state) => this.#stateChanged(session, id, state),
    };
    const stream = session.api.followJob(id, follower, lastEventId);
    this.#follows.set(id, { stream, live });
  }

  #opened(session: Session, id: string, reconnect: boolean, live: boolean): void {
    const { store } = this.#options;
    store.beginReplay(id);
    // Without ids nobody can tell what was lost in between: ask.
    if (reconnect && store.get(id)?.lastEventId === undefined) {
      void this.#readWhole(session, id, live);
    }
  }

  #stateChanged(session: Session, id: string, state: StreamState): void {
    const { store } = this.#options;
    if (state.state === "gone") {
      this.#stop(id);
      store.remove(id);
      return;
    }
    store.set(id, { stream: state });
    if (state.state === "retrying" || state.state === "unauthorised") this.#troubled.fire();
    if (state.state !== "ended") return;
    this.#stop(id);
    if (store.get(id)?.complete !== false) this.#reopened.delete(id);
    // The last frame does not say when the job ended; the event stream does, an old server must be asked.
    if (!session.capabilities.has("events")) void this.#readWhole(session, id, false);
    // It may have been retried already: then it is followed from here.
    this.update();
  }

  /** A retry took results back: the snapshot has only those that still hold. One question at a time is enough. */
  async #resync(id: string): Promise<void> {
    const session = this.#session;
    if (!session) return;
    const running = this.#resyncs.get(id);
    if (running) {
      running.again = true;
      return;
    }
    const mine = { again: false };
    this.#resyncs.set(id, mine);
    do {
      mine.again = false;
      await this.#readWhole(session, id, true);
    } while (mine.again && session === this.#session);
    this.#resyncs.delete(id);
  }

  async #readWhole(session: Session, id: string, live: boolean): Promise<void> {
    const { store, log } = this.#options;
    try {
      const whole = await session.api.progress(id);
      if (session !== this.#session) return;
      // A snapshot of a job that goes on may be older than what its stream has told meanwhile; numbers tell.
      const numbered = whole.last_seq !== undefined;
      const active = store.get(id)?.active === true;
      if (numbered || isTerminal(whole.status) || active) store.applySnapshot(whole, live);
    } catch (error) {
      if (isNotFound(error)) store.remove(id);
      else log.debug(`Could not read job ${id}: ${messageOf(error)}`);
    }
  }

  #stop(id: string): void {
    this.#follows.get(id)?.stream.dispose();
    this.#follows.delete(id);
  }

  #stopAll(): void {
    this.#session = undefined;
    this.#reopened.clear();
    for (const id of [...this.#follows.keys()]) this.#stop(id);
  }
}

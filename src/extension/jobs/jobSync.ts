import { type Disposable, DisposableStore } from "../lifetime.ts";
import type { ConnectionView } from "../panel/messages.ts";
import type { JobFollowers } from "./jobFollowers.ts";
import type { JobListSync, ListState } from "./jobListSync.ts";
import type { JobStore } from "./jobStore.ts";

export interface JobSyncOptions {
  store: JobStore;
  list: JobListSync;
  followers: JobFollowers;
}

/** Decides how much traffic there is: lively while jobs run or somebody looks, none while nobody does. */
export class JobSync implements Disposable {
  readonly #options: JobSyncOptions;
  readonly #store = new DisposableStore();
  #visible = false;

  constructor(options: JobSyncOptions) {
    this.#options = options;
    const { store, list, followers } = options;
    this.#store.add(list);
    this.#store.add(followers);
    this.#store.add(followers.onDidBreak(() => list.check()));
    this.#store.add(store.onDidChangeMembership(() => this.update()));
    this.#store.add(
      store.onDidChange(({ statusChanged }) => {
        if (statusChanged) this.update();
      }),
    );
  }

  get state(): ListState {
    return this.#options.list.state;
  }

  /** How the numbers of one job reach this window. */
  connectionOf(jobId: string): ConnectionView {
    const stream = this.#options.store.get(jobId)?.stream;
    if (stream && stream.state !== "ended" && stream.state !== "gone") return stream;
    return this.state.state === "idle" ? { state: "live" } : this.state;
  }

  setVisible(visible: boolean): void {
    this.#visible = visible;
    this.update();
  }

  watch(jobId: string): Disposable {
    const watch = this.#options.followers.watch(jobId);
    this.update();
    return {
      dispose: () => {
        watch.dispose();
        this.update();
      },
    };
  }

  /** Reads everything again, now: the list, and the jobs whose streams are down. */
  async refresh(): Promise<void> {
    const { list, followers } = this.#options;
    try {
      await list.refresh();
      await followers.refresh();
    } finally {
      followers.retryNow();
    }
  }

  update(): void {
    const { store, list, followers } = this.#options;
    const running = store.list().some(({ active }) => active);
    if (running || this.#visible) list.setDemand("high");
    else list.setDemand(followers.watching ? "low" : "none");
  }

  dispose(): void {
    this.#store.dispose();
  }
}

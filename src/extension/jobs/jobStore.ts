import type { Frame } from "../../protocol/frame.ts";
import type { Job, JobStatus, JobSummary } from "../../protocol/job.ts";
import { Emitter } from "../emitter.ts";
import type { ListChange } from "../engine/engineApi.ts";
import { type Disposable, DisposableStore } from "../lifetime.ts";
import type { LogRow } from "../panel/messages.ts";
import { JobModel } from "./jobModel.ts";
import {
  hasMore,
  isOutdated,
  lastSeqOf,
  takeNumbered,
  withoutEnd,
  withoutSuperseded,
} from "./resync.ts";

/** A job changed somehow. */
export interface JobChange {
  job: JobModel;
  statusChanged: boolean;
  /** It reached its end just now. */
  ended: boolean;
  /** Fewer objects are done than before: a retry has taken results back, which are still in the table here. */
  tookBack: boolean;
  /** It was read to its end and has rows again that did not come yet. */
  reopened: boolean;
}

/** Log lines of a job, as they came. */
export interface JobLines {
  job: JobModel;
  rows: readonly LogRow[];
}

/** All jobs that this window knows. Changes take effect at once; whoever shows them throttles. */
export class JobStore implements Disposable {
  readonly #jobs = new Map<string, JobModel>();
  /** When a job was made known here, by epoch milliseconds: an older list cannot know it. */
  readonly #addedAt = new Map<string, number>();
  /** What was deleted does not come back with an answer that was on its way. */
  readonly #deleted = new Set<string>();
  readonly #store = new DisposableStore();
  readonly #changed = this.#store.add(new Emitter<JobChange>());
  readonly #membership = this.#store.add(new Emitter<void>());
  readonly #lines = this.#store.add(new Emitter<JobLines>());
  readonly #now: () => number;
  #sorted: readonly JobModel[] | undefined;
  #loaded = false;

  readonly onDidChange = this.#changed.event;
  /** Jobs came, went, or changed their order. */
  readonly onDidChangeMembership = this.#membership.event;
  readonly onDidLog = this.#lines.event;

  constructor(now: () => number) {
    this.#now = now;
  }

  /** True when the whole list was read once: a job that is not here does not exist. */
  get loaded(): boolean {
    return this.#loaded;
  }

  /** Newest first. */
  list(): readonly JobModel[] {
    this.#sorted ??= [...this.#jobs.values()].sort(
      (a, b) => (b.startedAt ?? Number.MAX_SAFE_INTEGER) - (a.startedAt ?? Number.MAX_SAFE_INTEGER),
    );
    return this.#sorted;
  }

  get(id: string): JobModel | undefined {
    return this.#jobs.get(id);
  }

  /** Takes over a list that was asked for at `requestedAt`, epoch milliseconds. */
  replaceAll(jobs: readonly JobSummary[], requestedAt: number): void {
    const named = new Set(jobs.map(({ job_id }) => job_id));
    let changed = !this.#loaded;
    this.#loaded = true;
    for (const id of [...this.#jobs.keys()]) {
      if (named.has(id) || (this.#addedAt.get(id) ?? 0) >= requestedAt) continue;
      changed = this.#forget(id) || changed;
    }
    for (const summary of jobs) changed = this.#put(summary) || changed;
    if (changed) this.#membershipChanged();
  }

  /** Takes over one event of the list's stream. */
  applyChange(change: ListChange): void {
    if (change.snapshot) {
      this.replaceAll(change.jobs, this.#now());
      return;
    }
    let changed = false;
    for (const summary of change.jobs) changed = this.#put(summary) || changed;
    for (const id of change.deleted) {
      this.#deleted.add(id);
      changed = this.#forget(id) || changed;
    }
    if (changed) this.#membershipChanged();
  }

  upsert(summary: JobSummary): void {
    if (this.#put(summary)) this.#membershipChanged();
  }

  beginReplay(id: string): void {
    this.#jobs.get(id)?.beginReplay();
  }

  /** `live`: the lines are news, not the history of a job that ended before. */
  applyFrame(frame: Frame, id: string | undefined, live: boolean): void {
    const job = this.#jobs.get(frame.job_id);
    if (!job) return;
    const outdated = isOutdated(job, frame, id);
    const current = outdated ? withoutEnd(frame, job) : frame;
    this.#takeRows(job, live, () => job.applyFrame(current, id), outdated);
  }

  /** Takes a whole job over. Results that the server has taken back meanwhile are gone from it, and then from here. */
  applySnapshot(snapshot: Job, live: boolean): void {
    const job = this.#jobs.get(snapshot.job_id);
    if (!job) return;
    const seq = snapshot.last_seq;
    if (seq === undefined) {
      this.#takeRows(job, live, () => job.applySnapshot(snapshot));
      return;
    }
    const renewed = withoutSuperseded(job, snapshot, seq);
    if (renewed) {
      this.#jobs.set(job.id, renewed);
      this.#membershipChanged();
    }
    const current = renewed ?? job;
    if (seq < Math.max(lastSeqOf(current), current.summary.last_seq ?? 0)) return;
    this.#takeRows(current, live, () => takeNumbered(current, snapshot, seq));
    this.#takeWish(current, snapshot);
  }

  /** Changes what this window knows of a job beside the engine's numbers. */
  set(id: string, change: Partial<Pick<JobModel, "cancelling" | "stream">>): void {
    const job = this.#jobs.get(id);
    if (job) this.#change(job, () => job.set(change));
  }

  remove(id: string): void {
    this.#deleted.add(id);
    if (this.#forget(id)) this.#membershipChanged();
  }

  /** Another engine: nothing of this is true any more. */
  clear(): void {
    this.#jobs.clear();
    this.#addedAt.clear();
    this.#deleted.clear();
    this.#loaded = false;
    this.#membershipChanged();
  }

  dispose(): void {
    this.#store.dispose();
  }

  #takeRows(job: JobModel, live: boolean, apply: () => LogRow[], reopened = false): void {
    const take = () => {
      const rows = apply();
      if (live && rows.length > 0) this.#lines.fire({ job, rows });
      return true;
    };
    this.#change(job, take, reopened);
  }

  #change(job: JobModel, apply: () => boolean, reopened = false): void {
    const before: JobStatus = job.summary.status;
    const wasActive = job.active;
    const doneBefore = doneOf(job);
    const changed = apply();
    if (reopened) job.complete = false;
    if (!changed && !reopened) return;
    const statusChanged = before !== job.summary.status;
    const tookBack = job.results.rows.length > 0 && doneOf(job) < doneBefore;
    const ended = wasActive && !job.active;
    this.#changed.fire({ job, statusChanged, ended, tookBack, reopened });
  }

  /** Somebody else may have asked for the cancel, too. That it was asked for here, an answer on its way may not know. */
  #takeWish(job: JobModel, { cancelling, last_seq }: JobSummary): void {
    const isOld = last_seq !== undefined && last_seq < (job.summary.last_seq ?? 0);
    if (cancelling && job.active && !isOld) this.#change(job, () => job.set({ cancelling }));
  }

  /** Answers whether the list is another one now. */
  #put(summary: JobSummary): boolean {
    const id = summary.job_id;
    if (this.#deleted.has(id)) return false;
    const job = this.#jobs.get(id);
    if (!job) {
      const added = new JobModel(summary);
      this.#jobs.set(id, added);
      this.#addedAt.set(id, this.#now());
      this.#takeWish(added, summary);
      return true;
    }
    const { startedAt } = job;
    this.#change(job, () => job.applySummary(summary), hasMore(job, summary));
    this.#takeWish(job, summary);
    return job.startedAt !== startedAt;
  }

  #forget(id: string): boolean {
    this.#addedAt.delete(id);
    return this.#jobs.delete(id);
  }

  #membershipChanged(): void {
    this.#sorted = undefined;
    this.#membership.fire();
  }
}

function doneOf({ summary }: JobModel): number {
  return summary.completed_objects + summary.failed_objects + (summary.skipped_objects ?? 0);
}

import type { Frame } from "../../protocol/frame.ts";
import type { Job, JobSummary, LogEntry } from "../../protocol/job.ts";
import { isTerminal } from "../../protocol/jobState.ts";
import type { StreamState } from "../engine/engineApi.ts";
import type { LogRow } from "../panel/messages.ts";
import { LogRing } from "./logRing.ts";
import { ResultTable } from "./resultTable.ts";
import { type Replay, SeenLines } from "./seenLines.ts";
import { parseTimestamp } from "./timestamps.ts";

/** What this window knows of one job: numbers, results and log. Only JobStore changes it. */
export class JobModel {
  readonly id: string;
  readonly results = new ResultTable();
  readonly logs = new LogRing();
  /** A cancel was asked for and the job has not ended yet. */
  cancelling = false;
  /** How the job's stream is doing, when there is one. */
  stream: StreamState | undefined;
  /** Its stream was read to the end: results and log are all here. */
  complete = false;
  /** The id of the last frame, to go on from. Undefined for servers that number nothing. */
  lastEventId: string | undefined;
  #summary: JobSummary;
  /** The newest row that came, and the newest that a summary told of. */
  #lastSeq = -1;
  #summarySeq = -1;
  #version = 0;
  readonly #seen = new SeenLines();
  #replay = this.#seen.replay();

  constructor(summary: JobSummary) {
    this.id = summary.job_id;
    this.#summary = summary;
  }

  get summary(): Readonly<JobSummary> {
    return this.#summary;
  }

  /** True while something may still happen. */
  get active(): boolean {
    return !isTerminal(this.#summary.status);
  }

  /** Grows with every change of the summary and of the flags above. */
  get version(): number {
    return this.#version;
  }

  get startedAt(): number | undefined {
    return this.#summary.start_time ? parseTimestamp(this.#summary.start_time) : undefined;
  }

  get endedAt(): number | undefined {
    return this.#summary.end_time ? parseTimestamp(this.#summary.end_time) : undefined;
  }

  /** Takes a summary over, unless it tells of a time before what is known. Answers whether anything changed. */
  applySummary(summary: JobSummary): boolean {
    const seq = summary.last_seq;
    const known = Math.max(this.#lastSeq, this.#summarySeq);
    if (seq !== undefined && seq < known) return false;
    const news = seq !== undefined && seq > known;
    if (!this.active && !isTerminal(summary.status) && !news) return false;
    // A finished job that moves again (a retry) has more to tell.
    if (news && !isTerminal(summary.status)) this.complete = false;
    if (seq !== undefined) this.#summarySeq = seq;
    // A summary is whole: what it does not say of a cancel is not so (any more).
    return this.#merge({ cancelling: false, ...summary });
  }

  /** A new connection of the job's stream. */
  beginReplay(): void {
    this.#replay = this.#seen.replay();
  }

  /** Takes a frame over; answers the log lines that are new. */
  applyFrame(frame: Frame, id: string | undefined): LogRow[] {
    const { new_logs, new_results, complete, ...numbers } = frame;
    for (const result of new_results) this.results.put(result);
    const rows = this.logs.append(this.#newLines(new_logs, this.#replay));
    this.#advance([...new_logs, ...new_results]);
    if (id !== undefined) this.lastEventId = id;
    if (complete) this.complete = true;
    this.#merge(numbers);
    return rows;
  }

  /** Takes a whole job over, as servers without sequence numbers answer it. */
  applySnapshot(job: Job): LogRow[] {
    const { logs, object_results, ...summary } = job;
    for (const result of object_results) this.results.put(result);
    const rows = this.logs.append(this.#newLines(logs, this.#seen.replay()));
    this.applySummary(summary);
    return rows;
  }

  /** Changes a flag. Answers whether it changed. */
  set(change: Partial<Pick<JobModel, "cancelling" | "stream">>): boolean {
    const before = JSON.stringify([this.cancelling, this.stream]);
    Object.assign(this, change);
    if (JSON.stringify([this.cancelling, this.stream]) === before) return false;
    this.#version++;
    return true;
  }

  /** Numbered lines are new when their number is; the others are compared. */
  #newLines(entries: readonly LogEntry[], replay: Replay): LogEntry[] {
    const numbered = entries.filter(({ seq }) => seq !== undefined && seq > this.#lastSeq);
    const plain = entries.filter(({ seq }) => seq === undefined);
    return plain.length === 0 ? numbered : [...numbered, ...replay.takeNew(plain)];
  }

  #advance(rows: readonly { seq?: number | undefined }[]): void {
    for (const { seq } of rows) if (seq !== undefined && seq > this.#lastSeq) this.#lastSeq = seq;
  }

  #merge(change: Partial<JobSummary>): boolean {
    const entries = Object.entries(change).filter(
      ([key, value]) => value !== undefined && this.#summary[key] !== value,
    );
    if (entries.length === 0) return false;
    this.#summary = { ...this.#summary, ...Object.fromEntries(entries) };
    if (!this.active) {
      this.cancelling = false;
      this.#summary.cancelling = false;
    }
    this.#version++;
    return true;
  }
}

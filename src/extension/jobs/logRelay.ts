import type { L10n, Log } from "../hostTypes.ts";
import { type Disposable, DisposableStore } from "../lifetime.ts";
import { Throttle, type Timers } from "../timers.ts";
import type { JobLines, JobStore } from "./jobStore.ts";
import { jobTag } from "./jobText.ts";

const BURST_MS = 100;
/** A channel that gets more than this at once makes windows stutter; the panel has every line. */
const MAX_BURST_LINES = 1_000;
const MAX_LINE_CHARS = 2_000;

/** Writes the log lines of running jobs to the output channel, in bursts. */
export class LogRelay implements Disposable {
  readonly #log: Log;
  readonly #l10n: L10n;
  readonly #store = new DisposableStore();
  readonly #throttle: Throttle;
  #pending: { level: "info" | "warning" | "error"; text: string }[] = [];
  #dropped = 0;

  constructor(jobs: JobStore, log: Log, l10n: L10n, timers: Timers) {
    this.#log = log;
    this.#l10n = l10n;
    this.#throttle = this.#store.add(new Throttle(BURST_MS, timers, () => this.#write()));
    this.#store.add(jobs.onDidLog((lines) => this.#take(lines)));
  }

  dispose(): void {
    this.#write();
    this.#store.dispose();
  }

  #take({ job, rows }: JobLines): void {
    const tag = `[${jobTag(job)}]`;
    for (const { level, message } of rows) {
      if (this.#pending.length < MAX_BURST_LINES) {
        this.#pending.push({ level, text: `${tag} ${cap(message)}` });
      } else {
        this.#dropped++;
      }
    }
    this.#throttle.schedule();
  }

  #write(): void {
    const lines = this.#pending;
    const dropped = this.#dropped;
    this.#pending = [];
    this.#dropped = 0;
    for (const { level, text } of lines) {
      if (level === "error") this.#log.error(text);
      else if (level === "warning") this.#log.warn(text);
      else this.#log.info(text);
    }
    if (dropped > 0) {
      this.#log.info(this.#l10n.t("… {0} more lines: see the log in the job's panel.", dropped));
    }
  }
}

function cap(message: string): string {
  return message.length <= MAX_LINE_CHARS ? message : `${message.slice(0, MAX_LINE_CHARS - 1)}…`;
}

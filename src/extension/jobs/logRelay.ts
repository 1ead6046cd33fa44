import type { LogLevel } from "../../protocol/job.ts";
import { formatCount } from "../formats.ts";
import type { L10n, Log } from "../hostTypes.ts";
import { type Disposable, DisposableStore } from "../lifetime.ts";
import { Throttle, type Timers } from "../timers.ts";
import type { JobLines, JobStore } from "./jobStore.ts";
import { jobTag } from "./jobText.ts";
import { LineQueue } from "./lineQueue.ts";

/** The channel is written to at most this often. */
const BATCH_MS = 100;
/** 5,000 lines a second: more than anybody reads, less than makes windows stutter. */
const MAX_BATCH_LINES = 500;
/** When more wait, the middle is left out; the full log has every line. */
const MAX_WAITING_LINES = 5_000;
/** A batch of more changes of level than this is written as one text. */
const MAX_RUNS = 10;

interface Line {
  level: LogLevel;
  text: string;
}

const SEVERITY: readonly LogLevel[] = ["info", "warning", "error"];

/** Writes the log lines of running jobs to the output channel: few writes of many lines, whatever the jobs do. */
export class LogRelay implements Disposable {
  readonly #log: Log;
  readonly #l10n: L10n;
  readonly #store = new DisposableStore();
  readonly #throttle: Throttle;
  readonly #queue = new LineQueue<Line>(MAX_WAITING_LINES);

  constructor(jobs: JobStore, log: Log, l10n: L10n, timers: Timers) {
    this.#log = log;
    this.#l10n = l10n;
    this.#throttle = this.#store.add(
      new Throttle(BATCH_MS, timers, () => this.#write(MAX_BATCH_LINES)),
    );
    this.#store.add(jobs.onDidLog((lines) => this.#take(lines)));
  }

  /** Lines that are not written yet; for tests. */
  get waiting(): number {
    return this.#queue.length;
  }

  dispose(): void {
    this.#write(Number.POSITIVE_INFINITY);
    this.#store.dispose();
  }

  #take({ job, rows }: JobLines): void {
    const tag = `[${jobTag(job)}]`;
    this.#queue.push(
      rows.map(({ level, message, cut }) => {
        const note = cut
          ? ` ${this.#l10n.t("… {0} more characters", formatCount(cut, this.#l10n))}`
          : "";
        return { level, text: `${tag} ${message}${note}` };
      }),
    );
    this.#throttle.schedule();
  }

  #write(count: number): void {
    const lines: Line[] = [];
    for (const part of this.#queue.take(count)) {
      if ("lines" in part) {
        for (const line of part.lines) lines.push(line);
      } else {
        const text = this.#l10n.t(
          "… {0} lines not shown here; open the full log",
          formatCount(part.missing, this.#l10n),
        );
        lines.push({ level: "warning", text });
      }
    }
    for (const { level, text } of batches(lines)) {
      if (level === "error") this.#log.error(text);
      else if (level === "warning") this.#log.warn(text);
      else this.#log.info(text);
    }
    if (!this.#queue.empty) this.#throttle.schedule();
  }
}

/** Lines of one level in a row become one text; when levels change too often, all lines do, each with its level. */
function batches(lines: readonly Line[]): Line[] {
  const runs: { level: LogLevel; texts: string[] }[] = [];
  for (const { level, text } of lines) {
    const last = runs.at(-1);
    if (last?.level === level) last.texts.push(text);
    else runs.push({ level, texts: [text] });
  }
  if (runs.length <= MAX_RUNS) {
    return runs.map(({ level, texts }) => ({ level, text: texts.join("\n") }));
  }
  const worst = Math.max(...runs.map(({ level }) => SEVERITY.indexOf(level)));
  const text = lines.map((line) =>
    line.level === "info" ? line.text : `[${line.level}] ${line.text}`,
  );
  return [{ level: SEVERITY[worst] ?? "info", text: text.join("\n") }];
}

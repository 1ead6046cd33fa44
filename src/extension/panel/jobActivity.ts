import type { JobModel } from "../jobs/jobModel.ts";
import type { ActivityPart, ActivityState, MarkDetail } from "./activityMessages.ts";
import type { IssuePage } from "./issuePages.ts";
import { explain } from "./objectRow.ts";
import { Renewed } from "./renewed.ts";
import { endOf, type JobSpan, type Throughput, throughput } from "./throughput.ts";
import { timeline } from "./timeline.ts";
import { failuresOf, failuresView } from "./triage.ts";

/** A chart is renewed at most this often. */
const CHART_MS = 250;
/** Time alone changes the picture of a job that runs: it is renewed so often then. */
const IDLE_MS = 1_000;
/** Timeline and failures look at every row: once a second is soon enough. */
const SLOW_MS = 1_000;
/** A job in which nothing ended for so long is said to be silent. */
const SILENT_MS = 30_000;

/** What is told of a job's pace beside its counters. */
export interface Pace {
  perMinute: number | null;
  /** Since when nothing ended in a running job, epoch milliseconds; null while that is not worth telling. */
  silentSince: number | null;
}

/** Chart, timeline and failures of one job, renewed no more often than somebody can see. */
export class JobActivity {
  shown: ReadonlySet<ActivityPart> = new Set();
  inspected: number | null = null;
  readonly #job: JobModel;
  readonly #pageOf: (code: string) => IssuePage | undefined;
  readonly #chart = new Renewed<Throughput>(CHART_MS, IDLE_MS);
  readonly #timeline = new Renewed<ActivityState["timeline"]>(SLOW_MS, IDLE_MS);
  readonly #failures = new Renewed<ReturnType<typeof failuresOf>>(SLOW_MS, IDLE_MS);
  #seenVersion = -1;
  #newsAt = 0;

  constructor(job: JobModel, pageOf: (code: string) => IssuePage | undefined) {
    this.#job = job;
    this.#pageOf = pageOf;
  }

  pace(now: number): Pace {
    const { perMinute } = this.#throughput(now);
    const { results, summary } = this.#job;
    if (results.version !== this.#seenVersion || summary.status !== "running") this.#newsAt = now;
    this.#seenVersion = results.version;
    const silent = now - this.#newsAt >= SILENT_MS;
    return { perMinute, silentSince: silent ? this.#newsAt : null };
  }

  /** The parts that are in sight. */
  parts(now: number, canRetry: boolean): ActivityState {
    const state: ActivityState = {};
    const { results } = this.#job;
    if (this.shown.has("chart")) state.chart = this.#throughput(now).chart;
    if (this.shown.has("timeline")) {
      const { chart } = this.#throughput(now);
      const [from, to] = chart ? [chart.from, endOf(chart)] : [now, now];
      state.timeline = this.#timeline.value(results.version, this.#moves, now, () =>
        timeline(results.rows, from, to),
      );
      state.mark = this.#mark();
    }
    if (this.shown.has("failures")) {
      const failures = this.#failures.value(results.version, false, now, () =>
        failuresOf(this.#job),
      );
      state.failures = failuresView(failures, canRetry, this.#pageOf);
    }
    return state;
  }

  /** In how many milliseconds something of it is another one even if nothing happens; undefined: never. */
  get renewInMs(): number | undefined {
    if (this.#chart.isLate) return CHART_MS;
    if (this.#timeline.isLate || this.#failures.isLate || this.#moves) return IDLE_MS;
    return undefined;
  }

  /** Time alone changes the picture. */
  get #moves(): boolean {
    return this.#job.summary.status === "running";
  }

  #throughput(now: number): Throughput {
    const { version, ends } = this.#job.results;
    return this.#chart.value(version, this.#moves, now, () => throughput(ends, this.#span(now)));
  }

  #span(now: number): JobSpan {
    const { startedAt, endedAt } = this.#job;
    const to = this.#moves ? now : endedAt;
    return { from: startedAt, to, running: this.#moves };
  }

  #mark(): MarkDetail | null {
    const row = this.inspected === null ? undefined : this.#job.results.rows[this.inspected];
    if (!row) return null;
    const { result, review, endedAt, id } = row;
    return {
      rowId: id,
      name: result.object_name,
      type: result.object_type,
      status: result.status,
      review,
      ...explain(result),
      worker: result.worker ?? null,
      startedAt: endedAt - (result.execution_time_ms ?? 0),
      endedAt,
    };
  }
}

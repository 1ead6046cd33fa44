import assert from "node:assert/strict";
import { JobStore } from "../../../src/extension/jobs/jobStore.ts";
import { LogRelay } from "../../../src/extension/jobs/logRelay.ts";
import { LogRing } from "../../../src/extension/jobs/logRing.ts";
import { SeenLines } from "../../../src/extension/jobs/seenLines.ts";
import { logWindow } from "../../../src/extension/panel/logWindow.ts";
import type { HostToPanel } from "../../../src/extension/panel/messages.ts";
import { PanelSession } from "../../../src/extension/panel/panelSession.ts";
import type { LogLevel } from "../../../src/protocol/job.ts";
import { FakeTimers } from "./support/fakeTimers.ts";
import { english, MemoryLog } from "./support/host.ts";
import { frame, line, summary } from "./support/jobs.ts";

const LINES_PER_SECOND = 10_000;
const SECONDS = 5;
const FRAMES_PER_SECOND = 50;
const TAG = "[retail_dw 6f1a2b3c] ";

function rig() {
  const timers = new FakeTimers();
  const jobs = new JobStore(() => timers.now());
  const log = new MemoryLog();
  const relay = new LogRelay(jobs, log, english, timers);
  jobs.upsert(summary({ inventory_path: "/data/retail_dw" }));
  const job = jobs.list()[0];
  assert.ok(job);
  return { timers, jobs, log, relay, job };
}

/** A job writes 10,000 lines a second, for some seconds of the fake clock. */
function flood(
  { timers, jobs }: Pick<ReturnType<typeof rig>, "timers" | "jobs">,
  text: (n: number) => string,
  level: (n: number) => LogLevel,
  each?: () => void,
): number {
  const perFrame = LINES_PER_SECOND / FRAMES_PER_SECOND;
  let n = 0;
  for (let f = 0; f < SECONDS * FRAMES_PER_SECOND; f++) {
    const new_logs = Array.from({ length: perFrame }, () => {
      const entry = line(text(n), { seq: n + 1, level: level(n) });
      n++;
      return entry;
    });
    jobs.applyFrame(frame({ new_logs }), String(n), true);
    timers.advance(1_000 / FRAMES_PER_SECOND);
    each?.();
  }
  return n;
}

/** What the channel's lines say: the numbers that were written, in order, and how many are said to be missing. */
function read(log: MemoryLog) {
  const numbers: number[] = [];
  let missing = 0;
  for (const text of log.lines.flatMap((write) => write.split("\n"))) {
    const gap = /… ([\d,]+) lines not shown here; open the full log/.exec(text);
    if (gap) missing += Number(gap[1]?.replaceAll(",", ""));
    else numbers.push(Number(/ n(\d+)/.exec(text)?.[1]));
  }
  return { numbers, missing };
}

describe("a job that writes 10,000 log lines a second", () => {
  for (const [name, level] of [
    ["of one level", () => "info"],
    ["of mixed levels", (n: number) => (n % 40 === 11 ? "error" : "info")],
  ] as [string, (n: number) => LogLevel][]) {
    it(`does not flood the channel with lines ${name}, and loses none silently`, () => {
      const { log, relay, ...clock } = rig();
      let mostWaiting = 0;
      const written = flood(
        clock,
        (n) => `n${n}`,
        level,
        () => {
          mostWaiting = Math.max(mostWaiting, relay.waiting);
        },
      );
      assert.equal(written, LINES_PER_SECOND * SECONDS);
      assert.ok(mostWaiting <= 5_000, `${mostWaiting} lines waited`);
      // Ten a second, and as many again for the gaps, which are lines of another level.
      const writes = log.lines.length;
      assert.ok(writes <= SECONDS * 10 * 2, `${writes} writes`);
      relay.dispose();
      const { numbers, missing } = read(log);
      assert.equal(numbers.length + missing, written);
      assert.ok(missing > 0);
      assert.ok(numbers.every((n, index) => index === 0 || n > (numbers[index - 1] ?? 0)));
      assert.equal(numbers[0], 0);
      assert.equal(numbers.at(-1), written - 1);
    });
  }

  it("keeps a bounded part of the log in the window", () => {
    const { job, ...clock } = rig();
    const long = "x".repeat(5_000);
    let mostRows = 0;
    let mostChars = 0;
    const written = flood(
      clock,
      (n) => (n % 2 === 0 ? long : `n${n}`),
      () => "info",
      () => {
        mostRows = Math.max(mostRows, job.logs.rows.length);
        mostChars = Math.max(mostChars, job.logs.chars);
      },
    );
    assert.equal(job.logs.count, written);
    assert.ok(mostRows <= 22_000, `${mostRows} rows`);
    assert.ok(mostChars <= 4_000_000, `${mostChars} characters`);
    assert.equal(job.logs.rows.at(-1)?.id, written - 1);
    const kept = job.logs.rows.reduce((sum, { message }) => sum + message.length, 0);
    assert.equal(kept, job.logs.chars);
  });

  it("sends the panel small messages, twenty-five a second", () => {
    const { timers, jobs, job } = rig();
    const posted: HostToPanel[] = [];
    const session = new PanelSession({
      jobId: job.id,
      jobs,
      connection: () => ({ state: "live" }),
      sourceLabel: (type) => type,
      capabilities: () => new Set(),
      isLocal: () => true,
      retryAsked: () => false,
      issuePage: () => undefined,
      folded: () => [],
      post: (message) => posted.push(message),
      timers,
    });
    session.ready();
    session.showLog({ first: null, count: 60, level: null, text: "" });
    posted.length = 0;
    flood(
      { timers, jobs },
      (n) => `n${n} ${"x".repeat((n % 7) * 1_000)}`,
      () => "info",
    );
    assert.ok(posted.length <= SECONDS * 25 + 1, `${posted.length} messages`);
    const biggest = Math.max(...posted.map((message) => JSON.stringify(message).length));
    assert.ok(biggest <= 10_000, `${biggest} bytes`);
  });

  it("is remembered in part only when its server numbers nothing", () => {
    const seen = new SeenLines(1_000);
    const at = (n: number) => new Date(Date.UTC(2026, 0, 2) + n).toISOString();
    const all = Array.from({ length: 5_000 }, (_, n) => line(`n${n}`, { timestamp: at(n) }));
    const first = seen.replay();
    assert.equal(all.filter((entry) => first.takeNew([entry]).length === 1).length, all.length);
    assert.ok(seen.size <= 1_000);
    // The server sends all of it again, and one line more.
    const news = seen.replay().takeNew([...all, line("news", { timestamp: at(6_000) })]);
    assert.deepEqual(
      news.map(({ message }) => message),
      ["news"],
    );
  });
});

describe("long log lines", () => {
  it("are cut with a note of how much is missing", () => {
    const { timers, jobs, log } = rig();
    jobs.applyFrame(frame({ new_logs: [line("x".repeat(2_500))] }), undefined, true);
    timers.advance(100);
    assert.equal(log.lines[0], `info ${TAG}${"x".repeat(2_000)} … 500 more characters`);
  });

  it("give way to short ones in the panel, and say what is left out", () => {
    const ring = new LogRing();
    ring.append([line("short"), line("y".repeat(9_000)), line("z".repeat(3_000))]);
    const { rows } = logWindow(ring, { first: 0, count: 100, level: null, text: "" });
    assert.equal(rows[0]?.message, "short");
    assert.equal(rows[0]?.cut, undefined);
    assert.equal((rows[1]?.message.length ?? 0) + (rows[1]?.cut ?? 0), 9_000);
    assert.equal((rows[2]?.message.length ?? 0) + (rows[2]?.cut ?? 0), 3_000);
    assert.ok(rows.reduce((sum, { message }) => sum + message.length, 0) <= 5_000);
  });
});

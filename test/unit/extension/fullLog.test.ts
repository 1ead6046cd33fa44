import assert from "node:assert/strict";
import type { Session } from "../../../src/extension/engine/engineConnection.ts";
import { FullLog } from "../../../src/extension/logDocument/fullLog.ts";
import { OpenLog } from "../../../src/extension/logDocument/openLog.ts";
import { logReader } from "../../../src/extension/logDocument/readLog.ts";
import type { LogPage } from "../../../src/protocol/history.ts";
import type { LogEntry } from "../../../src/protocol/job.ts";
import { FakeTimers } from "./support/fakeTimers.ts";
import { line } from "./support/jobs.ts";

/** A log that is read in pages, as the engine does. */
class PagedLog {
  readonly entries: LogEntry[] = [];
  reads = 0;

  constructor(count = 0) {
    this.add(count);
  }

  add(count: number): void {
    // Results share the numbers: a log has gaps.
    for (let n = 0; n < count; n++) {
      const seq = 1 + 3 * this.entries.length;
      this.entries.push(line(`n${this.entries.length}`, { seq }));
    }
  }

  readonly read = async (after: number, limit = 1_000): Promise<LogPage> => {
    this.reads++;
    const rest = this.entries.filter(({ seq = 0 }) => seq > after);
    const logs = rest.slice(0, limit);
    const next_after = rest.length > limit ? (logs.at(-1)?.seq ?? 0) : null;
    return { logs, next_after, last_seq: this.entries.at(-1)?.seq ?? 0 };
  };
}

const numbers = (log: FullLog) =>
  Buffer.from(log.text((n) => `${n} earlier`))
    .toString()
    .trimEnd()
    .split("\n");

/** Lets promises settle: reads are asynchronous, the clock is not. */
const settle = () => new Promise<void>((resolve) => setImmediate(resolve));

describe("the full log", () => {
  it("reads every line once, in pages, and then only what is new", async () => {
    const pages = new PagedLog(2_500);
    const log = new FullLog(pages.read);
    await log.update();
    assert.equal(log.lines, 2_500);
    assert.equal(pages.reads, 3);
    const { version } = log;
    await log.update();
    assert.equal(log.version, version);
    pages.add(2);
    await log.update();
    const lines = numbers(log);
    assert.equal(lines.length, 2_502);
    assert.equal(lines[0], "2026-01-02T03:04:05.123456 [info] n0");
    assert.ok(lines.every((text, index) => text.endsWith(` n${index}`)));
  });

  it("keeps the newest part of a very long one, and says how much is missing", async () => {
    const log = new FullLog(new PagedLog(10_000).read, 100_000);
    await log.update();
    assert.ok(log.bytes <= 100_000);
    assert.equal(log.lines + log.leftOut, 10_000);
    const lines = numbers(log);
    assert.equal(lines[0], `${log.leftOut} earlier`);
    assert.ok(lines.at(-1)?.endsWith("n9999"));
  });

  it("does not ask for ever when a server does not move on", async () => {
    let reads = 0;
    const log = new FullLog(async () => {
      reads++;
      return { logs: [], next_after: 0, last_seq: 0 };
    });
    await log.update();
    assert.equal(reads, 1);
  });
});

describe("a document with the full log", () => {
  it("follows the job at most once a second, while somebody sees it", async () => {
    const timers = new FakeTimers();
    const pages = new PagedLog(10);
    const opened = new OpenLog((after) => pages.read(after), timers);
    let grown = 0;
    opened.onDidGrow(() => grown++);
    await opened.load();
    const watch = opened.watch();
    const { reads } = pages;
    // Ten seconds of a job that writes 10,000 lines a second and tells of it 50 times a second.
    for (let tick = 0; tick < 500; tick++) {
      pages.add(200);
      opened.touch();
      timers.advance(20);
      await settle();
    }
    assert.ok(grown >= 4 && grown <= 11, `${grown} times`);
    assert.ok(pages.reads - reads <= 150, `${pages.reads - reads} reads`);
    timers.advance(60_000);
    await settle();
    await opened.log.update();
    assert.equal(opened.log.lines, 100_010);

    watch.dispose();
    const unseen = pages.reads;
    pages.add(1);
    opened.touch();
    timers.advance(60_000);
    await settle();
    assert.equal(pages.reads, unseen);
    // Seen again: what was missed comes at once.
    opened.watch();
    timers.advance(60_000);
    await settle();
    assert.equal(opened.log.lines, 100_011);
    opened.dispose();
    assert.equal(timers.waiting, 0);
  });

  it("takes the bigger text less often", async () => {
    const timers = new FakeTimers();
    const big = line("x".repeat(4 * 1024 * 1024));
    let seq = 0;
    const read = async () => ({ logs: [{ ...big, seq: ++seq }], next_after: null, last_seq: seq });
    const opened = new OpenLog(read, timers);
    let grown = 0;
    opened.onDidGrow(() => grown++);
    opened.watch();
    for (let tick = 0; tick < 100; tick++) {
      opened.touch();
      timers.advance(100);
      await settle();
    }
    assert.ok(grown >= 1 && grown <= 4, `${grown} times in 10 s`);
    opened.dispose();
  });

  it("reads again after a failure", async () => {
    const pages = new PagedLog(3);
    let broken = true;
    const opened = new OpenLog(async (after) => {
      if (broken) throw new Error("no connection");
      return pages.read(after);
    }, new FakeTimers());
    await assert.rejects(opened.load(), /no connection/);
    broken = false;
    await opened.load();
    assert.equal(opened.log.lines, 3);
  });
});

describe("the log of a job", () => {
  const session = (capabilities: string[], api: object) => async () =>
    ({ api, capabilities: new Set(capabilities) }) as unknown as Session;

  it("comes in pages from a server that has them", async () => {
    const asked: unknown[] = [];
    const control = {
      logs: async (...args: unknown[]) => {
        asked.push(args);
        return { logs: [], next_after: null, last_seq: 7 };
      },
    };
    const page = await logReader("j", session(["history"], { control }))(5);
    assert.equal(page.last_seq, 7);
    assert.deepEqual(asked, [["j", 5, 10_000]]);
  });

  it("is what the progress tells, without repeats, on a server that has none", async () => {
    const logs = [line("a"), line("a"), line("b")];
    const log = new FullLog(logReader("j", session([], { progress: async () => ({ logs }) })));
    await log.update();
    assert.equal(log.lines, 3);
    logs.push(line("c"));
    await log.update();
    assert.deepEqual(
      numbers(log).map((text) => text.at(-1)),
      ["a", "a", "b", "c"],
    );
  });
});

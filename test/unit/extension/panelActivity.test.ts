import assert from "node:assert/strict";
import { JobStore } from "../../../src/extension/jobs/jobStore.ts";
import type { HostToPanel, PanelState } from "../../../src/extension/panel/messages.ts";
import { PanelSession } from "../../../src/extension/panel/panelSession.ts";
import { readMessage } from "../../../src/extension/panel/readMessage.ts";
import { FakeTimers } from "./support/fakeTimers.ts";
import { frame, result, summary } from "./support/jobs.ts";

const OBJECTS = 100;

function open() {
  const timers = new FakeTimers();
  const jobs = new JobStore(() => timers.now());
  const posted: HostToPanel[] = [];
  const job_id = summary().job_id;
  const at = (ms: number) => new Date(timers.now() + ms).toISOString();
  const session = new PanelSession({
    jobId: job_id,
    jobs,
    connection: () => ({ state: "live" }),
    sourceLabel: (type) => type,
    capabilities: () => new Set(["control"]),
    isLocal: () => true,
    retryAsked: () => false,
    issuePage: () => undefined,
    folded: () => ["cards"],
    post: (message) => posted.push(message),
    timers,
  });
  jobs.upsert(summary({ start_time: at(0), total_objects: OBJECTS }));
  session.ready();
  const states = () => posted.filter((message): message is PanelState => message.type === "state");
  let done = 0;
  return {
    timers,
    jobs,
    session,
    states,
    /** The last picture of a part. */
    last: <Part extends keyof PanelState>(part: Part) =>
      states().findLast((state) => state[part] !== undefined)?.[part],
    finish(changes = {}) {
      const name = `t${done++}`;
      const new_results = [
        result(name, { timestamp: at(0), execution_time_ms: 10, worker: 1, seq: done, ...changes }),
      ];
      jobs.applyFrame(frame({ new_results, completed_objects: done }), String(done), true);
    },
    end: () =>
      jobs.applyFrame(
        { ...frame({ status: "completed", complete: true }), end_time: at(0) },
        String(++done),
        true,
      ),
  };
}

describe("the panel's chart, timeline and failures", () => {
  it("come only while they are in sight", () => {
    const { finish, timers, session, states, last } = open();
    finish({ status: "error", error: "no", error_code: "DWM-EXE-001" });
    timers.advance(2_000);
    const parts = ["chart", "timeline", "failures"] as const;
    assert.deepEqual(
      parts.filter((part) => states().some((state) => part in state)),
      [],
    );
    session.showActivity(["failures"]);
    assert.equal(last("failures")?.groups[0]?.code, "DWM-EXE-001");
    assert.equal(last("failures")?.canRetry, true);
    session.showActivity(["chart", "timeline"]);
    assert.deepEqual(last("timeline")?.workers, [1]);
    assert.equal(last("chart")?.finished.at(-1) !== undefined, true);
    assert.deepEqual(last("folded"), ["cards"]);
  });

  it("send at most four charts a second, and the last one in any case", () => {
    const { finish, timers, session, states, last, end } = open();
    session.showActivity(["chart"]);
    const before = states().filter(({ chart }) => chart).length;
    for (let n = 0; n < OBJECTS; n++) {
      finish();
      timers.advance(20);
    }
    const charts = states().filter(({ chart }) => chart).length - before;
    assert.ok(charts >= 4 && charts <= 9, `${charts} charts in two seconds`);
    end();
    timers.advance(5_000);
    const total = last("chart")?.finished.reduce((sum, n) => sum + n, 0);
    assert.equal(total, OBJECTS);
    assert.equal(timers.waiting, 0, "an ended job needs no clock");
  });

  it("go on with the time once a second, and say when nothing ends any more", () => {
    const { finish, timers, session, states, last } = open();
    session.showActivity(["chart"]);
    finish();
    timers.advance(5_000);
    const before = states().length;
    timers.advance(10_000);
    const posts = states().length - before;
    assert.ok(posts >= 8 && posts <= 12, `${posts} in ten seconds`);
    assert.equal(last("job")?.silentSince, null);
    timers.advance(20_000);
    assert.ok(last("job")?.silentSince);
    finish();
    timers.advance(1_000);
    assert.equal(last("job")?.silentSince, null);
    assert.equal(last("job")?.perMinute, (2 * 60) / 36);
  });

  it("count who has worked on the job, as far as the engine tells", () => {
    const { finish, timers, last } = open();
    timers.advance(1_000);
    assert.equal(last("job")?.workers, null);
    for (const worker of [3, 1, 3]) finish({ worker });
    timers.advance(1_000);
    assert.equal(last("job")?.workers, 2);
  });

  it("tell of one object when it is asked for", () => {
    const { finish, session, last } = open();
    finish({ object_name: "s.t", worker: 3 });
    session.showActivity(["timeline"]);
    session.inspect(0);
    const mark = last("mark");
    assert.deepEqual([mark?.name, mark?.worker, mark?.rowId], ["s.t", 3, 0]);
    session.inspect(99);
    assert.equal(last("mark"), null);
  });

  it("are asked for in messages that are read strictly", () => {
    assert.deepEqual(readMessage({ type: "show", parts: ["chart", "secrets"] }), {
      type: "show",
      parts: ["chart"],
    });
    assert.deepEqual(readMessage({ type: "fold", sections: ["chart", 3] }), {
      type: "fold",
      sections: ["chart"],
    });
    assert.deepEqual(readMessage({ type: "retryGroup", group: "x", more: 1 }), {
      type: "retryGroup",
      group: "x",
    });
    for (const wrong of [
      { type: "show" },
      { type: "inspect", rowId: -1 },
      { type: "retryGroup", group: "" },
      { type: "openIssuePage", code: { toString: () => "x" } },
    ]) {
      assert.equal(readMessage(wrong), undefined, JSON.stringify(wrong));
    }
  });
});

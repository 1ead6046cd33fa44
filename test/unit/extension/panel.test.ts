import assert from "node:assert/strict";
import { JobStore } from "../../../src/extension/jobs/jobStore.ts";
import { LogRing } from "../../../src/extension/jobs/logRing.ts";
import { ResultTable } from "../../../src/extension/jobs/resultTable.ts";
import { logWindow } from "../../../src/extension/panel/logWindow.ts";
import type {
  HostToPanel,
  ObjectQuery,
  PanelState,
} from "../../../src/extension/panel/messages.ts";
import { ObjectList } from "../../../src/extension/panel/objectList.ts";
import { panelHtml } from "../../../src/extension/panel/panelHtml.ts";
import { PanelSession } from "../../../src/extension/panel/panelSession.ts";
import { readMessage } from "../../../src/extension/panel/readMessage.ts";
import { FakeTimers } from "./support/fakeTimers.ts";
import { frame, line, result, summary } from "./support/jobs.ts";

const PLAIN: ObjectQuery = {
  text: "",
  status: null,
  type: null,
  sort: "arrival",
  descending: false,
};

function table(): ResultTable {
  const rows = new ResultTable();
  rows.put(result("sales.Order", { execution_time_ms: 30, rows_loaded: 5 }));
  rows.put(
    result("hr.v_org", {
      object_type: "VIEW",
      status: "error",
      error: "CONNECT BY",
      file: "v/o.sql",
      line: 4,
      column: 3,
      error_code: "DWM-QRY-014",
    }),
  );
  rows.put(result("hr.person", { execution_time_ms: 10 }));
  rows.put(
    result("hr.v_count", { object_type: "VIEW", status: "skipped", error: "needs hr.v_org" }),
  );
  return rows;
}

const list = (query: Partial<ObjectQuery>) => {
  const window = new ObjectList(table(), { ...PLAIN, ...query }).window(0, 50);
  return window.rows.map(({ name }) => name);
};

describe("the panel's object table", () => {
  it("shows a window of the rows as they came", () => {
    const window = new ObjectList(table(), PLAIN).window(1, 2);
    assert.deepEqual([window.first, window.matching, window.total], [1, 4, 4]);
    assert.deepEqual(
      window.rows.map(({ id }) => id),
      [1, 2],
    );
    assert.equal(window.rows[0]?.code, "DWM-QRY-014");
  });

  it("filters by text, status and type", () => {
    assert.deepEqual(list({ text: "HR." }), ["hr.v_org", "hr.person", "hr.v_count"]);
    assert.deepEqual(list({ text: "qry-014" }), ["hr.v_org"]);
    assert.deepEqual(list({ status: "skipped" }), ["hr.v_count"]);
    assert.deepEqual(list({ type: "TABLE" }), ["sales.Order", "hr.person"]);
  });

  it("sorts both ways", () => {
    assert.deepEqual(list({ sort: "name" }), [
      "hr.person",
      "hr.v_count",
      "hr.v_org",
      "sales.Order",
    ]);
    assert.equal(list({ sort: "time", descending: true })[0], "sales.Order");
    assert.equal(list({ sort: "status" })[0], "hr.v_org");
  });

  it("shows a window of the rows with the newest first, as far as there are some", () => {
    const newest = { ...PLAIN, descending: true };
    const ids = (first: number, count: number) =>
      new ObjectList(table(), newest).window(first, count).rows.map(({ id }) => id);
    assert.deepEqual(ids(0, 2), [3, 2]);
    assert.deepEqual(ids(1, 2), [2, 1]);
    assert.deepEqual(ids(3, 9), [3, 2, 1, 0]);
    const order = new ObjectList(table(), newest).order().map(({ id }) => id);
    assert.deepEqual(ids(0, 9), order);
  });

  it("keeps its order when another part of it is shown, and makes another for another query", () => {
    const byName = new ObjectList(table(), { ...PLAIN, sort: "name" });
    const order = byName.order();
    byName.query = { ...PLAIN, sort: "name" };
    assert.equal(byName.order(), order);
    byName.query = { ...PLAIN, sort: "name", descending: true };
    assert.notEqual(byName.order(), order);
  });

  it("stays within its rows when they became fewer", () => {
    const window = new ObjectList(table(), { ...PLAIN, type: "VIEW" }).window(90, 20);
    assert.deepEqual([window.first, window.rows.length], [0, 2]);
  });

  it("sorts 100,000 rows in a fraction of a second", () => {
    const rows = new ResultTable();
    for (let index = 0; index < 100_000; index++) rows.put(result(`t${(index * 7_919) % 100_003}`));
    const begun = performance.now();
    new ObjectList(rows, { ...PLAIN, sort: "name", text: "t1" }).window(0, 60);
    assert.ok(performance.now() - begun < 1_000);
  });
});

describe("the panel's log", () => {
  const ring = new LogRing();
  ring.append([
    line("a"),
    line("b", { level: "warning" }),
    line("c", { level: "error" }),
    line("d"),
  ]);

  it("follows the end, or stays where it is", () => {
    const end = logWindow(ring, { first: null, count: 2, level: null, text: "" });
    assert.deepEqual([end.first, end.rows.map(({ message }) => message)], [2, ["c", "d"]]);
    assert.equal(logWindow(ring, { first: 0, count: 2, level: null, text: "" }).rows[0]?.id, 0);
  });

  it("shows a level and worse", () => {
    const { rows, matching, total } = logWindow(ring, {
      first: 0,
      count: 9,
      level: "warning",
      text: "",
    });
    assert.deepEqual(rows.map(({ message }) => message).join(""), "bc");
    assert.deepEqual([matching, total], [2, 4]);
  });
});

function session() {
  const timers = new FakeTimers();
  const jobs = new JobStore(() => timers.now());
  const posted: HostToPanel[] = [];
  const panel = new PanelSession({
    jobId: summary().job_id,
    jobs,
    connection: () => ({ state: "live" }),
    sourceLabel: (type) => type.toUpperCase(),
    capabilities: () => new Set(["control"]),
    isLocal: () => true,
    retryAsked: () => false,
    issuePage: () => undefined,
    folded: () => [],
    post: (message) => posted.push(message),
    timers,
  });
  const states = () => posted.filter((message): message is PanelState => message.type === "state");
  return { timers, jobs, posted, panel, states };
}

describe("PanelSession", () => {
  it("answers a page that starts with the rows that it shows first, in one message", () => {
    const { panel, jobs, states } = session();
    jobs.upsert(summary());
    const new_results = Array.from({ length: 30 }, (_, n) => result(`t${n}`));
    jobs.applyFrame(frame({ new_results }), "30", true);
    panel.ready({ first: 0, count: 4, query: { ...PLAIN, descending: true } });
    assert.equal(states().length, 1);
    assert.deepEqual(
      states()[0]?.objects?.rows.map(({ name }) => name),
      ["t29", "t28", "t27", "t26"],
    );
    assert.equal(states()[0]?.job?.status, "running");
  });

  it("says nothing of a job until the list was read", () => {
    const { panel, states, jobs, timers } = session();
    panel.ready();
    assert.equal("job" in (states()[0] ?? {}), false);
    jobs.replaceAll([], timers.now());
    timers.advance(200);
    assert.equal(states().at(-1)?.job, null);
  });

  it("posts only what changed, at most 25 times a second", () => {
    const { panel, states, jobs, timers } = session();
    jobs.upsert(summary());
    panel.ready();
    panel.showObjects(0, 50, PLAIN);
    const before = states().length;
    for (let seq = 1; seq <= 100; seq++) {
      jobs.applyFrame(frame({ new_results: [result(`t${seq}`, { seq })] }), String(seq), true);
      timers.advance(10);
    }
    timers.advance(40);
    const posts = states().slice(before);
    assert.ok(posts.length >= 22 && posts.length <= 27, `${posts.length} posts`);
    assert.ok(posts.every((state) => !("log" in state) && !("connection" in state)));
    assert.equal(posts.at(-1)?.objects?.total, 100);
  });

  it("posts nothing while it is hidden and catches up afterwards", () => {
    const { panel, states, jobs, timers } = session();
    jobs.upsert(summary());
    panel.ready();
    panel.setVisible(false);
    const before = states().length;
    jobs.upsert(summary({ progress_percentage: 50 }));
    timers.advance(1_000);
    assert.equal(states().length, before);
    panel.setVisible(true);
    timers.advance(200);
    assert.equal(states().at(-1)?.job?.percent, 50);
  });

  it("sends everything again to a page that starts anew", () => {
    const { panel, states, jobs } = session();
    jobs.upsert(summary());
    panel.ready();
    panel.ready();
    assert.deepEqual(states()[1], states()[0]);
    assert.equal(states()[0]?.job?.sourceLabel, "SNOWFLAKE");
  });

  it("keeps a message small however big the job", () => {
    const { panel, states, jobs } = session();
    jobs.upsert(summary());
    const new_results = Array.from({ length: 100_000 }, (_, index) =>
      result(`schema.table_${index}`),
    );
    jobs.applyFrame(frame({ new_results }), "1", true);
    panel.ready();
    panel.showObjects(500, 60, PLAIN);
    const size = JSON.stringify(states().at(-1)).length;
    assert.ok(size <= 10_000, `${size} bytes`);
  });

  it("keeps it small when every object has failed at length", () => {
    const { panel, states, jobs } = session();
    jobs.upsert(summary());
    const error = "no such column ".repeat(400);
    const failed = { status: "error", error, error_code: "DWM-QRY-014", attempt: 1 } as const;
    const new_results = Array.from({ length: 100 }, (_, index) =>
      result(`schema.table_${index}`, failed),
    );
    jobs.applyFrame(frame({ new_results }), "1", true);
    panel.ready();
    panel.showObjects(0, 56, PLAIN);
    const size = JSON.stringify(states().at(-1)).length;
    assert.ok(size <= 10_000, `${size} bytes`);
    panel.showDetail(3);
    const { detail } = states().at(-1) ?? {};
    assert.equal(detail?.message, error.slice(0, 3_000));
    assert.equal(detail?.sameCode, 100);
  });

  it("tells what is selected by numbers, not by rows", () => {
    const { panel, states, jobs } = session();
    jobs.upsert(summary());
    const failed = { status: "error", error: "no" } as const;
    const new_results = Array.from({ length: 100_000 }, (_, index) =>
      result(`t${index}`, index % 10 === 0 ? failed : {}),
    );
    jobs.applyFrame(frame({ new_results }), "1", true);
    panel.ready();
    panel.showObjects(20, 3, PLAIN);
    panel.select({ kind: "all" });
    assert.deepEqual(states().at(-1), {
      type: "state",
      selection: { count: 100_000, retryable: 10_000, canOpen: false, shown: [20, 21, 22] },
    });
    panel.showObjects(0, 3, { ...PLAIN, status: "error" });
    assert.equal(states().at(-1)?.selection?.count, 10_000, "what the filter shows");
    assert.equal(panel.selected.length, 10_000);
  });

  it("says where a row is, or that the filter hides it", () => {
    const { panel, posted, jobs } = session();
    jobs.upsert(summary());
    const new_results = ["a", "b", "c"].map((name) => result(name));
    jobs.applyFrame(frame({ new_results }), "1", true);
    panel.ready();
    panel.reveal(0, { ...PLAIN, descending: true });
    assert.deepEqual(posted.at(-1), { type: "revealed", rowId: 0, index: 2 });
    panel.reveal(0, { ...PLAIN, status: "error" });
    assert.deepEqual(posted.at(-1), { type: "revealed", rowId: 0, index: null });
  });

  it("offers to retry only what failed or was skipped, and nothing of an import", () => {
    const { panel, states, jobs } = session();
    jobs.upsert(summary());
    jobs.applyFrame(
      frame({ new_results: [result("a"), result("b", { status: "skipped", error: "a" })] }),
      "1",
      true,
    );
    panel.ready();
    panel.showDetail(0);
    assert.equal(states().at(-1)?.detail?.canRetry, false);
    panel.showDetail(1);
    assert.equal(states().at(-1)?.detail?.canRetry, true, "also while the others are in work");
    jobs.upsert(summary({ imported: true, status: "completed", last_seq: 9 }));
    panel.showDetail(0);
    panel.showDetail(1);
    assert.equal(states().at(-1)?.detail?.canRetry, false);
  });
});

describe("messages of the panel", () => {
  it("are read strictly", () => {
    const query = PLAIN;
    assert.deepEqual(readMessage({ type: "objects", first: 0, count: 9_999, query }), {
      type: "objects",
      first: 0,
      count: 500,
      query,
    });
    assert.equal(readMessage({ type: "objects", first: -1, count: 10, query }), undefined);
    assert.equal(readMessage({ type: "command", command: "format" }), undefined);
    assert.equal(
      readMessage({ type: "log", first: null, count: 5, level: "loud", text: "" }),
      undefined,
    );
    assert.equal(readMessage(null), undefined);
    const rows = { first: 0, count: 9_999, query };
    const ready = readMessage({ type: "ready", rows });
    assert.deepEqual(ready, { type: "ready", rows: { ...rows, count: 500 } });
    assert.deepEqual(readMessage({ type: "ready", rows: { first: 0 } }), { type: "ready" });
    const range = { kind: "range", from: 0, to: 4, keep: false };
    assert.deepEqual(readMessage({ type: "select", change: range }), {
      type: "select",
      change: range,
    });
    assert.equal(readMessage({ type: "select", change: { ...range, to: -1 } }), undefined);
    assert.equal(readMessage({ type: "reveal", rowId: "1", query }), undefined);
    const command = { type: "command", command: "openSource", rowId: 3 };
    assert.deepEqual(readMessage(command), command);
  });
});

describe("the panel's page", () => {
  const html = panelHtml({
    cspSource: "https://x.test",
    scriptUri: "https://x.test/webview.js",
    styleUri: "https://x.test/webview.css",
    jobId: 'a"><script>',
    title: "</title>",
    language: "en",
    texts: { "Yes, <cancel>": 'Ja, "abbrechen"' },
  });

  it("carries the translations of its texts", () => {
    assert.ok(
      html.includes(
        'data-texts="{&quot;Yes, &lt;cancel&gt;&quot;:&quot;Ja, \\&quot;abbrechen\\&quot;&quot;}"',
      ),
    );
  });

  it("allows nothing but its own files", () => {
    assert.match(html, /default-src 'none'/);
    const [, nonce] = /script-src 'nonce-([^']+)'/.exec(html) ?? [];
    assert.ok(nonce && html.includes(`<script nonce="${nonce}"`));
    assert.ok(!html.includes("unsafe"));
  });

  it("escapes what it is given", () => {
    assert.ok(html.includes('data-job-id="a&quot;&gt;&lt;script&gt;"'));
    assert.ok(!html.includes("</title></title>"));
  });
});

import assert from "node:assert/strict";
import type { InventoryObject } from "../../../src/server/inventory/types.ts";
import type { ArchiveStore } from "../../../src/server/store/archive.ts";
import type { HistoryStore } from "../../../src/server/store/history.ts";
import type { JobStore, NewJob, NewLog, NewResult } from "../../../src/server/store/types.ts";

/** A store with what is read of it beside. */
type WholeStore = JobStore & { history(): HistoryStore; archive(): ArchiveStore };

const JOB: NewJob = {
  jobId: "job-1",
  createdAt: "2026-01-02T03:04:05.678Z",
  sourceType: "oracle",
  targetCatalog: "main",
  targetSchema: "migrated",
  inventoryPath: "/inventory",
  targetPath: "/data/main.duckdb",
  dryRun: false,
  targetType: "databricks",
  detection: { confidence: 0.8, evidence: ["3 × VARCHAR2"] },
  modelId: null,
  concurrency: 3,
  onError: "stop",
  include: ["sales.*"],
  exclude: null,
  priority: 2,
};

function log(message: string): NewLog {
  return { timestamp: "2026-01-02T03:04:06.000Z", level: "info", message };
}

function result(
  ordinal: number,
  status: "success" | "error" | "skipped",
  rows = 0,
  attempt = 1,
): NewResult {
  return {
    ordinal,
    attempt,
    targetSql: null,
    columns: [{ name: "id", class: "int" }],
    result: {
      object_name: `o${ordinal}`,
      object_type: "TABLE",
      status,
      error: status === "success" ? null : "why",
      execution_time_ms: 1.5,
      timestamp: "2026-01-02T03:04:06.000Z",
      rows_loaded: rows,
    },
  };
}

function object(ordinal: number, text: string, dependsOn: number[] = []) {
  const name = `o${ordinal}`;
  const source: InventoryObject = {
    key: name,
    name,
    schema: null,
    baseName: name,
    objectType: "TABLE",
    kind: "TABLE",
    definition: [{ text, file: "o.sql", line: ordinal + 1, column: 1 }],
    data: [],
    dependsOn: dependsOn.map((need) => `o${need}`),
  };
  return { ordinal, targetName: name, dependsOn, source };
}

/** What every JobStore has to do. `open` gives a store on the same data each time it is called. */
export function storeConformance(
  name: string,
  open: () => Promise<WholeStore>,
  reset: () => void,
): void {
  describe(`JobStore: ${name}`, () => {
    let store: WholeStore;

    beforeEach(async () => {
      store = await open();
    });

    afterEach(async () => {
      await store.close();
      reset();
    });

    it("keeps a job as it was asked for, over a restart", async () => {
      const created = await store.createJob(JOB);
      assert.equal(created.status, "queued");
      await store.close();
      store = await open();
      assert.deepEqual(await store.job("job-1"), created);
      assert.deepEqual({ ...created, ...JOB }, created);
    });

    it("lists the newest job first", async () => {
      await store.createJob(JOB);
      await store.createJob({ ...JOB, jobId: "job-2", createdAt: "2026-02-01T00:00:00.000Z" });
      await store.createJob({ ...JOB, jobId: "job-3", createdAt: "2025-12-01T00:00:00.000Z" });
      const ids = (await store.jobs()).map(({ jobId }) => jobId);
      assert.deepEqual(ids, ["job-2", "job-1", "job-3"]);
    });

    it("numbers rows in the order of commit, without a gap, and counts what happened", async () => {
      await store.createJob(JOB);
      await store.setPlanned("job-1", { total: 3, userTypes: { year: "integer" } });
      const first = await store.commit("job-1", {
        results: [result(0, "success", 7)],
        logs: [log("a"), log("b")],
        status: "running",
        startTime: "2026-01-02T03:04:06.000Z",
      });
      assert.deepEqual(
        first.rows.map(({ kind, seq }) => [kind, seq]),
        [
          ["result", 1],
          ["log", 2],
          ["log", 3],
        ],
      );
      const second = await store.commit("job-1", {
        results: [result(1, "error"), result(2, "skipped")],
        logs: [],
      });
      assert.deepEqual(
        second.rows.map(({ seq }) => seq),
        [4, 5],
      );
      const { status, completed, failed, skipped, rowsLoaded, lastSeq, total } = second.job;
      assert.deepEqual(
        { status, completed, failed, skipped, rowsLoaded, lastSeq, total },
        {
          status: "running",
          completed: 1,
          failed: 1,
          skipped: 1,
          rowsLoaded: 7,
          lastSeq: 5,
          total: 3,
        },
      );
      assert.deepEqual(await store.job("job-1"), second.job);
    });

    it("records a result once: the first one stands, and no number is spent on the second", async () => {
      await store.createJob(JOB);
      await store.commit("job-1", { results: [result(0, "success")], logs: [] });
      const again = await store.commit("job-1", {
        results: [result(0, "error")],
        logs: [log("x")],
      });
      assert.deepEqual(
        again.rows.map(({ kind, seq }) => [kind, seq]),
        [["log", 2]],
      );
      assert.equal(again.job.completed, 1);
      assert.equal(again.job.failed, 0);
      assert.deepEqual(await store.finished("job-1"), await store.finished("job-1"));
      assert.equal((await store.finished("job-1")).length, 1);
    });

    it("begins a new attempt: what was no longer counts, stays in the stream, and comes too late", async () => {
      await store.createJob(JOB);
      const results = [result(0, "success", 7), result(1, "error"), result(2, "skipped")];
      await store.commit("job-1", { results, logs: [] });
      const opened = await store.reopen("job-1", [0, 1, 2], { results: [], logs: [log("again")] });
      const { completed, failed, skipped, rowsLoaded } = opened.job;
      assert.deepEqual([completed, failed, skipped, rowsLoaded], [0, 0, 0, 0]);
      assert.deepEqual(await store.finished("job-1"), []);
      assert.deepEqual(
        [...(await store.attempts("job-1"))],
        [
          [0, 2],
          [1, 2],
          [2, 2],
        ],
      );
      const late = await store.commit("job-1", { results: [result(1, "success")], logs: [] });
      assert.deepEqual(late.rows, []);
      const now = [result(1, "success", 0, 2)];
      assert.equal((await store.commit("job-1", { results: now, logs: [] })).job.completed, 1);
      const seqs = (await store.rowsAfter("job-1", 0, 10)).map(({ seq }) => seq);
      assert.deepEqual(seqs, [1, 2, 3, 4, 5]);
      const counting = await store.resultsAfter("job-1", 0, 10);
      assert.deepEqual(
        counting.map(({ seq }) => seq),
        [5],
      );
    });

    describe("what objects are made from, read again", () => {
      const made = [object(0, "first"), object(1, "first", [0]), object(2, "first")];
      const whole = { survey: null, leftOut: [], print: null };
      const again = { results: [], logs: [log("again")] };
      const sourceOf = async (seq: number) =>
        (await store.history().resultDetail("job-1", seq))?.source.definition[0]?.text;

      beforeEach(async () => {
        await store.createJob(JOB);
        await store.addObjects("job-1", made);
        await store.setPlanned("job-1", { total: 3, userTypes: { year: "integer" } });
        const results = [result(0, "success"), result(1, "error")];
        await store.commit("job-1", { results, logs: [] });
      });

      it("replaces it with the new attempt, and keeps names and what is not named", async () => {
        const objects = [object(1, "second", [2]), object(2, "second")];
        const view = { ...objects[0]!.source, objectType: "VIEW" as const, kind: "VIEW" };
        const reread = {
          userTypes: { money: "decimal(18, 2)" },
          objects: [
            { ...objects[0]!, source: view },
            { ...objects[1]!, targetName: "other" },
          ],
          whole,
        };
        const committed = await store.reopen("job-1", [1], again, reread);
        assert.deepEqual(committed.job.userTypes, { money: "decimal(18, 2)" });
        assert.deepEqual(await store.job("job-1"), committed.job);
        const expected = [made[0], { ...objects[0], source: view }, objects[1]];
        assert.deepEqual(await store.objects("job-1", [0, 1, 2]), expected);
        assert.deepEqual(
          (await store.objectRefs("job-1")).map(({ objectType, dependsOn }) => [
            objectType,
            dependsOn,
          ]),
          [
            ["TABLE", []],
            ["VIEW", [2]],
            ["TABLE", []],
          ],
        );
      });

      it("keeps what each attempt was made from", async () => {
        const reread = (text: string) => ({ userTypes: {}, objects: [object(1, text)], whole });
        await store.reopen("job-1", [1], again, reread("second"));
        assert.equal(await sourceOf(2), "first");
        // Nobody tried the second text: it is not kept.
        await store.reopen("job-1", [1], again, reread("third"));
        await store.commit("job-1", { results: [result(1, "error", 0, 3)], logs: [] });
        await store.reopen("job-1", [1], again);
        await store.commit("job-1", { results: [result(1, "error", 0, 4)], logs: [] });
        await store.reopen("job-1", [1], again, reread("fourth"));
        const { rows } = await store.commit("job-1", {
          results: [result(1, "success", 0, 5)],
          logs: [],
        });
        const seqs = (await store.archive().recordPage("job-1", 0, 10)).map(({ seq }) => seq);
        assert.equal(seqs.at(-1), rows[0]?.seq);
        const texts = await Promise.all(seqs.map(sourceOf));
        assert.deepEqual(texts, ["first", "first", "third", "third", "fourth"]);
        const kept = await store.archive().pastSourcePage("job-1", { ordinal: -1, attempt: 0 }, 9);
        assert.deepEqual(
          kept.map(({ ordinal, attempt, source }) => [
            ordinal,
            attempt,
            source.definition[0]?.text,
          ]),
          [
            [1, 1, "first"],
            [1, 4, "third"],
          ],
        );
        const [, second] = kept;
        assert.deepEqual(await store.archive().pastSourcePage("job-1", kept[0]!, 9), [second]);
      });

      it("replaces what is known of the inventory as a whole", async () => {
        const leftOut = (name: string) => ({
          ...{
            kind: "INDEX",
            category: "index" as const,
            matters: false,
            reason: "-",
            statements: 1,
          },
          ...{ name, file: "o.sql", line: 1, column: 1 },
        });
        await store.addLeftOut("job-1", 0, [leftOut("i1"), leftOut("i2"), leftOut("i3")]);
        const survey = { files: 2, statements: 5, versions: ["9.1"], usage: null };
        const now = { survey, leftOut: [leftOut("i2"), leftOut("i4")], print: "second" };
        const reread = { userTypes: {}, objects: [], whole: now };
        const { job } = await store.reopen("job-1", [1], again, reread);
        assert.deepEqual([job.survey, job.print], [survey, "second"]);
        assert.deepEqual(await store.job("job-1"), job);
        assert.deepEqual(await store.archive().leftOutPage("job-1", 0, 9), now.leftOut);
      });

      it("changes nothing at all when the move with it is refused", async () => {
        const ended = { status: "cancelled", results: [], logs: [] } as const;
        await store.commit("job-1", { ...ended, results: [], logs: [] });
        const before = await store.job("job-1");
        const move = { ...again, status: "running" as const };
        const known = { ...whole, survey: { files: 1, statements: 1, versions: [], usage: null } };
        const reread = { userTypes: {}, objects: [object(1, "second")], whole: known };
        await assert.rejects(store.reopen("job-1", [1], move, reread), {
          code: "JOB_STATE_CHANGED",
        });
        assert.deepEqual(await store.job("job-1"), before);
        assert.deepEqual(await store.objects("job-1", [0, 1, 2]), made);
        assert.deepEqual([...(await store.attempts("job-1"))], []);
        const kept = await store.archive().pastSourcePage("job-1", { ordinal: -1, attempt: 0 }, 9);
        assert.deepEqual(kept, []);
      });
    });

    it("refuses a move that the table of states does not have, with all that came with it", async () => {
      await store.createJob(JOB);
      const ended = { status: "cancelled", results: [], logs: [] } as const;
      await store.commit("job-1", { ...ended, results: [], logs: [] });
      const move = {
        status: "running",
        results: [result(0, "success")],
        logs: [log("x")],
      } as const;
      await assert.rejects(
        store.commit("job-1", { ...move, results: [...move.results], logs: [...move.logs] }),
        { code: "JOB_STATE_CHANGED" },
      );
      assert.equal((await store.job("job-1"))?.lastSeq, 0);
    });

    it("replays from any row, results and log lines merged", async () => {
      await store.createJob(JOB);
      for (let n = 0; n < 10; n++) {
        await store.commit("job-1", { results: [result(n, "success")], logs: [log(`l${n}`)] });
      }
      const all = await store.rowsAfter("job-1", 0, 100);
      assert.deepEqual(
        all.map(({ seq }) => seq),
        Array.from({ length: 20 }, (_, n) => n + 1),
      );
      assert.deepEqual(
        (await store.rowsAfter("job-1", 7, 5)).map(({ seq }) => seq),
        [8, 9, 10, 11, 12],
      );
      assert.deepEqual(await store.rowsAfter("job-1", 20, 5), []);
      const [last] = await store.rowsAfter("job-1", 19, 5);
      assert.deepEqual(JSON.parse(last?.json ?? ""), { ...log("l9"), seq: 20 });
      const [result19] = await store.resultsAfter("job-1", 18, 5);
      const { object_name, seq, attempt } = JSON.parse(result19?.json ?? "");
      assert.deepEqual([object_name, seq, attempt], ["o9", 19, 1]);
    });

    it("gives the newest log lines, oldest first", async () => {
      await store.createJob(JOB);
      const logs = Array.from({ length: 30 }, (_, n) => log(`l${n}`));
      await store.commit("job-1", { results: [], logs });
      const messages = (await store.latestLogs("job-1", 3)).map(({ message }) => message);
      assert.deepEqual(messages, ["l27", "l28", "l29"]);
    });

    it("keeps an inventory, and forgets an unfinished one", async () => {
      await store.createJob(JOB);
      const source = {
        key: "sales.x",
        name: "Sales.X",
        schema: "Sales",
        baseName: "X",
        objectType: "TABLE" as const,
        kind: "TABLE",
        definition: [{ text: "CREATE TABLE Sales.X (é INT)", file: "x.sql", line: 1, column: 1 }],
        data: [],
        dependsOn: [],
      };
      const objects = [0, 1, 2].map((ordinal) => ({
        ordinal,
        targetName: `x${ordinal}`,
        dependsOn: ordinal === 2 ? [0, 1] : [],
        source,
      }));
      await store.addObjects("job-1", objects.slice(0, 1));
      await store.setPlanned("job-1", null);
      await store.addObjects("job-1", objects);
      await store.setPlanned("job-1", { total: 3, userTypes: { year: "integer" } });
      const planned = await store.job("job-1");
      assert.equal(planned?.planned, true);
      assert.deepEqual(planned?.userTypes, { year: "integer" });
      await store.commit("job-1", { results: [result(1, "success")], logs: [] });
      assert.deepEqual(
        await store.columns("job-1", [0, 1]),
        new Map([[1, [{ name: "id", class: "int" }]]]),
      );
      assert.deepEqual(await store.objects("job-1", [2, 0]), [objects[2], objects[0]]);
      assert.deepEqual(
        (await store.objectRefs("job-1")).map(({ dependsOn }) => dependsOn),
        [[], [], [0, 1]],
      );
    });

    it("deletes a job with all it stored", async () => {
      await store.createJob(JOB);
      await store.commit("job-1", { results: [result(0, "success")], logs: [log("a")] });
      await store.deleteJob("job-1");
      assert.equal(await store.job("job-1"), undefined);
      assert.deepEqual(await store.rowsAfter("job-1", 0, 10), []);
      assert.deepEqual(await store.latestLogs("job-1", 10), []);
      await assert.rejects(store.commit("job-1", { results: [], logs: [log("late")] }));
      await store.createJob(JOB);
      assert.deepEqual(await store.rowsAfter("job-1", 0, 10), []);
    });
  });
}

import assert from "node:assert/strict";
import { JOB, log, result, type WholeStore } from "./records.ts";
import { rereadConformance } from "./rereadConformance.ts";

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

    rereadConformance(() => store);

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

import assert from "node:assert/strict";
import { join } from "node:path";
import { writeFiles } from "../support/inventories.ts";
import { ScriptedDispatcher } from "../support/scriptedDispatcher.ts";
import { tempFolder } from "../support/tempFolder.ts";
import { startTestEngine, type TestEngine } from "../support/testEngine.ts";
import { waitFor } from "../support/waitFor.ts";

describe("history over HTTP", () => {
  const folder = tempFolder();
  let server: TestEngine;
  const ids: string[] = [];

  before(async () => {
    const tables = Array.from({ length: 30 }, (_, n) => `CREATE TABLE t${n} (id INT);`);
    writeFiles(join(folder.path, "crm"), { "t.sql": tables.join("\n") });
    writeFiles(join(folder.path, "erp"), { "t.sql": tables.join("\n") });
    const broken = { status: "error", error: "no", errorCode: "DWM-TST-001" } as const;
    server = await startTestEngine({
      dispatcher: (store) =>
        new ScriptedDispatcher(store, async (name) => (/3$/.test(name) ? broken : {})),
    });
    for (const name of ["crm", "erp", "crm", "erp", "crm"]) {
      const body = {
        inventory_path: join(folder.path, name),
        target_catalog: "main",
        target_schema: name,
        source_type: "postgres",
      };
      const headers = { "X-Client-Name": `test/${name}` };
      const { body: answer } = await server.call("POST", "/api/migrate/start", body, headers);
      ids.push(answer.job_id);
      await waitFor("the end of the job", async () => {
        const job = await get(`/api/migrate/progress/${answer.job_id}`);
        return job.status === "completed";
      });
    }
  });
  after(async () => {
    await server.stop();
    folder.remove();
  });

  async function get(path: string) {
    const { status, body } = await server.call("GET", path);
    assert.equal(status, 200, JSON.stringify(body));
    return body;
  }

  it("lists all jobs without a limit, and page by page with one", async () => {
    const all = await get("/api/migrate/jobs");
    const newest = [...ids].reverse();
    const idsOf = (jobs: { job_id: string }[]) => jobs.map(({ job_id }) => job_id);
    assert.deepEqual([idsOf(all.jobs), all.total, all.next_cursor], [newest, 5, null]);
    const seen: string[] = [];
    let cursor = "";
    do {
      const page = await get(`/api/migrate/jobs?limit=2${cursor && `&cursor=${cursor}`}`);
      assert.equal(page.total, 5);
      seen.push(...idsOf(page.jobs));
      cursor = page.next_cursor ?? "";
    } while (cursor);
    assert.deepEqual(seen, newest);
  });

  it("finds jobs by status, text and time", async () => {
    assert.equal((await get("/api/migrate/jobs?text=ERP")).total, 2);
    assert.equal((await get("/api/migrate/jobs?status=completed&text=main.crm")).total, 3);
    assert.equal((await get("/api/migrate/jobs?status=running,queued")).total, 0);
    assert.equal((await get("/api/migrate/jobs?from=2999-01-01T00:00:00Z")).total, 0);
    assert.equal((await get("/api/migrate/jobs?to=2999-01-01T00:00:00Z")).total, 5);
    for (const query of ["status=odd", "limit=0", "cursor=odd", "from=monday"]) {
      const answer = await server.call("GET", `/api/migrate/jobs?${query}`);
      assert.equal(answer.status, 400, query);
    }
  });

  it("pages logs and results by seq, without a gap between them", async () => {
    const [id] = ids;
    const seqs: number[] = [];
    for (const [kind, field] of [
      ["logs", "logs"],
      ["results", "object_results"],
    ] as const) {
      let after: number | null = 0;
      while (after !== null) {
        const page = await get(`/api/migrate/jobs/${id}/${kind}?limit=7&after=${after}`);
        seqs.push(...page[field].map(({ seq }: { seq: number }) => seq));
        after = page.next_after;
      }
    }
    const { last_seq } = await get(`/api/migrate/jobs/${id}/logs`);
    const expected = Array.from({ length: last_seq }, (_, n) => n + 1);
    assert.deepEqual(
      seqs.sort((a, b) => a - b),
      expected,
    );
    const failed = await get(`/api/migrate/jobs/${id}/results?status=error&code=DWM-TST-001`);
    assert.equal(failed.object_results.length, 3);
    const errors = await get(`/api/migrate/jobs/${id}/logs?level=error`);
    assert.equal(errors.logs.length, 3);
    assert.equal((await server.call("GET", "/api/migrate/jobs/none/logs")).status, 404);
  });

  it("tells who did what, also of a job that is gone", async () => {
    const id = ids[4]!;
    await server.call("POST", `/api/migrate/retry/${id}`, { codes: ["DWM-TST-001"] });
    await waitFor("the retried job", async () => {
      return (await get(`/api/migrate/progress/${id}`)).status === "completed";
    });
    await server.call("DELETE", `/api/migrate/jobs/${id}`, undefined, { "X-Client-Name": "ops" });
    const { entries } = await get(`/api/migrate/jobs/${id}/audit`);
    const told = entries.map(({ action, client }: { action: string; client: string }) => [
      action,
      client,
    ]);
    assert.deepEqual(told, [
      ["start", "test/crm"],
      ["retry", "node"],
      ["delete", "ops"],
    ]);
    const page = await get("/api/migrate/audit?limit=2");
    assert.equal(page.entries.length, 2);
    assert.equal((await get(`/api/migrate/audit?after=${page.next_after}`)).entries.length, 5);
  });
});

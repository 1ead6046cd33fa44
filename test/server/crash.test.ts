import assert from "node:assert/strict";
import { join } from "node:path";
import { queryFile } from "../support/duckDb.ts";
import { EngineProcess } from "../support/engineProcess.ts";
import { startBody, writeFiles } from "../support/inventories.ts";
import { StreamReader } from "../support/streamReader.ts";
import { tempFolder } from "../support/tempFolder.ts";
import { waitFor } from "../support/waitFor.ts";

const TABLES = 400;
const KILLS = 5;

describe("an engine that is killed", () => {
  const folder = tempFolder();
  const engine = new EngineProcess(join(folder.path, "data"));

  async function progress(jobId: string) {
    return (await engine.call("GET", `/api/migrate/progress/${jobId}`)).body;
  }

  after(async () => {
    await engine.end("SIGTERM");
    folder.remove();
  });

  it("goes on by itself: every object once, every row once, no number twice or missing", async () => {
    const lines = Array.from(
      { length: TABLES },
      (_, n) => `CREATE TABLE t${n} (id INTEGER);\nINSERT INTO t${n} VALUES (1), (2), (3);`,
    );
    writeFiles(join(folder.path, "in"), { "t.sql": lines.join("\n") });
    await engine.start();
    const started = await engine.call(
      "POST",
      "/api/migrate/start",
      startBody(join(folder.path, "in")),
    );
    const jobId: string = started.body.job_id;
    const reader = new StreamReader();
    const followed = reader.follow(() => `${engine.url}/api/migrate/stream/${jobId}`);
    for (let round = 1; round <= KILLS; round++) {
      const enough = (TABLES / (KILLS + 1)) * round;
      await waitFor(`${enough} objects`, async () => {
        return (await progress(jobId)).completed_objects >= enough;
      });
      await engine.end("SIGKILL");
      await engine.start();
    }
    await followed;
    const job = await progress(jobId);
    assert.equal(job.status, "completed");
    const once = Array.from({ length: job.last_seq }, () => 1);
    assert.deepEqual(
      reader.seen.slice(1),
      once,
      "a client that was there throughout saw each seq once",
    );
    assert.ok(reader.reconnects >= KILLS);
    assert.equal(job.rows_loaded, TABLES * 3);
    const names = job.object_results.map(({ object_name }: { object_name: string }) => object_name);
    assert.equal(names.length, TABLES);
    assert.equal(new Set(names).size, TABLES);
    await engine.end("SIGKILL");
    const union = Array.from({ length: TABLES }, (_, n) => `SELECT id FROM migrated.t${n}`);
    const rows = await queryFile(
      job.target_path,
      `SELECT count(*), sum(id) FROM (${union.join(" UNION ALL ")})`,
    );
    assert.deepEqual(rows[0]?.map(Number), [TABLES * 3, TABLES * 6]);
    await engine.start();
  }).timeout(150_000);
});

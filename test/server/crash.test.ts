import assert from "node:assert/strict";
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { queryFile } from "../support/duckDb.ts";
import { ROOT, startBody, writeFiles } from "../support/inventories.ts";
import { readEvents } from "../support/sse.ts";
import { tempFolder } from "../support/tempFolder.ts";
import { waitFor } from "../support/waitFor.ts";

const TABLES = 400;
const KILLS = 3;

describe("an engine that is killed", () => {
  const folder = tempFolder();
  let child: ChildProcess;
  let url: string;

  async function start(): Promise<void> {
    const program = join(ROOT, "src/server/main.ts");
    const data = join(folder.path, "data");
    const args = [program, "serve", "--no-auth", "--port", "0", "--data", data];
    child = spawn(process.execPath, args, { stdio: ["ignore", "pipe", "ignore"] });
    const [line] = await once(createInterface({ input: child.stdout! }), "line");
    url = `http://127.0.0.1:${JSON.parse(line).port}`;
  }

  async function kill(): Promise<void> {
    const exited = once(child, "exit");
    child.kill("SIGKILL");
    await exited;
  }

  async function progress(jobId: string) {
    return (await fetch(`${url}/api/migrate/progress/${jobId}`)).json();
  }

  after(async () => {
    const exited = once(child, "exit");
    child.kill("SIGTERM");
    await exited;
    folder.remove();
  });

  it("goes on by itself: every object once, every row once, no number twice or missing", async () => {
    const lines = Array.from(
      { length: TABLES },
      (_, n) => `CREATE TABLE t${n} (id INTEGER);\nINSERT INTO t${n} VALUES (1), (2), (3);`,
    );
    writeFiles(join(folder.path, "in"), { "t.sql": lines.join("\n") });
    await start();
    const started = await fetch(`${url}/api/migrate/start`, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(startBody(join(folder.path, "in"))),
    });
    const { job_id: jobId } = (await started.json()) as { job_id: string };
    for (let round = 1; round <= KILLS; round++) {
      const enough = (TABLES / (KILLS + 1)) * round;
      await waitFor(`${enough} objects`, async () => {
        return (await progress(jobId)).completed_objects >= enough;
      });
      await kill();
      await start();
    }
    const { events } = await readEvents(`${url}/api/migrate/stream/${jobId}`);
    const seqs = events
      .flatMap(({ data }) => [...data.new_logs, ...data.new_results])
      .map(({ seq }) => seq)
      .sort((a, b) => a - b);
    assert.deepEqual(
      seqs,
      Array.from({ length: seqs.length }, (_, n) => n + 1),
    );
    const job = await progress(jobId);
    assert.equal(job.status, "completed");
    assert.equal(job.rows_loaded, TABLES * 3);
    const names = job.object_results.map(({ object_name }: { object_name: string }) => object_name);
    assert.equal(names.length, TABLES);
    assert.equal(new Set(names).size, TABLES);
    await kill();
    const union = Array.from({ length: TABLES }, (_, n) => `SELECT id FROM migrated.t${n}`);
    const rows = await queryFile(
      job.target_path,
      `SELECT count(*), sum(id) FROM (${union.join(" UNION ALL ")})`,
    );
    assert.deepEqual(rows[0]?.map(Number), [TABLES * 3, TABLES * 6]);
    await start();
  });
});

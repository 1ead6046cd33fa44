import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
  writeSync,
} from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { ScriptedDispatcher } from "../support/scriptedDispatcher.ts";
import { tempFolder } from "../support/tempFolder.ts";
import { startTestEngine, type TestEngine } from "../support/testEngine.ts";
import { waitFor } from "../support/waitFor.ts";

/** Fills the disk that holds `folder` but for `leave` bytes; answers the file to remove. */
function fillDisk(folder: string, leave: number): string {
  const path = join(folder, "filler");
  const file = openSync(path, "w");
  const piece = Buffer.alloc(64 * 1024, 1);
  try {
    for (;;) writeSync(file, piece);
  } catch (error) {
    assert.equal((error as NodeJS.ErrnoException).code, "ENOSPC");
  } finally {
    closeSync(file);
  }
  truncateSync(path, Math.max(0, statSync(path).size - leave));
  return path;
}

describe("a full disk", () => {
  const folder = tempFolder();
  const disk = join(folder.path, "disk");
  let server: TestEngine | undefined;

  before(function () {
    mkdirSync(disk);
    const mounted = spawnSync("mount", ["-t", "tmpfs", "-o", "size=24m", "tmpfs", disk]);
    // A disk of a known size takes a right that not every account has.
    if (mounted.status !== 0) this.skip();
  });
  afterEach(async () => {
    await server?.stop();
    server = undefined;
    for (const name of ["filler", "data"])
      rmSync(join(disk, name), { force: true, recursive: true });
  });
  after(() => {
    spawnSync("umount", [disk]);
    folder.remove();
  });

  function inventory(name: string, statements: string[]): string {
    const path = join(folder.path, name);
    writeFileSync(path, statements.join("\n"));
    return path;
  }

  async function runToEnd(path: string, targetPath: string) {
    const { call } = server!;
    const answer = await call("POST", "/api/migrate/start", {
      inventory_path: path,
      target_catalog: "c",
      target_schema: "s",
      source_type: "postgres",
      target_path: targetPath,
    });
    assert.equal(answer.status, 200, JSON.stringify(answer.body));
    const id = answer.body.job_id;
    await waitFor("the end of the job", async () => {
      const { status } = (await call("GET", `/api/migrate/progress/${id}`)).body;
      return status === "failed" || status === "completed";
    });
    return (await call("GET", `/api/migrate/progress/${id}`)).body;
  }

  it("fails the job with that reason when the store is on it, and goes on after room was made", async () => {
    let filler = "";
    // The disk is full from the first object's end on.
    const fillOnce = async () => {
      filler ||= fillDisk(disk, 0);
      return { targetSql: "x".repeat(2_000) };
    };
    server = await startTestEngine({
      data: join(disk, "data"),
      dispatcher: (store) => new ScriptedDispatcher(store, fillOnce),
    });
    const columns = Array.from({ length: 40 }, (_, n) => `column_${n} VARCHAR(20)`).join(", ");
    const tables = Array.from({ length: 400 }, (_, n) => `CREATE TABLE t${n} (${columns});`);
    const path = inventory("store.sql", tables);
    const target = join(folder.path, "store.duckdb");
    const job = await runToEnd(path, target);
    assert.equal(job.status, "failed");
    assert.match(job.error, /disk is full/);
    assert.match(job.error, /jobs\.db/);
    const database = new DatabaseSync(join(disk, "data", "jobs.db"), { readOnly: true });
    const row = database.prepare("SELECT status FROM jobs").get();
    assert.equal(row?.status, "failed");
    assert.equal(database.prepare("PRAGMA integrity_check").get()?.integrity_check, "ok");
    database.close();
    rmSync(filler);
    const retried = await server.call("POST", `/api/migrate/retry/${job.job_id}`);
    assert.equal(retried.status, 200, JSON.stringify(retried.body));
    await waitFor("the retried job", async () => {
      const now = (await server!.call("GET", `/api/migrate/progress/${job.job_id}`)).body;
      assert.notEqual(now.status, "failed", now.error);
      return now.status === "completed" && now.completed_objects === 400;
    });
  });

  it("fails the job when the target is on it, instead of each object", async () => {
    server = await startTestEngine();
    fillDisk(disk, 1024 * 1024);
    const rows = Array.from({ length: 2_000 }, (_, n) => `(${n}, '${n}${"x".repeat(n % 900)}')`);
    const statements = Array.from({ length: 20 }, (_, n) => [
      `CREATE TABLE t${n} (id INT, text VARCHAR(1000));`,
      `INSERT INTO t${n} VALUES ${rows.join(",")};`,
    ]);
    const path = inventory("target.sql", statements.flat());
    const job = await runToEnd(path, join(disk, "target.duckdb"));
    assert.equal(job.status, "failed", `${job.failed_objects} failed`);
    assert.match(job.error, /target cannot be written|No space left/i);
    assert.ok(existsSync(server.data));
  });
});

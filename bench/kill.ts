import { join } from "node:path";
import { queryFile } from "../test/support/duckDb.ts";
import { EngineProcess } from "../test/support/engineProcess.ts";
import { startBody, writeFiles } from "../test/support/inventories.ts";
import { StreamReader } from "../test/support/streamReader.ts";
import { tempFolder } from "../test/support/tempFolder.ts";
import { report } from "./support.ts";

const OBJECTS = Number(process.env.DW_BENCH_KILL_OBJECTS ?? 20_000);
const KILLS = 30;
const ROWS = 3;
/** Tables; a view over each tenth one comes on top. */
const TABLES = Math.round((OBJECTS * 10) / 11);
const VIEWS = OBJECTS - TABLES;

/** Kills the engine at random moments of a job with real statements, and checks that nothing was lost or done twice. */
export async function benchKill(): Promise<void> {
  console.log(
    `\n${KILLS} kills at random in a job of ${OBJECTS} objects (DuckDB, ${ROWS} rows a table)`,
  );
  const folder = tempFolder();
  const engine = new EngineProcess(join(folder.path, "data"));
  try {
    writeInventory(join(folder.path, "in"));
    await engine.start();
    const { body } = await engine.call(
      "POST",
      "/api/migrate/start",
      startBody(join(folder.path, "in")),
    );
    const jobId: string = body.job_id;
    const reader = new StreamReader();
    const followed = reader.follow(() => `${engine.url}/api/migrate/stream/${jobId}`);
    const started = performance.now();
    let kills = 0;
    let startMs = 0;
    let ended = false;
    followed.then(() => {
      ended = true;
    });
    // The kills are spread over the job: after each, the engine has to get a random piece further.
    for (let done = 0; kills < KILLS && !ended; kills++) {
      const piece = (2 * OBJECTS * Math.random()) / (KILLS + 1);
      done = Math.min(OBJECTS - 1, done + piece);
      await reached(engine, jobId, done, () => ended);
      await engine.end("SIGKILL");
      const before = performance.now();
      await engine.start();
      startMs = Math.max(startMs, performance.now() - before);
    }
    await followed;
    report("took", (performance.now() - started) / 1000, "s");
    report("kills", kills, "");
    report("longest start to its first line", startMs, "ms");
    await check(engine, jobId, reader);
    await engine.end("SIGTERM");
    await checkTarget(join(folder.path, "data/warehouses/retail.duckdb"));
  } finally {
    await engine.end("SIGKILL");
    folder.remove();
  }
}

function writeInventory(folder: string): void {
  const files: Record<string, string> = {};
  for (let first = 0; first < TABLES; first += 500) {
    const lines: string[] = [];
    for (let n = first; n < Math.min(TABLES, first + 500); n++) {
      lines.push(`CREATE TABLE t${n} (id INTEGER NOT NULL, name VARCHAR(20));`);
      lines.push(`INSERT INTO t${n} VALUES (1, 'a'), (2, 'b'), (3, 'c');`);
    }
    files[`tables/${first}.sql`] = lines.join("\n");
  }
  const views = Array.from({ length: VIEWS }, (_, n) => {
    return `CREATE VIEW v${n} AS SELECT id, name FROM t${(n * 10) % TABLES} WHERE id > 1;`;
  });
  files["views.sql"] = views.join("\n");
  writeFiles(folder, files);
}

async function reached(
  engine: EngineProcess,
  jobId: string,
  objects: number,
  ended: () => boolean,
): Promise<void> {
  for (;;) {
    const { body } = await engine.call("GET", `/api/migrate/jobs?limit=1`);
    const [job] = body.jobs;
    if (job.job_id !== jobId) throw new Error("another job");
    if (ended() || job.completed_objects >= objects) return;
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

async function check(engine: EngineProcess, jobId: string, reader: StreamReader): Promise<void> {
  const { body: job } = await engine.call("GET", `/api/migrate/progress/${jobId}`);
  const names = new Set(job.object_results.map((one: { object_name: string }) => one.object_name));
  expect("state", job.status, "completed");
  expect("results", job.object_results.length, OBJECTS);
  expect("distinct objects", names.size, OBJECTS);
  expect("failed", job.failed_objects, 0);
  expect("rows loaded by the counters", job.rows_loaded, TABLES * ROWS);
  let missing = 0;
  let repeated = 0;
  for (let seq = 1; seq <= job.last_seq; seq++) {
    const times = reader.seen[seq] ?? 0;
    if (times === 0) missing++;
    if (times > 1) repeated++;
  }
  report("times the client had to connect again", reader.reconnects, "");
  report("seqs of the job", job.last_seq, "");
  expect("seqs the client missed", missing, 0);
  expect("seqs the client saw twice", repeated, 0);
  expect("seqs beyond the last", reader.seen.length - 1, job.last_seq);
}

async function checkTarget(path: string): Promise<void> {
  const [counts] = await queryFile(
    path,
    `SELECT count(*), sum(estimated_size) FROM duckdb_tables() WHERE schema_name = 'migrated'`,
  );
  expect("tables in the target", Number(counts?.[0]), TABLES);
  let rows = 0;
  let sum = 0;
  for (let first = 0; first < TABLES; first += 1_000) {
    const size = Math.min(1_000, TABLES - first);
    const all = Array.from({ length: size }, (_, n) => `SELECT id FROM migrated.t${first + n}`);
    const [row] = await queryFile(
      path,
      `SELECT count(*), sum(id) FROM (${all.join(" UNION ALL ")})`,
    );
    rows += Number(row?.[0]);
    sum += Number(row?.[1]);
  }
  expect("rows in the target", rows, TABLES * ROWS);
  expect("sum of their ids", sum, TABLES * 6);
  const [views] = await queryFile(
    path,
    `SELECT count(*) FROM duckdb_views() WHERE schema_name = 'migrated'`,
  );
  expect("views in the target", Number(views?.[0]), VIEWS);
}

function expect(what: string, found: unknown, wanted: unknown): void {
  const verdict = found === wanted ? "as it must be" : `WRONG, must be ${wanted}`;
  console.log(`${what.padEnd(58)} ${String(found).padStart(9)}  ${verdict}`);
  if (found !== wanted) process.exitCode = 1;
}

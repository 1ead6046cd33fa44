import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { SqliteStore } from "../src/server/store/sqlite/sqliteStore.ts";
import { EngineProcess } from "../test/support/engineProcess.ts";
import { ROOT } from "../test/support/inventories.ts";
import { newJob } from "../test/support/newJob.ts";
import { tempFolder } from "../test/support/tempFolder.ts";
import { percentile, report } from "./support.ts";

const JOBS = 1_000;
const OBJECTS = 100;
const STARTS = 9;

/** Start of an engine with many ended jobs in its store: from the process's start to the first answer. */
export async function benchStartup(): Promise<void> {
  console.log(`\nStart with ${JOBS} ended jobs of ${OBJECTS} objects in the store`);
  const folder = tempFolder();
  try {
    // As it is shipped: the source needs its types stripped at each start.
    execFileSync(process.execPath, [join(ROOT, "scripts/build.ts")], { stdio: "ignore" });
    await fill(join(folder.path, "jobs.db"));
    const toHealth: number[] = [];
    const toList: number[] = [];
    for (let n = 0; n < STARTS; n++) {
      const engine = new EngineProcess(folder.path, [], "dist/engine.mjs");
      const started = performance.now();
      await engine.start();
      await engine.call("GET", "/api/health");
      toHealth.push(performance.now() - started);
      const { body } = await engine.call("GET", "/api/migrate/jobs");
      toList.push(performance.now() - started);
      if (body.jobs.length !== JOBS) throw new Error(`${body.jobs.length} jobs`);
      await engine.end("SIGTERM");
    }
    for (const list of [toHealth, toList]) list.sort((a, b) => a - b);
    report("start to first answer, median", percentile(toHealth, 0.5), "ms", 500);
    report("start to first answer, slowest", percentile(toHealth, 1), "ms", 500);
    report("start to the list of all jobs, median", percentile(toList, 0.5), "ms");
  } finally {
    folder.remove();
  }
}

async function fill(path: string): Promise<void> {
  const store = new SqliteStore(path);
  for (let n = 0; n < JOBS; n++) {
    const jobId = `job-${n}`;
    const timestamp = new Date(Date.now() - n * 60_000).toISOString();
    await store.createJob(
      newJob({ jobId, createdAt: timestamp, inventoryPath: `/exports/warehouse_${n}` }),
    );
    const objects = Array.from({ length: OBJECTS }, (_, ordinal) => {
      const name = `sales.t${ordinal}`;
      const text = `CREATE TABLE ${name} (id NUMBER(10) NOT NULL, name VARCHAR2(100), at DATE)`;
      const definition = [{ file: "tables.sql", line: ordinal, column: 1, text }];
      const target = { targetName: `t${ordinal}`, dependsOn: [] };
      const rest = { schema: "sales", baseName: `t${ordinal}`, objectType: "TABLE" as const };
      const source = {
        key: name,
        name,
        ...rest,
        kind: "TABLE",
        definition,
        data: [],
        dependsOn: [],
      };
      return { ordinal, ...target, source };
    });
    await store.addObjects(jobId, objects);
    await store.setPlanned(jobId, { total: OBJECTS, userTypes: {} });
    await store.commit(jobId, { status: "running", startTime: timestamp, results: [], logs: [] });
    const results = objects.map(({ ordinal, source }) => {
      const result = {
        object_name: source.name,
        object_type: "TABLE" as const,
        status: "success" as const,
        timestamp,
      };
      return { ordinal, attempt: 1, targetSql: "CREATE TABLE t (id INT)", columns: null, result };
    });
    const message = "Migrated";
    const logs = results.map(() => ({ timestamp, level: "info" as const, message }));
    await store.commit(jobId, { status: "completed", endTime: timestamp, results, logs });
  }
  await store.close();
}

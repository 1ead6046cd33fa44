import { SOURCE_TYPES, type SourceType } from "../src/protocol/dialect.ts";
import { translateScript } from "../src/server/dispatch/translateScript.ts";
import { WorkerPool } from "../src/server/dispatch/workerPool.ts";
import { readScript } from "../src/server/inventory/readScript.ts";
import { translateObject } from "../src/server/translate/translateObject.ts";
import type { TargetDialect } from "../src/server/translate/types.ts";
import { script } from "../test/support/corpus/generate.ts";
import { report } from "./support.ts";

const STATEMENTS = 800;
/** CPU seconds of measurement a figure, after as many passes to warm up as take this long. */
const SECONDS = 1.5;
const BUDGET = 1_500;

/** Statements a second on one core, warm, through translation and verification; then how it scales with threads. */
export async function benchTranslate(): Promise<void> {
  console.log(
    "\nTranslation, statements a CPU second, one thread, warm (tables, views and procedures of our generator)",
  );
  for (const source of SOURCE_TYPES) {
    const sql = script(source, STATEMENTS, 11);
    report(`${source}: split and read`, await rate(() => splitOnly(sql, source)), "/s", BUDGET);
    for (const target of ["duckdb", "databricks"] as const) {
      report(
        `${source} -> ${target}`,
        await rate(() => translateAll(sql, source, target)),
        "/s",
        BUDGET,
      );
    }
  }
  console.log("\nScaling, snowflake -> databricks, wall clock");
  const single = await scaled(1);
  report("1 thread", single, "/s");
  const double = await scaled(2);
  report("2 threads", double, "/s");
  report("2 threads over 1", double / single, "x");
}

/** Statements a CPU second of `pass`, which answers how many it has done. */
async function rate(pass: () => Promise<number> | number): Promise<number> {
  for (const until = cpuSeconds() + SECONDS; cpuSeconds() < until; ) await pass();
  const started = cpuSeconds();
  let done = 0;
  while (cpuSeconds() - started < SECONDS) done += await pass();
  return done / (cpuSeconds() - started);
}

function cpuSeconds(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
}

function splitOnly(sql: string, source: SourceType): number {
  return readScript("bench.sql", sql, source).objects.length;
}

async function translateAll(
  sql: string,
  sourceType: SourceType,
  target: TargetDialect,
): Promise<number> {
  const { objects, userTypes } = readScript("bench.sql", sql, sourceType);
  const names = target === "duckdb" ? { catalog: "c", schema: "s" } : { catalog: "", schema: "" };
  const context = { sourceType, target, names: { ...names, targets: {} }, root: "", userTypes };
  for (const object of objects) await translateObject(object, context);
  return objects.length;
}

async function scaled(size: number): Promise<number> {
  const pool = new WorkerPool({ size });
  const request = {
    sql: script("snowflake", 3_000, 12),
    source_type: "snowflake",
    target_type: "databricks",
  } as const;
  await translateScript(request, pool);
  const started = performance.now();
  let done = 0;
  while (performance.now() - started < 4_000) done += (await translateScript(request, pool)).length;
  const seconds = (performance.now() - started) / 1000;
  await pool.close();
  return done / seconds;
}

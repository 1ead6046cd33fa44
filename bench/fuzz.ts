import { parseArgs } from "node:util";
import { translateScript } from "../src/server/dispatch/translateScript.ts";
import { WorkerPool } from "../src/server/dispatch/workerPool.ts";
import { faultOf, type Mutant, mutants } from "../test/support/corpus/mutants.ts";

const SHOWN = 20;
/** Statements that are under way at a time, a worker. */
const AHEAD = 4;

interface Tally {
  statements: number;
  translated: number;
  refused: number;
  faults: number;
  worstMs: number;
  worst: Mutant | undefined;
}

/** Damaged statements through the whole way, from text to verified result: `npm run bench fuzz -- --count N --seed N`. */
export async function benchFuzz(args: readonly string[]): Promise<void> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      count: { type: "string", default: "20000" },
      seed: { type: "string", default: "1" },
    },
  });
  const count = Number(values.count);
  console.log(`\nFuzz: ${count.toLocaleString("en")} damaged statements, seed ${values.seed}`);
  const pool = new WorkerPool();
  const tally: Tally = {
    statements: 0,
    translated: 0,
    refused: 0,
    faults: 0,
    worstMs: 0,
    worst: undefined,
  };
  await warm(pool);
  const started = performance.now();
  const source = mutants(count, Number(values.seed));
  const lane = async (): Promise<void> => {
    for (const mutant of source) await one(mutant, pool, tally);
  };
  await Promise.all(Array.from({ length: pool.size * AHEAD }, lane));
  await pool.close();
  const seconds = (performance.now() - started) / 1000;
  const { statements, translated, refused, faults, worstMs, worst } = tally;
  console.log(
    `${statements} statements in ${seconds.toFixed(0)} s: ${translated} with a result, ${refused} refused with issues, ${faults} faults`,
  );
  console.log(
    `worst time ${worstMs.toFixed(0)} ms: ${worst?.source_type} -> ${worst?.target_type}, ${worst?.sql.length} characters`,
  );
  if (worst && worstMs > 2_000) console.log(JSON.stringify(worst.sql.slice(0, 2000)));
  if (faults > 0) process.exitCode = 1;
}

/** Starts the threads: their start is not a statement's time. */
async function warm(pool: WorkerPool): Promise<void> {
  const request = {
    sql: "SELECT 1 AS a FROM t;".repeat(2_000),
    source_type: "postgres",
    target_type: "databricks",
  } as const;
  await Promise.all([translateScript(request, pool), translateScript(request, pool)]);
}

async function one(mutant: Mutant, pool: WorkerPool, tally: Tally): Promise<void> {
  const started = performance.now();
  let fault: string | undefined;
  try {
    const answer = await translateScript(mutant, pool);
    fault = faultOf(mutant, answer);
    if (answer.some(({ sql }) => sql !== null)) tally.translated++;
    else tally.refused++;
  } catch (error) {
    fault = `it threw: ${error instanceof Error ? error.stack : String(error)}`;
  }
  const tookMs = performance.now() - started;
  tally.statements++;
  if (tookMs > tally.worstMs) Object.assign(tally, { worstMs: tookMs, worst: mutant });
  if (fault === undefined) return;
  if (tally.faults++ < SHOWN) {
    console.log(
      `${mutant.source_type} -> ${mutant.target_type}: ${fault}\n  ${JSON.stringify(mutant.sql.slice(0, 1500))}`,
    );
  }
}

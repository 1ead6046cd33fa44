import { type BenchEngine, benchEngine, report } from "./support.ts";

interface Progress {
  status: string;
  start_time: string;
  end_time: string;
  object_results: unknown[];
}

/** Engine overhead an object: no-op work, every result and log line durable. From the job's first to its last moment. */
export async function benchOverhead(): Promise<void> {
  console.log("\nEngine overhead an object, no-op work, store on");
  for (const count of [1_000, 10_000, 100_000]) {
    const engine = await benchEngine(0);
    const idle = await engine.memory();
    const jobId = await engine.start(count);
    const stream = await fetch(`${engine.url}/api/migrate/stream/${jobId}`);
    for await (const _ of stream.body ?? []) {
      // Read to its end: the stream closes when the job has ended.
    }
    const response = await fetch(`${engine.url}/api/migrate/progress/${jobId}`);
    const job = (await response.json()) as Progress;
    if (job.object_results.length !== count)
      throw new Error(`${job.object_results.length} results`);
    const tookMs = Date.parse(job.end_time) - Date.parse(job.start_time);
    report(`${count.toLocaleString("en")} objects`, (tookMs * 1000) / count, "us", 25);
    if (count === 100_000) {
      const after = await settled(engine);
      report("memory for 100k results, heap + external over idle", grown(after, idle), "MB", 30);
      report("memory, resident set over idle", (after.rss - idle.rss) / 1e6, "MB");
    }
    await engine.stop();
  }
}

/** V8 gives freed pages back to the system some seconds late: the lowest of fifteen readings, one a second. */
async function settled(engine: BenchEngine): Promise<NodeJS.MemoryUsage> {
  let lowest = await engine.memory();
  for (let reading = 1; reading < 15; reading++) {
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    const now = await engine.memory();
    if (now.rss < lowest.rss) lowest = now;
  }
  return lowest;
}

function grown(after: NodeJS.MemoryUsage, before: NodeJS.MemoryUsage): number {
  const used = ({ heapUsed, external }: NodeJS.MemoryUsage) => heapUsed + external;
  return (used(after) - used(before)) / 1e6;
}

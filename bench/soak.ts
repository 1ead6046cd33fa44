import { fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { benchEngine, percentile, report } from "./support.ts";

const EVENTS_PER_SECOND = 1_000;
const SECONDS = 60;
const HEALTHY = 1_000;
const STALLED = 50;
/** The stalled ones wake when this share of the job is over. */
const WAKE_AT = 0.75;

interface Caught {
  gaps: number;
  repeats: number;
  lastSeq: number;
  slowestMs: number;
}

/** Many clients, some of which stop reading: what the others feel, what it costs, and whether they catch up. */
export async function benchSoak(): Promise<void> {
  console.log(
    `\n${HEALTHY} clients and ${STALLED} stalled ones, ${EVENTS_PER_SECOND} objects/s for ${SECONDS} s, store on`,
  );
  const engine = await benchEngine(EVENTS_PER_SECOND, 64);
  const jobId = await engine.start(EVENTS_PER_SECOND * SECONDS);
  const url = `${engine.url}/api/migrate/stream/${jobId}`;
  const clientsOf = (program: string, count: number) =>
    fork(fileURLToPath(new URL(program, import.meta.url)), [url, String(count)]);
  const stalled = clientsOf("./stalledClients.ts", STALLED);
  const healthy = clientsOf("./latencyClients.ts", HEALTHY);
  const measured = once(healthy, "message") as Promise<[{ latencies: number[] }]>;
  const caught = once(stalled, "message") as Promise<[Caught]>;
  const started = performance.now();
  const memory: number[] = [];
  let isOver = false;
  measured.then(() => {
    isOver = true;
  });
  let woken = false;
  while (!isOver) {
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    const passed = (performance.now() - started) / 1000;
    if (!woken && passed >= SECONDS * WAKE_AT) woken = stalled.send("wake");
    memory.push((await engine.resident()) / 1e6);
  }
  const [{ latencies }] = await measured;
  const [{ gaps, repeats, lastSeq, slowestMs }] = await caught;
  const part = (from: number, to: number) => {
    const values = memory.slice(from, to);
    return values.reduce((sum, value) => sum + value, 0) / values.length;
  };
  report("healthy clients, p50", percentile(latencies, 0.5), "ms", 15);
  report("healthy clients, p99", percentile(latencies, 0.99), "ms", 40);
  report("engine resident, mean of seconds 10 to 20", part(10, 20), "MB");
  report("engine resident, mean of seconds 34 to 44 (all stalled)", part(34, 44), "MB");
  report("engine resident, mean of the last 8 seconds", part(-8, memory.length), "MB");
  report("engine resident, highest", Math.max(...memory), "MB");
  report("stalled clients, rows in the stream", lastSeq, "");
  report("stalled clients, rows missed by all of them", gaps, "");
  report("stalled clients, rows seen twice by all of them", repeats, "");
  report("stalled clients, waking to the end of the job, slowest", slowestMs / 1000, "s");
  await engine.stop();
}

import { fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { benchEngine, percentile, report } from "./support.ts";

const EVENTS_PER_SECOND = 1_000;
const SECONDS = 8;

interface Measured {
  /** Milliseconds, sorted. */
  latencies: number[];
  bytes: number;
  cpuSeconds: number;
}

/** Event latency: object finished -> its row read by a client, at 1,000 events/s with the durable store on. */
export async function benchLatency(): Promise<void> {
  console.log(`\nEvent latency, ${EVENTS_PER_SECOND} objects/s for ${SECONDS} s, store on`);
  for (const clients of [1, 100, 1_000]) {
    const engine = await benchEngine(EVENTS_PER_SECOND, 64);
    const jobId = await engine.start(EVENTS_PER_SECOND * SECONDS);
    const program = fileURLToPath(new URL("./latencyClients.ts", import.meta.url));
    const url = `${engine.url}/api/migrate/stream/${jobId}`;
    const child = fork(program, [url, String(clients)]);
    const [result] = (await once(child, "message")) as [Measured];
    const cpu = await engine.cpuSeconds();
    const strict = clients === 1_000;
    report(
      `${clients} clients, p50`,
      percentile(result.latencies, 0.5),
      "ms",
      strict ? 15 : undefined,
    );
    report(
      `${clients} clients, p99`,
      percentile(result.latencies, 0.99),
      "ms",
      strict ? 40 : undefined,
    );
    report(`${clients} clients, sent`, result.bytes / 1e6, "MB");
    report(`${clients} clients, processor time of the engine`, cpu, "s");
    report(`${clients} clients, processor time of the clients`, result.cpuSeconds, "s");
    report(`${clients} clients, engine memory`, (await engine.memory()).rss / 1e6, "MB");
    await engine.stop();
  }
}

import { cpus } from "node:os";
import { benchLatency } from "./latency.ts";
import { benchOverhead } from "./overhead.ts";

const benches: Readonly<Record<string, () => Promise<void>>> = {
  latency: benchLatency,
  overhead: benchOverhead,
};

const wanted = process.argv.slice(2);
console.log(`Node ${process.version}, ${cpus().length} x ${cpus()[0]?.model ?? "unknown"}`);
for (const [name, bench] of Object.entries(benches)) {
  if (wanted.length === 0 || wanted.includes(name)) await bench();
}

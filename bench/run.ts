import { cpus } from "node:os";
import { benchDdl } from "./ddl.ts";
import { benchKill } from "./kill.ts";
import { benchLatency } from "./latency.ts";
import { benchOverhead } from "./overhead.ts";
import { benchSoak } from "./soak.ts";
import { benchStartup } from "./startup.ts";

const benches: Readonly<Record<string, () => Promise<void>>> = {
  latency: benchLatency,
  overhead: benchOverhead,
  startup: benchStartup,
  soak: benchSoak,
  kill: benchKill,
  ddl: benchDdl,
};

const wanted = process.argv.slice(2);
console.log(`Node ${process.version}, ${cpus().length} x ${cpus()[0]?.model ?? "unknown"}`);
for (const [name, bench] of Object.entries(benches)) {
  if (wanted.length === 0 || wanted.includes(name)) await bench();
}

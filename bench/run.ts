import { cpus } from "node:os";
import { benchDdl } from "./ddl.ts";
import { benchFunctions } from "./functions.ts";
import { benchFuzz } from "./fuzz.ts";
import { benchKill } from "./kill.ts";
import { benchLatency } from "./latency.ts";
import { benchOverhead } from "./overhead.ts";
import { benchPanel } from "./panel.ts";
import { benchSoak } from "./soak.ts";
import { benchStartup } from "./startup.ts";
import { benchTranslate } from "./translate.ts";

const benches: Readonly<Record<string, (args: readonly string[]) => Promise<void>>> = {
  latency: benchLatency,
  overhead: benchOverhead,
  startup: benchStartup,
  soak: benchSoak,
  kill: benchKill,
  translate: benchTranslate,
  fuzz: benchFuzz,
  ddl: benchDdl,
  functions: benchFunctions,
  panel: benchPanel,
};

// Names of benches first; what follows them is theirs.
const given = process.argv.slice(2);
const other = given.findIndex((argument) => !Object.hasOwn(benches, argument));
const wanted = other < 0 ? given : given.slice(0, other);
const args = other < 0 ? [] : given.slice(other).filter((argument) => argument !== "--");
console.log(`Node ${process.version}, ${cpus().length} x ${cpus()[0]?.model ?? "unknown"}`);
for (const [name, bench] of Object.entries(benches)) {
  if (wanted.length === 0 || wanted.includes(name)) await bench(args);
}

import { pino } from "pino";
import { startEngine } from "../src/server/engine.ts";
import { keepHeapSmall } from "../src/server/memory.ts";
import { ScriptedDispatcher } from "../test/support/scriptedDispatcher.ts";

// The engine of the bench, a process of its own: real inventory, coordinator, store and hub; the work on an object is
// nothing but waiting for its turn. Arguments: data folder, objects a second (0: as fast as it goes), concurrency.

const [data = "", rateText = "0", concurrencyText = "64"] = process.argv.slice(2);
const perSecond = Number(rateText);
keepHeapSmall();
let released = 0;
let startedAt = 0;

/** Microseconds resolution on the clock that processes of one computer share, as text. */
function now(): string {
  return (performance.timeOrigin + performance.now()).toFixed(3);
}

/** Resolves when it is this object's turn at the given rate. */
async function turn(): Promise<void> {
  if (startedAt === 0) startedAt = performance.now();
  const due = startedAt + (released++ * 1000) / perSecond;
  const wait = due - performance.now();
  if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait));
}

const engine = await startEngine({
  host: "127.0.0.1",
  port: 0,
  data,
  token: undefined,
  allowedHosts: [],
  version: "bench",
  log: pino({ level: "error" }, pino.destination(2)),
  dispatcher: (store) =>
    new ScriptedDispatcher(
      store,
      async () => {
        if (perSecond > 0) await turn();
        // The moment at which the object was finished travels in a field that the client reads back.
        return { error: now() };
      },
      Number(concurrencyText),
    ),
});
process.on("message", (message) => {
  if (message === "cpu") {
    const { user, system } = process.cpuUsage();
    process.send?.((user + system) / 1e6);
  }
  if (message === "resident") process.send?.(process.memoryUsage.rss());
  if (message !== "memory") return;
  globalThis.gc?.();
  process.send?.(process.memoryUsage());
});
process.send?.(engine.port);

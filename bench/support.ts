import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { startBody, writeTables } from "../test/support/inventories.ts";
import { tempFolder } from "../test/support/tempFolder.ts";

export interface BenchEngine {
  url: string;
  process: ChildProcess;
  /** Starts a job of `count` objects that do nothing; answers its id. */
  start(count: number): Promise<string>;
  memory(): Promise<NodeJS.MemoryUsage>;
  /** Resident set in bytes, without a collection before it. */
  resident(): Promise<number>;
  cpuSeconds(): Promise<number>;
  stop(): Promise<void>;
}

/** Starts the bench's engine in a process of its own. */
export async function benchEngine(perSecond: number, concurrency = 64): Promise<BenchEngine> {
  const data = tempFolder();
  const inventory = tempFolder();
  const program = fileURLToPath(new URL("./noopEngine.ts", import.meta.url));
  const child = fork(program, [data.path, String(perSecond), String(concurrency)], {
    execArgv: ["--expose-gc"],
  });
  const [port] = (await once(child, "message")) as [number];
  const url = `http://127.0.0.1:${port}`;
  return {
    url,
    process: child,
    start: async (count) => {
      writeTables(inventory.path, count);
      const response = await fetch(`${url}/api/migrate/start`, {
        method: "POST",
        headers: { "Content-Type": "application/json" },
        body: JSON.stringify(startBody(inventory.path)),
      });
      const answer = (await response.json()) as { job_id: string; detail?: string };
      if (!response.ok) throw new Error(answer.detail);
      return answer.job_id;
    },
    memory: async () => {
      child.send("memory");
      const [usage] = (await once(child, "message")) as [NodeJS.MemoryUsage];
      return usage;
    },
    resident: async () => {
      child.send("resident");
      const [bytes] = (await once(child, "message")) as [number];
      return bytes;
    },
    cpuSeconds: async () => {
      child.send("cpu");
      const [seconds] = (await once(child, "message")) as [number];
      return seconds;
    },
    stop: async () => {
      const exited = once(child, "exit");
      child.kill("SIGKILL");
      await exited;
      data.remove();
      inventory.remove();
    },
  };
}

/** The value below which `share` (0 to 1) of the sorted values lie. */
export function percentile(sorted: readonly number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

/** One line of a report: figure, unit, and how it stands to its budget. */
export function report(what: string, value: number, unit: string, budget?: number): void {
  const ratio =
    budget === undefined
      ? ""
      : `  (budget ${budget} ${unit}, ratio ${(value / budget).toFixed(2)})`;
  console.log(`${what.padEnd(58)} ${value.toFixed(1).padStart(9)} ${unit}${ratio}`);
}

import { readdir, readFile } from "node:fs/promises";
import { waitUntil } from "./waitUntil.ts";

const politeMs = 5_000;

/**
 * Ends every process that carries `marker` (an entry NAME=value) in its environment: SIGTERM
 * first, SIGKILL for what is left. The marker is inherited, so it also finds processes that left
 * the tree of their parent, such as a detached engine, and never one of somebody else.
 */
export async function endMarkedProcesses(marker: string): Promise<void> {
  if ((await signalAll(marker, "SIGTERM")) === 0) return;
  const gone = async () => (await markedProcesses(marker)).length === 0;
  await waitUntil(gone, "the processes ended", politeMs).catch(async () => {
    await signalAll(marker, "SIGKILL");
    await waitUntil(gone, "the killed processes were gone", politeMs);
  });
}

async function signalAll(marker: string, signal: NodeJS.Signals): Promise<number> {
  const pids = await markedProcesses(marker);
  for (const pid of pids) {
    try {
      process.kill(pid, signal);
    } catch {
      // It ended between the listing and the signal.
    }
  }
  return pids.length;
}

async function markedProcesses(marker: string): Promise<number[]> {
  const found: number[] = [];
  for (const name of await readdir("/proc")) {
    const pid = Number(name);
    if (!(pid > 0) || pid === process.pid) continue;
    // Unreadable: of another user, or gone. A zombie has an empty environment.
    const environment = await readFile(`/proc/${pid}/environ`, "latin1").catch(() => "");
    if (environment.split("\0").includes(marker)) found.push(pid);
  }
  return found;
}

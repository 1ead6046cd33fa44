import { messageOf } from "../errors.ts";
import type { L10n, Log } from "../hostTypes.ts";
import type { Timers } from "../timers.ts";
import { isAlive } from "./engineFile.ts";
import type { EngineProbe, FoundEngine } from "./probeEngine.ts";

/** An engine hands back what is in work within 10 s and cuts it short then. */
const END_DEADLINE_MS = 15_000;
const POLL_MS = 100;

export interface ReplaceOptions {
  probe: EngineProbe;
  /** The version that takes its place. */
  version: string;
  timers: Timers;
  log: Log;
  l10n: L10n;
}

/**
 * Ends an engine of an older version, so that ours can take over: its unfinished jobs go on at the next start. Safe when
 * several windows do it at once. Rejects when the engine does not end.
 */
export async function endOlderEngine(engine: FoundEngine, options: ReplaceOptions): Promise<void> {
  const { probe, version, timers, log, l10n } = options;
  const { pid } = engine;
  log.info(`Replacing the migration engine ${engine.version}, pid ${pid}, by ${version}.`);
  let asked = false;
  if (engine.capabilities.includes("shutdown")) {
    try {
      await probe.shutDown(engine, `replaced by version ${version}`);
      asked = true;
    } catch (error) {
      // Another window may have been quicker; then it is about to end anyway.
      log.debug(`The engine ${pid} was not asked to end: ${messageOf(error)}`);
    }
  }
  if (asked && (await hasEnded(pid, timers))) return;
  terminate(pid);
  if (!(await hasEnded(pid, timers))) {
    const reason = l10n.t(
      "The engine of version {0} (process {1}) does not end.",
      engine.version,
      String(pid),
    );
    throw new Error(reason);
  }
}

async function hasEnded(pid: number, timers: Timers): Promise<boolean> {
  const deadline = timers.now() + END_DEADLINE_MS;
  while (isAlive(pid)) {
    if (timers.now() >= deadline) return false;
    await new Promise<void>((resolve) => timers.after(POLL_MS, resolve));
  }
  return true;
}

function terminate(pid: number): void {
  try {
    process.kill(pid, "SIGTERM");
  } catch (error) {
    // It has ended by itself.
    if ((error as NodeJS.ErrnoException).code !== "ESRCH") throw error;
  }
}

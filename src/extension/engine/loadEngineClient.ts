import { setImmediate } from "node:timers/promises";

/** What the second bundle exports. */
export type EngineClient = typeof import("./client.ts");

/**
 * Loads the second bundle. The build turns the import into one of ./client.cjs, which it leaves outside of the first
 * bundle. Waiting a turn keeps the loading out of activate(), whoever calls.
 */
export async function loadEngineClient(): Promise<EngineClient> {
  await setImmediate();
  return import("./client.ts");
}

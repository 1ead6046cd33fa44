import { setImmediate } from "node:timers/promises";

/** What the bundle of the start flow exports. */
export type StartFlowBundle = typeof import("./startFlow.ts");

/** Loads the bundle of the start flow on first use; see loadEngineClient.ts, which does the same. */
export async function loadStartFlow(): Promise<StartFlowBundle> {
  await setImmediate();
  return import("./startFlow.ts");
}

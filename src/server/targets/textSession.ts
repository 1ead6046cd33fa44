import type { TargetSession } from "./types.ts";

/**
 * A target that executes nothing: a dry run for a warehouse that is not asked. Objects are as good as their translation was
 * checked; rows are translated, so that what is wrong with them is told, and counted as not loaded.
 */
export const textSession: TargetSession = {
  async apply({ data }, signal) {
    for await (const _batch of data?.() ?? []) signal.throwIfAborted();
    return { outcome: "applied", rowsLoaded: 0 };
  },
  async close() {
    // Nothing is held.
  },
};

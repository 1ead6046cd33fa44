import { isBreakdown } from "../translate/brokenParser.ts";

/** The exit code of a worker thread in which a parser library broke down. */
const BROKEN = 70;

/**
 * Runs a task of a worker thread. When a parser library breaks down in it the thread ends: the library's instance lives as
 * long as the thread does, and must not be used again.
 */
export async function orEndThread<T>(task: () => Promise<T>): Promise<T> {
  try {
    return await task();
  } catch (error) {
    if (isBreakdown(error)) process.exit(BROKEN);
    throw error;
  }
}

/** True for the error that a task ends with when its thread was broken, or ran out of memory. */
export function isBrokenThread(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const { code } = error as NodeJS.ErrnoException;
  return (
    code === "ERR_WORKER_OUT_OF_MEMORY" || error.message === `worker exited with code: ${BROKEN}`
  );
}

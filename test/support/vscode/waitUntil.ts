import { setTimeout as delay } from "node:timers/promises";

const pollMs = 50;

/**
 * Polls `condition` until it answers something truthy and returns that. An error thrown by the
 * condition counts as "not yet"; the last one is the cause of the final error.
 */
export async function waitUntil<T>(
  condition: () => Promise<T> | T,
  description: string,
  timeoutMs = 20_000,
): Promise<NonNullable<T>> {
  const deadline = Date.now() + timeoutMs;
  let cause: unknown;
  for (;;) {
    try {
      const answer = await condition();
      if (answer) return answer;
      cause = undefined;
    } catch (error) {
      cause = error;
    }
    if (Date.now() > deadline) {
      throw new Error(`Waited ${timeoutMs} ms in vain until ${description}.`, { cause });
    }
    await delay(pollMs);
  }
}

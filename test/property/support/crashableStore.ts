import type { JobStore } from "../../../src/server/store/types.ts";

/** A store in a process that can be killed: after that nothing is read or written any more, and nobody is answered. */
export function crashable(store: JobStore): { store: JobStore; crash(): void } {
  let isDead = false;
  const never = new Promise<never>(() => undefined);
  const proxy = new Proxy(store, {
    get(target, name) {
      const value: unknown = Reflect.get(target, name);
      if (typeof value !== "function") return value;
      return (...values: unknown[]) => {
        if (isDead) return never;
        const answer: unknown = Reflect.apply(value, target, values);
        // What was committed stays; who waits for the answer may be gone by then.
        return answer instanceof Promise
          ? answer.then((result) => (isDead ? never : result))
          : answer;
      };
    },
  });
  return {
    store: proxy,
    crash: () => {
      isDead = true;
    },
  };
}

import { useEffect, useRef } from "preact/hooks";
import type { RowRange } from "./rowRange.ts";

const nothing: RowRange = { first: 0, count: 0 };
/** An answer that does not come is not waited for longer. */
const answerMs = 150;

/**
 * Calls `send` whenever another range, or the same range of another list (`of`), is needed. While one is being answered the
 * next waits, and only the last of them goes out: who scrolls fast wants what is there now, not all that went by. `answer`
 * is another value with each answer. A list that went out of sight asks for nothing, once.
 */
export function useRangeRequest(
  active: boolean,
  range: RowRange,
  of: unknown,
  answer: unknown,
  send: (range: RowRange) => void,
): void {
  const { first, count } = active ? range : nothing;
  const wasActive = useRef(false);
  const asked = useRef({ of: undefined as unknown, until: 0 });
  const waiting = useRef<(() => void) | null>(null);
  const flush = () => {
    asked.current.until = 0;
    waiting.current?.();
    waiting.current = null;
  };
  useEffect(() => {
    if (!active && !wasActive.current) return;
    const isSameList = asked.current.of === of && wasActive.current === active;
    wasActive.current = active;
    const go = () => {
      asked.current = { of, until: performance.now() + answerMs };
      send({ first, count });
    };
    const leftMs = isSameList ? asked.current.until - performance.now() : 0;
    waiting.current = leftMs > 0 ? go : null;
    if (leftMs <= 0) {
      go();
      return;
    }
    const timer = setTimeout(flush, leftMs);
    return () => clearTimeout(timer);
  }, [active, first, count, of]);
  useEffect(flush, [answer]);
}

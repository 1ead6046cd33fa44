/** A frame that does not come, because the page is out of sight, is not waited for longer. */
const mostMs = 100;

export interface FrameQueue<Item> {
  add(item: Item): void;
  /** Forgets what is waiting. */
  stop(): void;
}

/**
 * Hands on what comes first in a frame at once, and what comes behind it at the beginning of the next one: a burst is laid
 * out once a frame, and a single change does not wait for one.
 */
export function perFrame<Item>(take: (item: Item) => void): FrameQueue<Item> {
  let waiting: Item[] = [];
  let open = true;
  let frame = 0;
  let timer = 0;
  const stop = () => {
    cancelAnimationFrame(frame);
    clearTimeout(timer);
    waiting = [];
    open = true;
  };
  const flush = () => {
    const items = waiting;
    stop();
    if (items.length === 0) return;
    close();
    void handOn(items, take);
  };
  const close = () => {
    open = false;
    frame = requestAnimationFrame(flush);
    timer = setTimeout(flush, mostMs);
  };
  return {
    add(item) {
      if (!open) {
        waiting.push(item);
        return;
      }
      close();
      take(item);
    },
    stop,
  };
}

/** One after the other, each rendered before the next, as if each had come in a frame of its own. */
async function handOn<Item>(items: readonly Item[], take: (item: Item) => void): Promise<void> {
  for (const item of items) {
    take(item);
    // Preact renders in a microtask, which is before the one that this asks for.
    await Promise.resolve();
  }
}

/** A frame that does not come, because the page is out of sight, is not waited for longer. */
const mostMs = 100;

export interface FrameQueue<Item> {
  add(item: Item): void;
  /** Forgets what is waiting. */
  stop(): void;
}

/**
 * Hands on what came since the last frame at the beginning of the next one. What reads the layout in between, as a scroll
 * event does, finds it as it was painted: nothing has to be laid out twice for one frame.
 */
export function perFrame<Item>(take: (item: Item) => void): FrameQueue<Item> {
  let waiting: Item[] = [];
  let frame = 0;
  let timer = 0;
  const stop = () => {
    cancelAnimationFrame(frame);
    clearTimeout(timer);
    waiting = [];
  };
  const flush = () => {
    const items = waiting;
    stop();
    void handOn(items, take);
  };
  return {
    add(item) {
      waiting.push(item);
      if (waiting.length > 1) return;
      frame = requestAnimationFrame(flush);
      timer = setTimeout(flush, mostMs);
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

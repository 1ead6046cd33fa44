/** An object that ended. Times in ms. */
export interface Sample {
  at: number;
  type: string;
  durationMs: number;
}

/** The past is looked at in so many parts of about the same number of objects. */
const PARTS = 8;

/** How unevenly a job went on. */
export interface PaceSpread {
  /** Relative standard deviation of the time that `work` will take, in the unit of the expected work. */
  over(work: number): number;
}

/**
 * Compares the time that parts of the past took with the work that was expected in them: whatever makes a job uneven is in
 * it, objects of different size, a disk that others use, fewer objects that may run at once. `expected` is the mean work of
 * a type; `begun` and `now` are the ends of the past.
 */
export function paceSpread(
  samples: readonly Sample[],
  begun: number,
  now: number,
  expected: (type: string) => number,
): PaceSpread {
  const inOrder = samples.toSorted((a, b) => a.at - b.at);
  const count = Math.min(PARTS, inOrder.length);
  const paces: number[] = [];
  let work = 0;
  let from = begun;
  for (let part = 0; part < count; part++) {
    const start = Math.floor((part * inOrder.length) / count);
    const end = Math.floor(((part + 1) * inOrder.length) / count);
    const members = inOrder.slice(start, end);
    const until = part === count - 1 ? now : (members.at(-1)?.at ?? from);
    const planned = members.reduce((sum, { type }) => sum + expected(type), 0);
    if (planned > 0) paces.push(Math.max(0, until - from) / planned);
    work += planned;
    from = until;
  }
  const mean = paces.reduce((sum, pace) => sum + pace, 0) / Math.max(1, paces.length);
  const squares = paces.reduce((sum, pace) => sum + (pace - mean) ** 2, 0);
  const variation =
    paces.length > 1 && mean > 0 ? Math.sqrt(squares / (paces.length - 1)) / mean : 1;
  return {
    over: (left) => {
      // The mean of the past is uncertain, and so are the parts to come, which even out the more there are of them.
      const parts = Math.max(1, (left * paces.length) / Math.max(work, Number.EPSILON));
      return variation * Math.sqrt(1 / Math.max(1, paces.length) + 1 / parts);
    },
  };
}

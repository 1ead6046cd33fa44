const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const DAY = 24 * 60 * MINUTE;

/**
 * How the times of an axis are written so that no two of them read the same: with the day where it shows more than one,
 * with seconds and parts of them where they are close together. `stepMs`: from one time to the next.
 */
export function axisTimeStyle(stepMs: number, spanMs: number): Intl.DateTimeFormatOptions {
  if (stepMs >= DAY) return { dateStyle: "short" };
  const clock = { hour: "numeric", minute: "2-digit" } as const;
  if (spanMs >= DAY) return { month: "numeric", day: "numeric", ...clock };
  if (stepMs >= MINUTE) return { timeStyle: "short" };
  if (stepMs >= SECOND) return { timeStyle: "medium" };
  const fractionalSecondDigits = stepMs >= 100 ? 1 : stepMs >= 10 ? 2 : 3;
  return { ...clock, second: "2-digit", fractionalSecondDigits };
}

import { useEffect, useState } from "preact/hooks";

const tickMs = 1_000;

/** The time in epoch milliseconds, renewed once a second while `ticking`. */
export function useNow(ticking: boolean): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    setNow(Date.now());
    if (!ticking) return;
    const timer = setInterval(() => setNow(Date.now()), tickMs);
    return () => clearInterval(timer);
  }, [ticking]);
  return now;
}

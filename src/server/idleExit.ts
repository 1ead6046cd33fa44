/** Calls `onIdle` once nothing was going on for `idleMs`. `isBusy` is asked four times in that time. */
export function watchIdle(idleMs: number, isBusy: () => boolean, onIdle: () => void) {
  let idleSince = performance.now();
  const timer = setInterval(() => {
    if (isBusy()) idleSince = performance.now();
    else if (performance.now() - idleSince >= idleMs) onIdle();
  }, idleMs / 4);
  timer.unref();
  return {
    /** Something happened that `isBusy` does not see, a request for one. */
    touch: () => {
      idleSince = performance.now();
    },
    stop: () => clearInterval(timer),
  };
}

import { setFlagsFromString } from "node:v8";

/**
 * Tells V8 to collect early instead of letting the heap grow: on a large machine it would otherwise keep hundreds of
 * megabytes of garbage behind a job of 100,000 objects (measured: 330 MB against 50 MB, at 10 % more time).
 */
export function keepHeapSmall(): void {
  setFlagsFromString("--optimize-for-size");
}

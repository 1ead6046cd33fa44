/**
 * A value that is computed anew when its source is another one, but not more often than once in `leastMs`; every `idleMs`
 * while time alone changes it.
 */
export class Renewed<T> {
  readonly #leastMs: number;
  readonly #idleMs: number;
  #held: { value: T; version: number; moves: boolean; at: number } | undefined;
  #isLate = false;

  constructor(leastMs: number, idleMs: number) {
    this.#leastMs = leastMs;
    this.#idleMs = idleMs;
  }

  /** What was answered last is older than its source. */
  get isLate(): boolean {
    return this.#isLate;
  }

  /** `version` is the source's; `moves`: time alone changes the value. */
  value(version: number, moves: boolean, now: number, compute: () => T): T {
    const held = this.#held;
    if (held) {
      const changed = held.version !== version || held.moves !== moves;
      const waitMs = changed ? this.#leastMs : moves ? this.#idleMs : Number.POSITIVE_INFINITY;
      this.#isLate = changed && now - held.at < waitMs;
      if (now - held.at < waitMs) return held.value;
    }
    this.#isLate = false;
    const value = compute();
    this.#held = { value, version, moves, at: now };
    return value;
  }
}

/** What is to be written next: lines in their order, or how many are missing at this place. */
export type QueuePart<Line> = { lines: Line[] } | { missing: number };

/**
 * Lines that wait to be written. Of too many the oldest and the newest are kept; the middle is left out and counted, so that
 * a flood neither grows memory nor goes unmentioned.
 */
export class LineQueue<Line> {
  readonly #half: number;
  #head: Line[] = [];
  #missing = 0;
  #tail: Line[] = [];

  /** At most `capacity` lines are kept. */
  constructor(capacity: number) {
    this.#half = Math.max(1, Math.floor(capacity / 2));
  }

  /** How many lines wait. */
  get length(): number {
    return this.#head.length + this.#tail.length;
  }

  get empty(): boolean {
    return this.length === 0 && this.#missing === 0;
  }

  push(lines: readonly Line[]): void {
    for (const line of lines) {
      const first = this.#missing === 0 && this.#tail.length === 0;
      (first && this.#head.length < this.#half ? this.#head : this.#tail).push(line);
      // In slices: an array that moves with every line is slow. The queue never holds more than its capacity.
      if (this.#tail.length > this.#half) this.#leaveOut(Math.ceil(this.#half / 4));
    }
  }

  /** Takes up to `count` lines out, with the gaps between them. */
  take(count: number): QueuePart<Line>[] {
    const parts: QueuePart<Line>[] = [];
    let left = count;
    while (left > 0 && !this.empty) {
      if (this.#head.length === 0) {
        if (this.#missing > 0) parts.push({ missing: this.#missing });
        this.#missing = 0;
        this.#head = this.#tail;
        this.#tail = [];
        continue;
      }
      const lines = this.#head.splice(0, left);
      left -= lines.length;
      parts.push({ lines });
    }
    return parts;
  }

  #leaveOut(count: number): void {
    this.#missing += this.#tail.splice(0, count).length;
  }
}

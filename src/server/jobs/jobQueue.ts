/** What decides the order in which waiting jobs run. */
export interface Waiting {
  jobId: string;
  /** Higher first. */
  priority: number;
  /** ISO 8601, UTC; earlier first. */
  queuedAt: string;
}

interface Place extends Waiting {
  enter: (release: (() => void) | undefined) => void;
}

/** Lets at most so many jobs run at once; the others wait in order. */
export class JobQueue {
  readonly #most: number;
  readonly #waiting: Place[] = [];
  #running = 0;

  constructor(most: number) {
    this.#most = most;
  }

  /** Resolves when it is the job's turn, with what gives the turn back; with undefined when it was withdrawn. */
  enter(job: Waiting): Promise<(() => void) | undefined> {
    return new Promise((enter) => {
      const { jobId, priority, queuedAt } = job;
      this.#waiting.push({ jobId, priority, queuedAt, enter });
      this.#waiting.sort(
        (a, b) =>
          b.priority - a.priority ||
          (a.queuedAt < b.queuedAt ? -1 : Number(a.queuedAt > b.queuedAt)),
      );
      this.#next();
    });
  }

  /** Takes a waiting job out; nothing happens when it does not wait. */
  withdraw(jobId: string): void {
    const at = this.#waiting.findIndex((place) => place.jobId === jobId);
    if (at >= 0) this.#waiting.splice(at, 1)[0]?.enter(undefined);
  }

  /** The place of a waiting job, 1 for the next one. */
  position(jobId: string): number | undefined {
    const at = this.#waiting.findIndex((place) => place.jobId === jobId);
    return at < 0 ? undefined : at + 1;
  }

  #next(): void {
    while (this.#running < this.#most) {
      const place = this.#waiting.shift();
      if (!place) return;
      this.#running++;
      let isHeld = true;
      place.enter(() => {
        if (!isHeld) return;
        isHeld = false;
        this.#running--;
        this.#next();
      });
    }
  }
}

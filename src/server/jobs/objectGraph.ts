import type { ObjectRef } from "../store/types.ts";
import { Dependents } from "./dependents.ts";

const WAITING = 0;
const READY = 1;
const RUNNING = 2;
const SUCCEEDED = 3;
const NOT_MADE = 4;
/** Not tried, because something that it needs was not made. */
const BLOCKED = 5;

/** An object that will not be tried, and the one whose failure is the reason. */
export interface Skipped {
  ordinal: number;
  because: number;
}

/** What a reopening leads to. */
export interface Reopened {
  /** All that were opened, in order. */
  opened: number[];
  /** What was open and will not be tried after all: it needs something by now that was not made. */
  skipped: Skipped[];
}

/**
 * Which objects may run now. Dependents lie in flat arrays and a state is one byte, so 100,000 objects cost about two
 * megabytes; nothing is recursive.
 */
export class ObjectGraph {
  readonly #state: Uint8Array;
  readonly #waitsFor: Int32Array;
  #dependents: Dependents;
  readonly #ready: number[] = [];
  #nextReady = 0;
  #remaining: number;

  /** `refs` must hold every ordinal from 0 on, once. A dependency on an ordinal outside is ignored. */
  constructor(refs: readonly ObjectRef[]) {
    const size = refs.length;
    this.#state = new Uint8Array(size);
    this.#waitsFor = new Int32Array(size);
    this.#remaining = size;
    this.#dependents = new Dependents(refs);
    this.#recount(refs);
  }

  /** Objects that have no outcome yet. */
  get remaining(): number {
    return this.#remaining;
  }

  #makeReady(ordinal: number): void {
    this.#state[ordinal] = READY;
    this.#ready.push(ordinal);
  }

  /** Takes at most `count` objects that may run now. */
  take(count: number): number[] {
    const taken: number[] = [];
    while (taken.length < count && this.#nextReady < this.#ready.length) {
      const ordinal = this.#ready[this.#nextReady++]!;
      if (this.#state[ordinal] !== READY) continue;
      this.#state[ordinal] = RUNNING;
      taken.push(ordinal);
    }
    if (this.#nextReady > 4096 && this.#nextReady * 2 > this.#ready.length) {
      this.#ready.splice(0, this.#nextReady);
      this.#nextReady = 0;
    }
    return taken;
  }

  /** The object exists in the target now; what waited for it alone becomes ready. */
  succeed(ordinal: number): void {
    if (!this.#settle(ordinal, SUCCEEDED)) return;
    for (const dependent of this.#dependents.of(ordinal)) {
      this.#waitsFor[dependent]!--;
      if (this.#waitsFor[dependent] === 0 && this.#state[dependent] === WAITING) {
        this.#makeReady(dependent);
      }
    }
  }

  /** The object does not exist in the target; answers everything that needs it, directly or not, each once. */
  fail(ordinal: number): Skipped[] {
    return this.#settle(ordinal, NOT_MADE) ? this.#block([ordinal]) : [];
  }

  /** Settles everything open that needs one of `lost`, directly or not. */
  #block(lost: number[]): Skipped[] {
    const skipped: Skipped[] = [];
    for (let because = lost.pop(); because !== undefined; because = lost.pop()) {
      for (const dependent of this.#dependents.of(because)) {
        // One in work, whose need was made once and is run again, says itself what became of it.
        if (this.#state[dependent] === RUNNING || !this.#settle(dependent, BLOCKED)) continue;
        skipped.push({ ordinal: dependent, because });
        lost.push(dependent);
      }
    }
    return skipped;
  }

  /** True of what has no outcome and is not in work. */
  isOpen(ordinal: number): boolean {
    const state = this.#state[ordinal];
    return state === WAITING || state === READY;
  }

  /** True of what has an outcome. */
  isEnded(ordinal: number): boolean {
    return (this.#state[ordinal] ?? WAITING) >= SUCCEEDED;
  }

  /** True of what will be tried, or would be if what it needs were there: what it is made from may still change. */
  isUntried(ordinal: number): boolean {
    return this.isOpen(ordinal) || this.#state[ordinal] === BLOCKED;
  }

  /**
   * Opens objects again that have an outcome: `ordinals`, what they need and was not made, and what was not tried because
   * of them. From now on dependencies are those of `refs`; those of what runs or was made must be as before.
   */
  reopen(ordinals: readonly number[], refs: readonly ObjectRef[]): Reopened {
    this.#dependents = new Dependents(refs);
    const open = new Set<number>();
    const upwards = [...ordinals];
    for (let next = upwards.pop(); next !== undefined; next = upwards.pop()) {
      const state = this.#state[next];
      if (state === undefined || state < SUCCEEDED || open.has(next)) continue;
      open.add(next);
      for (const needed of refs[next]?.dependsOn ?? []) {
        if ((this.#state[needed] ?? 0) > SUCCEEDED) upwards.push(needed);
      }
    }
    const blocked = this.#blockedStill(open);
    this.#state.forEach((state, ordinal) => {
      if (state === BLOCKED && !blocked.has(ordinal)) open.add(ordinal);
    });
    for (const ordinal of open) this.#state[ordinal] = WAITING;
    this.#remaining += open.size;
    this.#recount(refs);
    const skipped = this.#block(this.#lost());
    return { opened: [...open].sort((a, b) => a - b), skipped };
  }

  /** What stays blocked when the objects of `open` are tried again. */
  #blockedStill(open: ReadonlySet<number>): Set<number> {
    const blocked = new Set<number>();
    const causes: number[] = [];
    this.#state.forEach((state, ordinal) => {
      if (state === NOT_MADE && !open.has(ordinal)) causes.push(ordinal);
    });
    for (let cause = causes.pop(); cause !== undefined; cause = causes.pop()) {
      for (const dependent of this.#dependents.of(cause)) {
        if (this.#state[dependent] !== BLOCKED || open.has(dependent)) continue;
        if (blocked.has(dependent)) continue;
        blocked.add(dependent);
        causes.push(dependent);
      }
    }
    return blocked;
  }

  #lost(): number[] {
    const lost: number[] = [];
    this.#state.forEach((state, ordinal) => {
      if (state > SUCCEEDED) lost.push(ordinal);
    });
    return lost;
  }

  /** Finds anew what the objects without outcome wait for. */
  #recount(refs: readonly ObjectRef[]): void {
    for (const { ordinal, dependsOn } of refs) {
      const state = this.#state[ordinal]!;
      if (state !== WAITING && state !== READY) continue;
      const missing = dependsOn.filter(
        (needed) => (this.#state[needed] ?? SUCCEEDED) !== SUCCEEDED,
      );
      this.#waitsFor[ordinal] = missing.length;
      if (missing.length > 0) this.#state[ordinal] = WAITING;
      else if (state === WAITING) this.#makeReady(ordinal);
    }
  }

  /** Objects that can never run because they wait for each other; only meaningful when nothing runs or is ready. */
  stuck(): number[] {
    const stuck: number[] = [];
    this.#state.forEach((state, ordinal) => {
      if (state === WAITING) stuck.push(ordinal);
    });
    return stuck;
  }

  #settle(ordinal: number, state: number): boolean {
    const now = this.#state[ordinal];
    if (now === undefined || now >= SUCCEEDED) return false;
    this.#state[ordinal] = state;
    this.#remaining--;
    return true;
  }
}

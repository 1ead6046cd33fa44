import type { ObjectRef } from "../store/types.ts";

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

/**
 * Which objects may run now. Dependents lie in two flat arrays and a state is one byte, so 100,000 objects cost about two
 * megabytes; nothing is recursive.
 */
export class ObjectGraph {
  readonly #state: Uint8Array;
  readonly #waitsFor: Int32Array;
  readonly #dependents: Int32Array;
  /** Dependents of `n` are `#dependents[#offsets[n] .. #offsets[n + 1]]`. */
  readonly #offsets: Int32Array;
  readonly #ready: number[] = [];
  #nextReady = 0;
  #remaining: number;

  /** `refs` must hold every ordinal from 0 on, once. A dependency on an ordinal outside is ignored. */
  constructor(refs: readonly ObjectRef[]) {
    const size = refs.length;
    this.#state = new Uint8Array(size);
    this.#waitsFor = new Int32Array(size);
    this.#offsets = new Int32Array(size + 1);
    this.#remaining = size;
    const inside = (dependency: number) => dependency >= 0 && dependency < size;
    for (const ref of refs) {
      for (const dependency of ref.dependsOn.filter(inside)) {
        this.#waitsFor[ref.ordinal]!++;
        this.#offsets[dependency + 1]!++;
      }
    }
    for (let n = 0; n < size; n++) this.#offsets[n + 1]! += this.#offsets[n]!;
    this.#dependents = new Int32Array(this.#offsets[size]!);
    const fill = this.#offsets.slice(0, size);
    for (const ref of refs) {
      for (const dependency of ref.dependsOn.filter(inside)) {
        this.#dependents[fill[dependency]!++] = ref.ordinal;
      }
    }
    for (let n = 0; n < size; n++) if (this.#waitsFor[n] === 0) this.#makeReady(n);
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
    for (let at = this.#offsets[ordinal]!; at < this.#offsets[ordinal + 1]!; at++) {
      const dependent = this.#dependents[at]!;
      this.#waitsFor[dependent]!--;
      if (this.#waitsFor[dependent] === 0 && this.#state[dependent] === WAITING) {
        this.#makeReady(dependent);
      }
    }
  }

  /** The object does not exist in the target; answers everything that needs it, directly or not, each once. */
  fail(ordinal: number): Skipped[] {
    const skipped: Skipped[] = [];
    if (!this.#settle(ordinal, NOT_MADE)) return skipped;
    const open = [ordinal];
    for (let because = open.pop(); because !== undefined; because = open.pop()) {
      for (let at = this.#offsets[because]!; at < this.#offsets[because + 1]!; at++) {
        const dependent = this.#dependents[at]!;
        // One in work, whose need was made once and is run again, says itself what became of it.
        if (this.#state[dependent] === RUNNING || !this.#settle(dependent, BLOCKED)) continue;
        skipped.push({ ordinal: dependent, because });
        open.push(dependent);
      }
    }
    return skipped;
  }

  /**
   * Opens objects again that have an outcome: `ordinals`, what they need and was not made, and what was not tried because
   * of them. Answers all that were opened, in order. `refs` as given to the constructor.
   */
  reopen(ordinals: readonly number[], refs: readonly ObjectRef[]): number[] {
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
    // Ordinals are in dependency order: one pass finds what only these kept from being tried.
    for (const { ordinal, dependsOn } of refs) {
      if (this.#state[ordinal] !== BLOCKED || open.has(ordinal)) continue;
      const isFree = (needed: number) =>
        open.has(needed) || (this.#state[needed] ?? 0) <= SUCCEEDED;
      if (dependsOn.every(isFree)) open.add(ordinal);
    }
    for (const ordinal of open) this.#state[ordinal] = WAITING;
    this.#remaining += open.size;
    this.#recount(refs);
    return [...open].sort((a, b) => a - b);
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

import type { ObjectRef } from "../store/types.ts";

/** Who needs an object: dependencies turned round. Two flat arrays, so that 100,000 objects cost about a megabyte. */
export class Dependents {
  readonly #all: Int32Array;
  /** Dependents of `n` are `#all[#offsets[n] .. #offsets[n + 1]]`. */
  readonly #offsets: Int32Array;

  /** `refs` must hold every ordinal from 0 on, once. A dependency on an ordinal outside is ignored. */
  constructor(refs: readonly ObjectRef[]) {
    const size = refs.length;
    this.#offsets = new Int32Array(size + 1);
    const inside = (dependency: number) => dependency >= 0 && dependency < size;
    for (const { dependsOn } of refs) {
      for (const dependency of dependsOn) {
        if (inside(dependency)) this.#offsets[dependency + 1]!++;
      }
    }
    for (let n = 0; n < size; n++) this.#offsets[n + 1]! += this.#offsets[n]!;
    this.#all = new Int32Array(this.#offsets[size]!);
    const fill = this.#offsets.slice(0, size);
    for (const { ordinal, dependsOn } of refs) {
      for (const dependency of dependsOn) {
        if (inside(dependency)) this.#all[fill[dependency]!++] = ordinal;
      }
    }
  }

  /** Objects that need `ordinal` themselves. */
  of(ordinal: number): Int32Array {
    return this.#all.subarray(this.#offsets[ordinal], this.#offsets[ordinal + 1]);
  }
}

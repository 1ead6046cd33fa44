import assert from "node:assert/strict";
import * as fc from "fast-check";
import { ObjectGraph } from "../../src/server/jobs/objectGraph.ts";
import { dependencies, propertyOptions } from "./support/runProperty.ts";

type State = "open" | "running" | "made" | "failed" | "blocked";

/** The rules of ObjectGraph in the plainest words, and as slow as that is. */
class PlainGraph {
  readonly states: State[];
  readonly #needs: readonly number[][];

  constructor(needs: readonly number[][]) {
    this.#needs = needs;
    this.states = needs.map(() => "open");
  }

  ready(): number[] {
    return this.#where((ordinal) => this.states[ordinal] === "open" && this.#all(ordinal, "made"));
  }

  #where(test: (ordinal: number) => boolean): number[] {
    return this.#needs.map((_, ordinal) => ordinal).filter(test);
  }

  #all(ordinal: number, state: State): boolean {
    return this.#needs[ordinal]!.every((need) => this.states[need] === state);
  }

  /** Everything that needs it, directly or not. */
  fail(ordinal: number): number[] {
    this.states[ordinal] = "failed";
    const skipped: number[] = [];
    for (const later of this.#where((other) => other > ordinal)) {
      const isBehind = this.#needs[later]!.some((n) => n === ordinal || skipped.includes(n));
      if (isBehind && this.states[later] === "open") skipped.push(later);
    }
    for (const one of skipped) this.states[one] = "blocked";
    return skipped;
  }

  reopen(ordinals: readonly number[]): number[] {
    const opened = new Set<number>();
    const isLost = (n: number) => this.states[n] === "failed" || this.states[n] === "blocked";
    const open = (n: number) => {
      if (opened.has(n) || this.states[n] === "open" || this.states[n] === "running") return;
      opened.add(n);
      for (const need of this.#needs[n]!) if (isLost(need)) open(need);
    };
    for (const n of ordinals) open(n);
    for (const n of this.#where((other) => this.states[other] === "blocked")) {
      if (this.#needs[n]!.every((need) => opened.has(need) || !isLost(need))) opened.add(n);
    }
    for (const n of opened) this.states[n] = "open";
    return [...opened].sort((a, b) => a - b);
  }
}

const step = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({ kind: fc.constant("take"), pick: fc.integer({ min: 1, max: 5 }) }),
  },
  { weight: 5, arbitrary: fc.record({ kind: fc.constant("succeed"), pick: fc.nat() }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant("fail"), pick: fc.nat() }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("reopen"), pick: fc.nat() }) },
);

describe("ObjectGraph, by property", () => {
  it("does what the plain rules say, whatever happens in whatever order", () => {
    const property = fc.property(
      dependencies(12),
      fc.array(step, { maxLength: 60 }),
      (needs, steps) => {
        const refs = needs.map((dependsOn, ordinal) => ({
          ordinal,
          objectType: "TABLE",
          dependsOn,
        }));
        const graph = new ObjectGraph(refs);
        const plain = new PlainGraph(needs);
        const running: number[] = [];
        for (const { kind, pick } of steps) {
          const [one] = running.length > 0 ? running.splice(pick % running.length, 1) : [];
          if (kind === "take") {
            if (one !== undefined) running.push(one);
            const may = new Set(plain.ready());
            const taken = graph.take(pick);
            assert.equal(
              taken.length,
              Math.min(pick, may.size),
              "takes what is ready, to the number",
            );
            for (const ordinal of taken) {
              assert.ok(may.delete(ordinal), `${ordinal} was ready, and taken once`);
              plain.states[ordinal] = "running";
              running.push(ordinal);
            }
          } else if (kind === "reopen") {
            if (one !== undefined) running.push(one);
            const chosen = needs.map((_, ordinal) => ordinal).filter((n) => (pick >> n) & 1);
            assert.deepEqual(graph.reopen(chosen, refs), plain.reopen(chosen));
          } else if (one !== undefined && kind === "succeed") {
            plain.states[one] = "made";
            graph.succeed(one);
          } else if (one !== undefined) {
            const skipped = graph.fail(one).map(({ ordinal }) => ordinal);
            assert.deepEqual(
              skipped.sort((a, b) => a - b),
              plain.fail(one),
            );
          }
          const open = plain.states.filter((state) => state === "open" || state === "running");
          assert.equal(graph.remaining, open.length);
        }
      },
    );
    fc.assert(property, propertyOptions(2_000));
  });
});

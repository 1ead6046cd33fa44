import assert from "node:assert/strict";
import * as fc from "fast-check";
import { ObjectGraph } from "../../src/server/jobs/objectGraph.ts";
import { dependencies, propertyOptions } from "./support/runProperty.ts";

type State = "open" | "running" | "made" | "failed" | "blocked";

/** The rules of ObjectGraph in the plainest words, and as slow as that is. */
class PlainGraph {
  readonly states: State[];
  readonly needs: number[][];

  constructor(needs: readonly number[][]) {
    this.needs = needs.map((some) => [...some]);
    this.states = needs.map(() => "open");
  }

  ready(): number[] {
    return this.#where((n) => this.states[n] === "open" && this.#needsOf(n, (s) => s === "made"));
  }

  #where(test: (ordinal: number) => boolean): number[] {
    return this.needs.map((_, ordinal) => ordinal).filter(test);
  }

  #needsOf(ordinal: number, test: (state: State, need: number) => boolean): boolean {
    return this.needs[ordinal]!.every((need) => test(this.states[need]!, need));
  }

  /** Blocks what is open and needs something that is lost, until nothing changes any more. */
  block(): number[] {
    const blocked: number[] = [];
    const isDoomed = (n: number) =>
      this.states[n] === "open" && !this.#needsOf(n, (state) => !isLost(state));
    for (let more = this.#where(isDoomed); more.length > 0; more = this.#where(isDoomed)) {
      for (const one of more) this.states[one] = "blocked";
      blocked.push(...more);
    }
    return blocked.sort((a, b) => a - b);
  }

  /** Everything that needs it, directly or not. */
  fail(ordinal: number): number[] {
    this.states[ordinal] = "failed";
    return this.block();
  }

  reopen(ordinals: readonly number[]): { opened: number[]; skipped: number[] } {
    const opened = new Set<number>();
    const open = (n: number) => {
      if (opened.has(n) || this.states[n] === "open" || this.states[n] === "running") return;
      opened.add(n);
      for (const need of this.needs[n]!) if (isLost(this.states[need]!)) open(need);
    };
    for (const n of ordinals) open(n);
    // All that is blocked is free, but what needs something lost that is neither opened nor free.
    const free = new Set(this.#where((n) => this.states[n] === "blocked" && !opened.has(n)));
    for (let before = -1; before !== free.size; ) {
      before = free.size;
      for (const n of free) {
        const holds = this.#needsOf(
          n,
          (s, need) => !isLost(s) || opened.has(need) || free.has(need),
        );
        if (!holds) free.delete(n);
      }
    }
    for (const n of free) opened.add(n);
    for (const n of opened) this.states[n] = "open";
    return { opened: [...opened].sort((a, b) => a - b), skipped: this.block() };
  }
}

function isLost(state: State): boolean {
  return state === "failed" || state === "blocked";
}

const step = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({ kind: fc.constant("take"), pick: fc.integer({ min: 1, max: 5 }) }),
  },
  { weight: 5, arbitrary: fc.record({ kind: fc.constant("succeed"), pick: fc.nat() }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant("fail"), pick: fc.nat() }) },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant("reopen"),
      pick: fc.nat(),
      needs: fc.array(fc.array(fc.nat({ max: 11 }), { maxLength: 2 }), { maxLength: 12 }),
    }),
  },
);

describe("ObjectGraph, by property", () => {
  it("does what the plain rules say, whatever happens in whatever order", () => {
    const property = fc.property(
      dependencies(12),
      fc.array(step, { maxLength: 60 }),
      (needs, steps) => {
        const refsOf = (all: readonly number[][]) =>
          all.map((dependsOn, ordinal) => ({ ordinal, objectType: "TABLE", dependsOn }));
        const refs = refsOf(needs);
        const graph = new ObjectGraph(refs);
        const plain = new PlainGraph(needs);
        const running: number[] = [];
        for (const { kind, pick, ...more } of steps) {
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
            const anew = "needs" in more ? more.needs : [];
            // The files may say anything of what is not made yet, circles too.
            for (const [ordinal, some] of anew.entries()) {
              const state = plain.states[ordinal];
              if (state === undefined || state === "running" || state === "made") continue;
              plain.needs[ordinal] = [...new Set(some)].filter((n) => n < needs.length);
            }
            const { opened, skipped } = graph.reopen(chosen, refsOf(plain.needs));
            const lost = skipped.map(({ ordinal }) => ordinal).sort((a, b) => a - b);
            assert.deepEqual({ opened, skipped: lost }, plain.reopen(chosen));
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

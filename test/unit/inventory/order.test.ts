import assert from "node:assert/strict";
import {
  describeCycle,
  findCycles,
  orderByDependency,
} from "../../../src/server/inventory/order.ts";

function nodes(graph: Readonly<Record<string, string>>): { key: string; dependsOn: string[] }[] {
  return Object.entries(graph).map(([key, needs]) => ({
    key,
    dependsOn: needs.split(" ").filter(Boolean),
  }));
}

function order(graph: Readonly<Record<string, string>>): string {
  return orderByDependency(nodes(graph))
    .map((node) => node.key)
    .join(" ");
}

describe("orderByDependency", () => {
  it("keeps the given order where nothing depends on anything", () => {
    assert.equal(order({ c: "", a: "", b: "" }), "c a b");
  });

  it("puts each object behind what it needs, the others in the given order", () => {
    assert.equal(order({ v: "t u", w: "v", t: "", x: "", u: "" }), "t x u v w");
  });

  it("ignores unknown keys and an object's own", () => {
    assert.equal(order({ a: "a missing", b: "a a" }), "a b");
  });

  it("keeps the objects of a circle, and what needs them behind them", () => {
    assert.equal(order({ z: "a", a: "b", b: "a", c: "" }), "a z b c");
  });

  it("orders a chain of 100,000 that is given backwards", () => {
    const count = 100_000;
    const chain = Array.from({ length: count }, (_, at) => ({
      key: `k${at}`,
      dependsOn: at + 1 < count ? [`k${at + 1}`] : [],
    }));
    const ordered = orderByDependency(chain);
    assert.equal(ordered.length, count);
    assert.equal(ordered[0]?.key, `k${count - 1}`);
    assert.equal(ordered.at(-1)?.key, "k0");
    assert.deepEqual(findCycles(chain), []);
  });
});

describe("findCycles", () => {
  it("names one circle for each group, in the direction of the dependencies", () => {
    const cycles = findCycles(nodes({ a: "b", b: "c x", c: "a", x: "", p: "q", q: "p", r: "p" }));
    assert.deepEqual(cycles, [
      ["a", "b", "c"],
      ["p", "q"],
    ]);
    assert.equal(describeCycle(cycles[0] ?? []), "circular: a -> b -> c -> a");
  });

  it("finds a circle of 100,000", () => {
    const count = 100_000;
    const circle = Array.from({ length: count }, (_, at) => ({
      key: `k${at}`,
      dependsOn: [`k${(at + 1) % count}`],
    }));
    assert.equal(findCycles(circle)[0]?.length, count);
  });
});

import assert from "node:assert/strict";
import { ObjectGraph } from "../../../src/server/jobs/objectGraph.ts";

function graph(...dependsOn: number[][]): ObjectGraph {
  return new ObjectGraph(
    dependsOn.map((needs, ordinal) => ({ ordinal, objectType: "TABLE", dependsOn: needs })),
  );
}

describe("ObjectGraph", () => {
  it("hands an object out only when all it needs exists", () => {
    const objects = graph([], [0], [0, 1]);
    assert.deepEqual(objects.take(10), [0]);
    assert.deepEqual(objects.take(10), []);
    objects.succeed(0);
    assert.deepEqual(objects.take(10), [1]);
    objects.succeed(1);
    assert.deepEqual(objects.take(10), [2]);
    objects.succeed(2);
    assert.equal(objects.remaining, 0);
  });

  it("skips what needs a failed object, however far, each once and with the nearest reason", () => {
    const objects = graph([], [0], [1], [0, 1, 2], []);
    objects.take(10);
    const skipped = objects.fail(0);
    assert.deepEqual(skipped.map(({ ordinal }) => ordinal).sort(), [1, 2, 3]);
    assert.equal(skipped.find(({ ordinal }) => ordinal === 2)?.because, 1);
    assert.equal(objects.remaining, 1);
  });

  it("takes a second word on an object as if it had not been said", () => {
    const objects = graph([], [0]);
    objects.succeed(0);
    assert.deepEqual(objects.fail(0), []);
    objects.succeed(0);
    assert.deepEqual(objects.take(10), [1]);
    assert.equal(objects.remaining, 1);
  });

  it("knows who waits in a circle, and what waits behind it", () => {
    const objects = graph([1], [0], [1], []);
    assert.deepEqual(objects.take(10), [3]);
    objects.succeed(3);
    assert.deepEqual(objects.stuck(), [0, 1, 2]);
  });

  it("counts a dependency that is named twice as it was counted", () => {
    const objects = graph([], [0, 0]);
    objects.take(1);
    objects.succeed(0);
    assert.deepEqual(objects.take(1), [1]);
  });

  it("runs a chain of 100,000 without recursion", () => {
    const size = 100_000;
    const objects = graph(...Array.from({ length: size }, (_, n) => (n === 0 ? [] : [n - 1])));
    for (let n = 0; n < size; n++) {
      assert.deepEqual(objects.take(1), [n]);
      objects.succeed(n);
    }
    assert.equal(objects.remaining, 0);
    assert.equal(
      graph(...Array.from({ length: size }, (_, n) => (n === 0 ? [] : [n - 1]))).fail(0).length,
      size - 1,
    );
  });
});

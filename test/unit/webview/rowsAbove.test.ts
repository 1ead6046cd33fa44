import assert from "node:assert/strict";
import { rowsAbove } from "../../../src/webview/virtual/rowsAbove.ts";

describe("rows that come above the others", () => {
  /** A window of a list whose newest row is on top; `every`: a filter shows each so-manieth row only. */
  const window = (total: number, first: number, count: number, every = 1) => {
    const ids = Array.from({ length: total }, (_, id) => id).filter((id) => id % every === 0);
    const rows = ids
      .toReversed()
      .slice(first, first + count)
      .map((id) => ({ id }));
    return { first, matching: ids.length, total, rows };
  };

  it("are counted where the window holds rows of before", () => {
    assert.equal(rowsAbove(window(100, 0, 20), window(107, 0, 20)), 7);
    assert.equal(rowsAbove(window(100, 16, 20), window(107, 24, 20)), 7);
    assert.equal(rowsAbove(window(100, 0, 20, 3), window(112, 0, 20, 3)), 4);
  });

  it("are counted where so many came that it holds none of them", () => {
    assert.equal(rowsAbove(window(100, 0, 20), window(600, 0, 20)), 500);
  });

  it("are none when nothing came, or less is there", () => {
    assert.equal(rowsAbove(window(100, 0, 20), window(100, 8, 20)), 0);
    assert.equal(rowsAbove(window(100, 0, 20), window(90, 0, 20)), 0);
  });

  it("are none when another filter shows more", () => {
    assert.equal(rowsAbove(window(99, 0, 20, 7), window(99, 0, 20, 2)), 0);
    assert.equal(rowsAbove(window(99, 0, 20, 7), window(99, 0, 20)), 0);
  });
});

import assert from "node:assert/strict";
import type { SentRow } from "../../../src/extension/panel/messages.ts";
import { modelAfter, type PanelModel, reduce } from "../../../src/webview/state.ts";
import { requestedRange } from "../../../src/webview/virtual/rowRange.ts";
import { createRowSlots } from "../../../src/webview/virtual/rowSlots.ts";

describe("the rows that a virtual list asks for", () => {
  const visible = { first: 100, count: 20 };

  it("are more of them where it is scrolled to", () => {
    const ahead = (towards: "end" | "start") => {
      const { first, count } = requestedRange(visible, towards);
      return {
        above: visible.first - first,
        below: first + count - (visible.first + visible.count),
      };
    };
    assert.ok(ahead("end").below > ahead("end").above);
    assert.ok(ahead("start").above > ahead("start").below);
    for (const { above, below } of [ahead("end"), ahead("start")]) {
      assert.ok(above > 0 && below > 0, `${above} above, ${below} below`);
    }
  });

  it("are as many wherever it is", () => {
    for (const towards of ["end", "start", null] as const) {
      for (const first of [0, 1, 7, 8, 4_321]) {
        assert.equal(requestedRange({ first, count: 20 }, towards).count, 48);
      }
    }
  });
});

describe("the elements that rows are drawn in", () => {
  const kept = () => false;

  it("stay with their row, and those of rows that have gone are taken over", () => {
    const slots = createRowSlots();
    const before = slots.assign([10, 11, 12, 13], kept);
    const after = slots.assign([12, 13, 14, 15], kept);
    assert.deepEqual(after.slice(0, 2), before.slice(2));
    assert.deepEqual(after.toSorted(), before.toSorted(), "no other elements");
    assert.equal(new Set(after).size, 4);
  });

  it("are new ones for a row that is to have one", () => {
    const slots = createRowSlots();
    const before = slots.assign([1, 2, 3], kept);
    const after = slots.assign([4, 1, 2], (index) => index === 0);
    assert.ok(!before.includes(after[0] as number));
    assert.deepEqual(after.slice(1), before.slice(0, 2));
  });
});

describe("what the panel holds", () => {
  const row = (id: number, timeMs: number): SentRow => ({
    ...{ id, name: `t${id}`, type: "TABLE", status: "success", timeMs },
  });
  const take = (model: PanelModel, rows: SentRow[]) => {
    const objects = { first: 0, matching: 9, total: 9, rows };
    return reduce(model, { type: "message", message: { type: "state", objects } });
  };

  it("keeps a row as it is when it comes again with the same content", () => {
    const before = take(modelAfter(undefined), [row(1, 5), row(2, 5)]);
    const after = take(before, [row(0, 5), row(1, 5), row(2, 6)]);
    const held = after.objects?.rows ?? [];
    assert.equal(held[1], before.objects?.rows[0], "identical");
    assert.notEqual(held[2], before.objects?.rows[1]);
    assert.equal(held[2]?.timeMs, 6);
  });
});

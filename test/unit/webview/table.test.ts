import assert from "node:assert/strict";
import {
  draggedWidth,
  gridTemplate,
  widenedWidth,
} from "../../../src/webview/objects/columnWidths.ts";
import {
  type SelectionPlace,
  stepAfterClick,
  stepAfterSpace,
  stepToRow,
} from "../../../src/webview/objects/rowSelection.ts";

const name = {
  id: "name",
  title: "",
  sort: "name",
  width: "2fr",
  least: 80,
  edge: "right",
} as const;
const rest = {
  id: "result",
  title: "",
  sort: "status",
  width: "3fr",
  least: 100,
  edge: null,
} as const;
const time = {
  id: "time",
  title: "",
  sort: "time",
  width: "72px",
  least: 48,
  edge: "left",
} as const;

describe("widths of columns", () => {
  const start = { width: 200, room: 60 };

  it("follow the edge that is dragged", () => {
    assert.equal(draggedWidth(name, start, 30), 230);
    assert.equal(draggedWidth(time, start, 30), 170, "the left edge goes right: narrower");
    assert.equal(widenedWidth(time, start, 16), 216);
  });

  it("leave the result its room, and themselves theirs", () => {
    assert.equal(draggedWidth(name, start, 500), 260);
    assert.equal(draggedWidth(name, start, -500), 80);
    assert.equal(draggedWidth(name, { width: 200, room: -40 }, 10), 200, "no room, no growth");
  });

  it("are shares of the table until somebody sets them", () => {
    const columns = [name, rest, time];
    assert.equal(gridTemplate(columns, {}), "2fr 3fr 72px");
    assert.equal(
      gridTemplate(columns, { name: 240, result: 5 }),
      "minmax(80px, 240px) minmax(100px, 2.4fr) 72px",
    );
  });
});

describe("steps of a selection", () => {
  const nothing: SelectionPlace = { count: 0, active: null, anchor: null };
  const plain = { shift: false, ctrl: false };

  it("a click selects one row, and only then asks the host when there was more", () => {
    assert.deepEqual(stepAfterClick(7, plain, nothing), { change: null, anchor: 7 });
    const step = stepAfterClick(7, plain, { ...nothing, count: 3 });
    assert.deepEqual(step.change, { kind: "none" });
  });

  it("Ctrl adds to the row that the keyboard is on", () => {
    const place = { ...nothing, active: 2 };
    const ctrl = { shift: false, ctrl: true };
    assert.deepEqual(stepAfterClick(7, ctrl, place).change, { kind: "toggle", rowId: 7, also: 2 });
    assert.deepEqual(stepAfterClick(2, ctrl, place).change, {
      kind: "toggle",
      rowId: 2,
      also: null,
    });
  });

  it("Shift goes from where it began, however often", () => {
    const first = stepAfterClick(7, { shift: true, ctrl: false }, { ...nothing, active: 2 });
    assert.deepEqual(first.change, { kind: "range", from: 2, to: 7, keep: false });
    const second = stepToRow(9, false, { count: 6, active: 7, anchor: first.anchor });
    assert.deepEqual(second.change, { kind: "range", from: 2, to: 9, keep: false });
    const added = stepAfterClick(4, { shift: true, ctrl: true }, { ...nothing, anchor: 3 });
    assert.deepEqual(added.change, { kind: "range", from: 3, to: 4, keep: true });
  });

  it("Space takes the row that the keyboard is on", () => {
    assert.deepEqual(stepAfterSpace(4), {
      change: { kind: "toggle", rowId: 4, also: null },
      anchor: 4,
    });
  });
});

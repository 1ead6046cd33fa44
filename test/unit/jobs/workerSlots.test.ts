import assert from "node:assert/strict";
import { WorkerSlots } from "../../../src/server/jobs/workerSlots.ts";

describe("WorkerSlots", () => {
  it("gives the lowest number that is free", () => {
    const slots = new WorkerSlots();
    assert.deepEqual([slots.take(), slots.take(), slots.take()], [1, 2, 3]);
    slots.release(2);
    slots.release(1);
    assert.deepEqual([slots.take(), slots.take(), slots.take()], [1, 2, 4]);
  });
});

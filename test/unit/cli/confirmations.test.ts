import assert from "node:assert/strict";
import { Confirmations } from "../../../src/cli/mcp/confirmations.ts";

describe("confirmation tokens", () => {
  it("stand for one thing, once", () => {
    const confirmations = new Confirmations();
    const token = confirmations.issue("start a");
    assert.match(confirmations.spend(token, "start b") ?? "", /other arguments/);
    assert.equal(confirmations.spend(token, "start a"), undefined);
    assert.match(confirmations.spend(token, "start a") ?? "", /not known/);
    assert.match(confirmations.spend("made up", "start a") ?? "", /not known/);
  });

  it("grow old", () => {
    let now = 0;
    const confirmations = new Confirmations(() => now);
    const token = confirmations.issue("start a");
    now = 15 * 60_000;
    assert.match(confirmations.spend(token, "start a") ?? "", /too old/);
  });

  it("are not kept without end: who asks and never confirms loses the oldest", () => {
    const confirmations = new Confirmations();
    const first = confirmations.issue("start");
    for (let n = 0; n < 100; n++) confirmations.issue("start");
    const last = confirmations.issue("start");
    assert.match(confirmations.spend(first, "start") ?? "", /not known/);
    assert.equal(confirmations.spend(last, "start"), undefined);
  });
});

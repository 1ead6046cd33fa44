import assert from "node:assert/strict";
import { cut, nearNames } from "../../../src/assistants/texts.ts";

describe("texts for assistants", () => {
  it("cuts what is too long, and says how much is missing", () => {
    assert.equal(cut("short", 5), "short");
    assert.equal(cut("longer text", 6), "longer\n… (5 more characters are not shown)");
  });

  it("finds near names: a part, another schema, a slip; nothing for what is like none", () => {
    const known = ["sales.orders", "sales.order_lines", "hr.people", "hr.payroll"];
    assert.deepEqual(nearNames("orders", known), ["sales.orders"]);
    assert.equal(nearNames("crm.orders", known)[0], "sales.orders");
    assert.deepEqual(nearNames("HR.PAYROL", known), ["hr.payroll"]);
    assert.deepEqual(nearNames("hr.peoples", known), ["hr.people"]);
    assert.deepEqual(nearNames("zzzzzzzz", known), []);
  });
});

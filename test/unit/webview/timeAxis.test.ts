import assert from "node:assert/strict";
import { axisTimeStyle } from "../../../src/webview/timeAxis.ts";

const SECOND = 1_000;
const HOUR = 3_600 * SECOND;

describe("the times of an axis", () => {
  const cases: [name: string, stepMs: number, count: number][] = [
    ["a tenth of a second", 20, 5],
    ["a few seconds", 500, 8],
    ["half a minute", 5 * SECOND, 6],
    ["some minutes", 30 * SECOND, 8],
    ["an hour", 600 * SECOND, 6],
    ["two days", 6 * HOUR, 8],
    ["a week", 24 * HOUR, 7],
    ["some years", 8_760 * HOUR, 4],
  ];
  for (const locale of ["en", "de", "ja"]) {
    for (const [name, stepMs, count] of cases) {
      it(`are all different over ${name}, in ${locale}`, () => {
        const from = Date.UTC(2026, 4, 3, 22, 59, 58);
        const style = axisTimeStyle(stepMs, stepMs * count);
        const format = new Intl.DateTimeFormat(locale, { ...style, timeZone: "UTC" });
        const texts = Array.from({ length: count }, (_, n) => format.format(from + n * stepMs));
        assert.equal(new Set(texts).size, count, texts.join(" | "));
      });
    }
  }

  it("are no longer than they must be", () => {
    const text = (stepMs: number, spanMs: number) =>
      new Intl.DateTimeFormat("de", { ...axisTimeStyle(stepMs, spanMs), timeZone: "UTC" }).format(
        Date.UTC(2026, 4, 3, 9, 5, 7, 250),
      );
    assert.equal(text(600 * SECOND, HOUR), "09:05");
    assert.equal(text(SECOND, 8 * SECOND), "09:05:07");
    assert.ok(text(500, 3 * SECOND).endsWith("9:05:07,2"));
  });
});

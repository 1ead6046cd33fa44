import assert from "node:assert/strict";
import { AppError, detailsOf } from "../../../src/extension/errors.ts";

describe("what the log keeps of an error", () => {
  it("is the message that the user got, and what was behind it", () => {
    assert.equal(detailsOf(new AppError("a.b", "The file is gone.")), "The file is gone.");
    const cause = new Error("ENOENT");
    assert.equal(
      detailsOf(new AppError("a.b", "The file is gone.", { cause })),
      "The file is gone. (ENOENT)",
    );
  });

  it("is the place of a bug", () => {
    assert.match(
      detailsOf(new TypeError("x is no function")),
      /^TypeError: x is no function\n\s+at /,
    );
    assert.equal(detailsOf("a text"), "a text");
  });
});

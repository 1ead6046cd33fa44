import assert from "node:assert/strict";
import { reportPage } from "../../../src/extension/report/reportPage.ts";

describe("a report in an editor", () => {
  it("takes the editor's colours after its own, and keeps its policy", () => {
    const policy = `<meta http-equiv="Content-Security-Policy" content="default-src 'none'">`;
    const page = reportPage(`<html><head>${policy}<style>a{}</style></head><body>x</body></html>`);
    assert.ok(page.includes(policy));
    assert.match(page, /<style>a\{\}<\/style><style>[^<]*--vscode-editor-background/);
    assert.match(page, /<\/style><\/head><body>x/);
  });

  it("is left alone where it is no page", () => {
    assert.equal(reportPage("plain"), "plain");
  });
});

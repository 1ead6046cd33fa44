import assert from "node:assert/strict";
import type { ObjectQuery } from "../../src/extension/panel/messages.ts";
import { waitUntil } from "../support/vscode/waitUntil.ts";
import { type Panel, PanelBrowser } from "./support/panelTest.ts";

const NEWEST_FIRST: ObjectQuery = {
  text: "",
  status: null,
  type: null,
  sort: "arrival",
  descending: true,
};

describe("the rows of the table in the page", function () {
  this.timeout(60_000);
  let browser: PanelBrowser;
  before(async () => {
    browser = await PanelBrowser.start();
  });
  after(() => browser[Symbol.asyncDispose]());

  /** The aria-rowindex of the rows, in the order in which they stand in the page: all of them at the same moment. */
  const rowIndices = (panel: Panel) =>
    panel.page.evaluate(() =>
      [...document.querySelectorAll(".grid-body [role=row]")].map((row) =>
        Number(row.getAttribute("aria-rowindex")),
      ),
    );
  /** Each is the one behind the one before it: nothing is out of order, missing or there twice. */
  const assertInOrder = async (panel: Panel) => {
    const indices = await rowIndices(panel);
    const first = indices[0] ?? Number.NaN;
    assert.ok(indices.length > 10, `${indices.length} rows`);
    assert.deepEqual(
      indices,
      indices.map((_, n) => first + n),
    );
  };
  const scrolledTo = async (panel: Panel, index: number) => {
    await panel.scrollTo(".grid", index * 24);
    await panel.row(`_${index}`).first().waitFor();
  };

  it("stand in the order in which they are shown, wherever the table is scrolled to", async () => {
    await using panel = await browser.open();
    await panel.waitForRows();
    await assertInOrder(panel);
    for (const index of [3, 8, 11, 40, 37, 200, 195, 150, 0]) {
      await scrolledTo(panel, index);
      await assertInOrder(panel);
    }
  });

  it("stand in that order while rows come above them", async () => {
    await using panel = await browser.open({ saved: { jobId: "job-1", query: NEWEST_FIRST } });
    await panel.row("_280").waitFor();
    let newest = 280;
    for (const count of [1, 3, 200]) {
      await panel.page.evaluate((rows) => globalThis.fakeHost.addRows(rows), count);
      newest += count;
      await panel.row(`_${newest}`).waitFor();
      await assertInOrder(panel);
    }
  });

  it("stand in that order when the list is sorted anew", async () => {
    await using panel = await browser.open();
    await panel.waitForRows();
    await scrolledTo(panel, 9);
    for (const column of ["Object", "Time", "Object"]) {
      const asked = (await panel.sent("objects")).length;
      await panel.page.getByRole("columnheader", { name: column }).click();
      await waitUntil(
        async () => (await panel.sent("objects")).length > asked,
        "rows are asked for",
      );
      await waitUntil(
        async () => (await panel.page.locator(".grid-body [aria-busy]").count()) === 0,
        "rows are there",
      );
      await assertInOrder(panel);
    }
  });
});

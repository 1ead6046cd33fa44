import assert from "node:assert/strict";
import { waitUntil } from "../support/vscode/waitUntil.ts";
import { type Panel, PanelBrowser } from "./support/panelTest.ts";

describe("columns of the object table", function () {
  this.timeout(60_000);
  let browser: PanelBrowser;
  before(async () => {
    browser = await PanelBrowser.start();
  });
  after(() => browser[Symbol.asyncDispose]());

  const widthOf = async (panel: Panel, column: string) =>
    (await panel.page.locator(`.head .cell.${column}`).boundingBox())?.width ?? 0;
  const saved = (panel: Panel) => panel.page.evaluate(() => globalThis.fakeHost.saved?.columns);

  async function drag(panel: Panel, column: string, byX: number): Promise<void> {
    const edge = await panel.page.locator(`.head .cell.${column} .resizer`).boundingBox();
    assert.ok(edge);
    const [x, y] = [edge.x + edge.width / 2, edge.y + edge.height / 2];
    await panel.page.mouse.move(x, y);
    await panel.page.mouse.down();
    await panel.page.mouse.move(x + byX / 2, y);
    await panel.page.mouse.move(x + byX, y);
    await panel.page.mouse.up();
  }

  it("follow the pointer, and rows with their head", async () => {
    await using panel = await browser.open();
    await panel.waitForRows();
    const name = await widthOf(panel, "name");
    const time = await widthOf(panel, "time");
    await drag(panel, "name", 60);
    await waitUntil(async () => (await saved(panel))?.name === Math.round(name + 60), "it is kept");
    await drag(panel, "time", -30);
    await waitUntil(async () => (await saved(panel))?.time === Math.round(time + 30), "it too");
    assert.equal(Math.round(await widthOf(panel, "name")), Math.round(name + 60));
    const cell = await panel.page.locator(".grid-body .cell.time").first().boundingBox();
    const head = await panel.page.locator(".head .cell.time").boundingBox();
    assert.deepEqual([cell?.x, cell?.width], [head?.x, head?.width]);
    const sort = await panel.page
      .getByRole("columnheader", { name: "Object" })
      .getAttribute("aria-sort");
    assert.equal(sort, "none", "a drag does not sort");
  });

  it("never leave the table, however far they are dragged", async () => {
    await using panel = await browser.open();
    await panel.waitForRows();
    await drag(panel, "name", 2_000);
    assert.ok((await widthOf(panel, "result")) >= 99);
    await drag(panel, "type", -2_000);
    assert.equal(await widthOf(panel, "type"), 48);
    assert.ok((await panel.probe()).overflow <= 0);
    await panel.page.setViewportSize({ width: 660, height: 760 });
    await waitUntil(
      async () => (await panel.probe()).overflow <= 0,
      "it fits a smaller window too",
    );
    await panel.page.locator(".head .cell.name .resizer").dblclick();
    await waitUntil(async () => (await saved(panel))?.name === undefined, "as it was at first");
  });

  it("are resized by keyboard, from the head", async () => {
    await using panel = await browser.open();
    await panel.waitForRows();
    const name = await widthOf(panel, "name");
    await panel.grid.focus();
    for (const key of ["Home", "ArrowUp", "Shift+ArrowRight", "Shift+ArrowRight"]) {
      await panel.page.keyboard.press(key);
    }
    await waitUntil(async () => (await saved(panel))?.name === Math.round(name + 32), "two steps");
    await panel.page.keyboard.press("Delete");
    await waitUntil(async () => (await saved(panel))?.name === undefined, "as it was at first");
    const head = panel.page.getByRole("columnheader", { name: "Object" });
    assert.match((await head.getAttribute("aria-description")) ?? "", /Shift/);
  });

  it("are as they were after a reload, each job's as it was", async () => {
    const columns = { name: 260, time: 100 };
    await using panel = await browser.open({ saved: { jobId: "job-1", columns } });
    await panel.waitForRows();
    assert.equal(await widthOf(panel, "name"), 260);
    assert.equal(await widthOf(panel, "time"), 100);
    await panel.button("Tables").click();
    await waitUntil(
      () => panel.page.evaluate(() => globalThis.fakeHost.saved?.query?.type === "TABLE"),
      "the query is kept",
    );
    assert.deepEqual(await saved(panel), columns, "beside the widths");
    await using other = await browser.open({ saved: { jobId: "another", columns } });
    await other.waitForRows();
    assert.notEqual(await widthOf(other, "name"), 260);
  });

  it("show the tries of a server that counts them, and sort by them", async () => {
    await using panel = await browser.open();
    await panel.waitForRows();
    const head = panel.page.getByRole("columnheader", { name: "Try" });
    await head.click();
    await waitUntil(async () => (await head.getAttribute("aria-sort")) === "descending", "sorted");
    const first = panel.page.locator("[data-index='0'] .cell.attempt");
    await waitUntil(async () => (await first.textContent()) === "2", "second tries first");
    const rows = Array.from({ length: 20 }, () => ({ attempt: null }));
    await using legacy = await browser.open({ rowCount: 20, rows });
    await legacy.waitForRows();
    assert.equal(await legacy.page.getByRole("columnheader", { name: "Try" }).count(), 0);
    assert.equal(await legacy.grid.getAttribute("aria-colcount"), "6");
  });
});

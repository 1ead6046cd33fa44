import assert from "node:assert/strict";
import { waitUntil } from "../support/vscode/waitUntil.ts";
import { type Panel, PanelBrowser } from "./support/panelTest.ts";

describe("object table of the panel", function () {
  this.timeout(60_000);
  let browser: PanelBrowser;
  before(async () => {
    browser = await PanelBrowser.start();
  });
  after(() => browser[Symbol.asyncDispose]());

  const activeName = (panel: Panel) =>
    panel.page.locator(".grid-body [role=row][aria-selected=true] .cell.name").textContent();
  const waitForActive = (panel: Panel, name: string | RegExp) =>
    waitUntil(async () => {
      const text = (await activeName(panel)) ?? "";
      return typeof name === "string" ? text === name : name.test(text);
    }, `the active row is ${name}`);
  const firstName = (panel: Panel) =>
    panel.page.locator(".grid-body [data-index='0'] .cell.name").textContent();

  it("scrolls to the end of 100,000 rows by asking for windows only", async () => {
    await using panel = await browser.open({ rowCount: 100_000 });
    await panel.waitForRows();
    for (const top of [10_000, 900_000, 900_600, 2_000_000]) await panel.scrollTo(".grid", top);
    await panel.scrollTo(".grid", 100_000 * 24);
    await panel.row("_99999").first().waitFor();
    const asked = await panel.sent("objects");
    assert.ok(asked.length >= 2 && asked.length <= 8, `${asked.length} requests`);
    for (const { first, count } of asked) {
      assert.ok(count > 0 && count <= 100, `asked for ${count} rows`);
      assert.ok(first >= 0 && first < 100_000);
    }
    assert.ok((await panel.probe()).rowsInPage < 60);
    assert.equal(await panel.grid.getAttribute("aria-rowcount"), "100002");
    assert.deepEqual(await panel.troubles(), []);
  });

  it("asks once, not per pixel, while scrolling by less than a step", async () => {
    // So high that four rows more are within a step.
    await using panel = await browser.open({ rowCount: 1_000, height: 880 });
    await panel.waitForRows();
    // The first request goes out before the table has its height.
    await waitUntil(async () => ((await panel.sent("objects")).at(-1)?.count ?? 0) > 24, "height");
    const before = (await panel.sent("objects")).length;
    for (let top = 1; top <= 100; top += 9) await panel.scrollTo(".grid", top);
    await panel.scrollTo(".grid", 24 * 60);
    await panel.row("_60").first().waitFor();
    assert.equal((await panel.sent("objects")).length, before + 1);
  });

  it("keeps known rows and outlines unknown ones until the answer comes", async () => {
    await using panel = await browser.open({ rowCount: 5_000 });
    await panel.waitForRows();
    await panel.page.evaluate(() => globalThis.fakeHost.holdAnswers(true));
    await panel.scrollTo(".grid", 24 * 20);
    await panel.row("_30").first().waitFor();
    await panel.scrollTo(".grid", 24 * 4_000);
    await panel.page.locator(".grid-body [aria-busy=true] .skeleton").first().waitFor();
    assert.equal(await panel.page.locator(".grid-body .cell.name:not(:has(.skeleton))").count(), 0);
    await panel.page.evaluate(() => globalThis.fakeHost.holdAnswers(false));
    await panel.row("_4000").first().waitFor();
    assert.equal(await panel.page.locator(".grid-body [aria-busy=true]").count(), 0);
  });

  it("moves the active row by keyboard through one tab stop", async () => {
    await using panel = await browser.open({ rowCount: 2_000, height: 1_000 });
    await panel.waitForRows();
    assert.equal(await panel.grid.locator("[tabindex], button, a").count(), 0);
    await panel.grid.focus();
    await panel.page.keyboard.press("ArrowDown");
    await waitForActive(panel, /_0$/);
    await panel.page.keyboard.press("ArrowDown");
    await waitForActive(panel, /_1$/);
    assert.equal(await panel.grid.getAttribute("aria-activedescendant"), "row-1");
    assert.equal(await panel.page.locator("#row-1").getAttribute("aria-rowindex"), "4");
    await panel.page.keyboard.press("End");
    await waitForActive(panel, /_1999$/);
    await panel.detail.getByText(/_1999/).first().waitFor();
    await panel.page.keyboard.press("PageUp");
    await waitForActive(panel, /_19[78]\d$/);
    await panel.page.keyboard.press("Home");
    await waitForActive(panel, /_0$/);
    await panel.page.keyboard.press("PageDown");
    await waitForActive(panel, /_(1\d|2\d)$/);
    await panel.page.keyboard.press("Escape");
    await panel.detail.waitFor({ state: "detached" });
  });

  it("opens the source with Enter, a double click, the link and the button", async () => {
    await using panel = await browser.open();
    await panel.waitForRows();
    await panel.row("_5").first().click();
    await panel.page.keyboard.press("Enter");
    await panel.row("_6").first().dblclick();
    await panel.detail.getByRole("button", { name: /\.sql:7:1/ }).click();
    await panel.button("Open source").click();
    const commands = await waitUntil(async () => {
      const sent = await panel.sent("command");
      return sent.length >= 4 ? sent : undefined;
    }, "four commands arrive");
    assert.deepEqual(
      commands.map(({ command, rowId }) => [command, rowId]),
      [5, 6, 6, 6].map((id) => ["openSource", id]),
    );
  });

  it("copies name and message of the active row", async () => {
    await using panel = await browser.open();
    await panel.waitForRows();
    await panel.row("_5").first().click();
    await panel.page.keyboard.press("Control+c");
    await waitUntil(
      async () => /_5\tDWM-QRY-014 CONNECT BY/.test((await panel.probe()).clipboard),
      "name and message are copied",
    );
  });

  it("filters by text after a pause, and by chips", async () => {
    await using panel = await browser.open({ rowCount: 1_000 });
    await panel.waitForRows();
    const before = (await panel.sent("objects")).length;
    const box = panel.page.getByRole("textbox", { name: "Filter by name, message or code" });
    await box.pressSequentially("ledger");
    await waitUntil(async () => /ledger/.test((await firstName(panel)) ?? ""), "ledgers only");
    const typed = (await panel.sent("objects")).slice(before);
    assert.ok(typed.length < 6, "one request per pause, not per key");
    assert.equal(typed.at(-1)?.query.text, "ledger");

    await box.fill("");
    await panel.button("Failed 19").click();
    await waitUntil(
      async () => (await panel.grid.getAttribute("aria-rowcount")) === "20",
      "19 failed rows",
    );
    assert.equal(await panel.button("Failed 19").getAttribute("aria-pressed"), "true");
    assert.equal(await panel.button("All 1,000").getAttribute("aria-pressed"), "false");
    await panel.button("Views").click();
    await waitUntil(async () => {
      const last = (await panel.sent("objects")).at(-1);
      return last?.query.status === "error" && last.query.type === "VIEW";
    }, "failed views are asked for");
    await panel.button("All 1,000").click();
    await waitUntil(
      async () => (await panel.grid.getAttribute("aria-rowcount")) === "1002",
      "all rows again",
    );
  });

  it("says so when nothing matches, and offers to clear the filter", async () => {
    await using panel = await browser.open();
    await panel.waitForRows();
    const box = panel.page.getByRole("textbox", { name: "Filter by name, message or code" });
    await box.fill("no such object");
    await panel.page.getByText("No object matches the filter.").waitFor();
    await panel.button("Clear filter").click();
    await panel.waitForRows();
    assert.equal(await box.inputValue(), "");
  });

  it("sorts by the heads, by mouse and keyboard, and says how", async () => {
    await using panel = await browser.open();
    await panel.waitForRows();
    const head = panel.page.getByRole("columnheader", { name: "Time" });
    assert.equal(await head.getAttribute("aria-sort"), "none");
    for (const expected of ["descending", "ascending", "none"]) {
      await head.click();
      await waitUntil(async () => (await head.getAttribute("aria-sort")) === expected, expected);
    }
    await panel.grid.focus();
    for (const key of ["Home", "ArrowUp", "Enter"]) await panel.page.keyboard.press(key);
    const nameHead = panel.page.getByRole("columnheader", { name: "Object" });
    await waitUntil(
      async () => (await nameHead.getAttribute("aria-sort")) === "ascending",
      "sorted by name",
    );
    assert.equal(await panel.grid.getAttribute("aria-activedescendant"), "head-name");
    await waitUntil(async () => /^dim\.account/.test((await firstName(panel)) ?? ""), "dim first");
  });

  it("keeps the selected object while rows move around it", async () => {
    await using panel = await browser.open({ rowCount: 40, height: 1_000 });
    await panel.waitForRows();
    await panel.row("_5").first().click();
    const name = (await activeName(panel)) ?? "";
    await panel.page.getByRole("columnheader", { name: "Object" }).click();
    await waitUntil(async () => /^dim\./.test((await firstName(panel)) ?? ""), "sorted by name");
    await panel.detail.getByText(name, { exact: true }).waitFor();
    await panel.scrollTo(".grid", 40 * 24);
    await waitForActive(panel, name);
    await panel.button("Skipped 1").click();
    await panel.detail.waitFor({ state: "detached" });
  });

  it("shows the newest rows on top, and the other way round on demand", async () => {
    await using panel = await browser.open({ saved: null, rowCount: 100 });
    await panel.waitForRows();
    assert.match((await firstName(panel)) ?? "", /_99$/);
    const head = panel.page.getByRole("columnheader", { name: "State" });
    assert.equal(await head.getAttribute("aria-sort"), "descending");
    await panel.page.evaluate(() => globalThis.fakeHost.addRows(5));
    await waitUntil(async () => /_104$/.test((await firstName(panel)) ?? ""), "newest on top");
    await head.click();
    await waitUntil(async () => /_0$/.test((await firstName(panel)) ?? ""), "oldest on top");
    assert.equal(await head.getAttribute("aria-sort"), "ascending");
    await head.click();
    await waitUntil(async () => /_104$/.test((await firstName(panel)) ?? ""), "newest again");
  });

  it("holds the rows that somebody reads while newer ones come above", async () => {
    await using panel = await browser.open({ saved: null, rowCount: 200 });
    await panel.waitForRows();
    const add = (count: number) =>
      panel.page.evaluate((rows) => globalThis.fakeHost.addRows(rows), count);
    await panel.row("_197").click();
    const name = (await activeName(panel)) ?? "";
    const row = panel.row(name);
    const before = await row.boundingBox();
    for (let times = 0; times < 12; times++) await add(7);
    await panel.page.locator("[aria-rowcount='286']").waitFor();
    await waitForActive(panel, name);
    assert.deepEqual(await row.boundingBox(), before);
    await panel.button("Jump to newest").click();
    await panel.row("_283").waitFor();
    await panel.detail.waitFor({ state: "detached" });
    await add(3);
    await waitUntil(async () => /_286$/.test((await firstName(panel)) ?? ""), "newest on top");
    // At the top the newest rows are shown, and what was selected further down stays selected.
    await panel.scrollTo(".grid", 150 * 24);
    await panel.row("_135").click();
    await panel.detail.waitFor();
    await panel.scrollTo(".grid", 0);
    await panel.row("_286").waitFor();
    await add(300);
    await waitUntil(async () => /_586$/.test((await firstName(panel)) ?? ""), "newest on top");
    await panel.detail.getByText(/_135$/).first().waitFor();
    assert.deepEqual(await panel.troubles(), []);
  });

  it("holds them, too, when more come at once than it knows rows of", async () => {
    await using panel = await browser.open({ saved: null, rowCount: 1_000 });
    await panel.waitForRows();
    await panel.scrollTo(".grid", 100 * 24);
    const row = panel.row("_890");
    const before = await row.boundingBox();
    await panel.page.evaluate(() => globalThis.fakeHost.addRows(500));
    await panel.page.locator("[aria-rowcount='1502']").waitFor();
    await row.waitFor();
    assert.deepEqual(await row.boundingBox(), before);
  });

  it("lets scroll on who chose a row that the pane below tells of later", async () => {
    await using panel = await browser.open({ saved: null, rowCount: 200 });
    await panel.waitForRows();
    await panel.scrollTo(".grid", 20 * 24);
    const row = panel.row("_175");
    await row.waitFor();
    await panel.page.evaluate(() => globalThis.fakeHost.holdAnswers(true));
    await row.click();
    // In one step with the answer: no scroll event has been told yet.
    await panel.grid.evaluate((grid) => {
      grid.scrollTo(0, 0);
      globalThis.fakeHost.holdAnswers(false);
    });
    await panel.detail.getByText(/_175$/).first().waitFor();
    await panel.row("_199").waitFor();
    assert.equal(await panel.grid.evaluate((grid) => grid.scrollTop), 0);
  });

  it("says below what is in work that nothing is done yet", async () => {
    const job = {
      total: 3,
      currentObject: "sales.first",
      running: 1,
      workers: 1,
      etaSeconds: null,
    };
    await using panel = await browser.open({ rowCount: 0, logCount: 0, job });
    const inWork = await panel.grid.getByRole("row", { name: /sales\.first/ }).boundingBox();
    const said = await panel.page.locator(".grid-empty").boundingBox();
    assert.ok(
      inWork && said && said.y >= inWork.y + inWork.height,
      JSON.stringify({ inWork, said }),
    );
  });

  it("tells no time of what was skipped", async () => {
    const rows = [
      { status: "skipped", timeMs: 0 },
      { status: "success", timeMs: 0 },
    ] as const;
    await using panel = await browser.open({ rowCount: 2, rows: [...rows] });
    await panel.waitForRows();
    const times = panel.page.locator(".grid-body .cell.time");
    assert.deepEqual(await times.allTextContents(), ["", "0\u00a0ms"]);
  });

  it("keeps the selection when a filter changes nothing", async () => {
    const rows = [0, 1, 2].map(() => ({ type: "TABLE" }) as const);
    await using panel = await browser.open({ rowCount: 3, rows });
    await panel.waitForRows();
    await panel.row("_2").click();
    await panel.button("Tables").click();
    await waitUntil(
      async () => (await panel.sent("objects")).at(-1)?.query.type === "TABLE",
      "tables are asked for",
    );
    await waitForActive(panel, /_2$/);
  });

  it("restores the query of the same job and keeps changes", async () => {
    const query = {
      text: "",
      status: "error",
      type: null,
      sort: "name",
      descending: true,
    } as const;
    await using panel = await browser.open({ saved: { jobId: "job-1", query } });
    await panel.waitForRows();
    assert.deepEqual((await panel.sent("objects"))[0]?.query, query);
    await panel.button("Tables").click();
    await waitUntil(
      () => panel.page.evaluate(() => globalThis.fakeHost.saved?.query?.type === "TABLE"),
      "the change is kept",
    );
    await using other = await browser.open({ saved: { jobId: "another job", query } });
    await other.waitForRows();
    assert.equal((await other.sent("objects"))[0]?.query.status, null);
    assert.equal(await other.page.evaluate(() => globalThis.fakeHost.saved?.jobId), "job-1");
  });
});

import assert from "node:assert/strict";
import { waitUntil } from "../support/vscode/waitUntil.ts";
import { PanelBrowser } from "./support/panelTest.ts";

const hostile = `<img src=x onerror="globalThis.fakeHost.errors.push('ran')"><script>1</script>`;

describe("page of the panel", function () {
  this.timeout(60_000);
  let browser: PanelBrowser;
  before(async () => {
    browser = await PanelBrowser.start();
  });
  after(() => browser[Symbol.asyncDispose]());

  it("is a small bundle", () => {
    const { panelScript, panelStyle } = browser.bundles;
    assert.ok(panelScript.length <= 150_000, `${panelScript.length} bytes of script`);
    assert.ok(panelStyle.length <= 30_000);
  });

  it("says ready before it asks for rows", async () => {
    await using panel = await browser.open();
    await panel.waitForRows();
    const types = await panel.page.evaluate(() => globalThis.fakeHost.sent.map(({ type }) => type));
    assert.equal(types[0], "ready");
    assert.ok(types.includes("objects"));
    assert.equal(types.filter((type) => type === "ready").length, 1);
  });

  it("has its first rows with the first answer, and makes a tab when somebody looks at it", async () => {
    await using panel = await browser.open();
    await panel.waitForRows();
    const [ready] = await panel.sent("ready");
    const firstRow = await panel.page.locator(".grid-body .cell.name").first().textContent();
    assert.ok((ready?.rows?.count ?? 0) >= 10, `${ready?.rows?.count} rows`);
    assert.match(firstRow ?? "", /_0$/);
    for (const part of [".log", ".timeline", ".failures"]) {
      assert.equal(await panel.page.locator(part).count(), 0, part);
    }
    await panel.tab("Log").click();
    await panel.log.waitFor();
    await panel.tab("Objects").click();
    assert.equal(await panel.page.locator(".log").count(), 1, "it stays in the page");
    assert.equal(await panel.log.isVisible(), false);

    await using other = await browser.open({ saved: { jobId: "job-1", tab: "log" } });
    await other.log.waitFor();
    assert.equal((await other.sent("ready"))[0]?.rows, undefined, "no rows for another tab");
  });

  it("shows hostile names as text", async () => {
    await using panel = await browser.open({
      job: { title: hostile, target: hostile, currentObject: hostile },
      rows: [
        { name: hostile, message: hostile, code: hostile, location: hostile, status: "error" },
      ],
      logCount: 0,
    });
    await panel.waitForRows();
    await panel.row("<img").first().click();
    await panel.detail.getByText("<img", { exact: false }).first().waitFor();
    await panel.page.getByRole("tab", { name: "Log" }).click();
    await panel.page.evaluate(
      (message) => globalThis.fakeHost.addLog([{ level: "error", message }]),
      hostile,
    );
    await panel.log.getByText("<img", { exact: false }).waitFor();
    assert.equal((await panel.probe()).images, 0);
    assert.deepEqual(await panel.troubles(), []);
  });

  it("ignores messages that are not the host's", async () => {
    await using panel = await browser.open();
    await panel.waitForRows();
    await panel.page.evaluate(() => {
      const bad = [null, 7, "state", {}, { type: "state", job: 5 }, { type: "state", objects: {} }];
      for (const message of bad) globalThis.fakeHost.post(message);
      globalThis.fakeHost.post({
        type: "state",
        log: { first: 0, matching: 1, total: 1, rows: [1] },
      });
      globalThis.fakeHost.patchJob({ title: "still alive" });
    });
    await panel.page.getByRole("heading", { name: /still alive/ }).waitFor();
    assert.deepEqual(await panel.troubles(), []);
  });

  it("moves between tabs with the arrow keys", async () => {
    await using panel = await browser.open();
    const objects = panel.page.getByRole("tab", { name: "Objects" });
    const log = panel.page.getByRole("tab", { name: "Log" });
    await objects.focus();
    for (const name of [/^Failures/, "Timeline", "Log"]) {
      const tab = panel.page.getByRole("tab", { name });
      await panel.page.keyboard.press("ArrowRight");
      await waitUntil(
        async () => (await tab.getAttribute("aria-selected")) === "true",
        `${name} selected`,
      );
    }
    assert.ok(await log.evaluate((tab) => tab.matches(":focus")));
    assert.equal(await objects.getAttribute("tabindex"), "-1");
    assert.equal(await log.getAttribute("aria-controls"), "panel-log");
    await panel.page.getByRole("tabpanel", { name: "Log" }).waitFor();
    await panel.page.keyboard.press("Home");
    await panel.page.getByRole("tabpanel", { name: "Objects" }).waitFor();
  });

  for (const width of [300, 420, 640]) {
    it(`fits into ${width} px without scrolling sideways`, async () => {
      const rows = [{ name: `schema.${"a_very_long_name_".repeat(8)}`, message: "x".repeat(400) }];
      await using panel = await browser.open({
        width,
        rows,
        job: { title: "a_warehouse_with_a_long_name_without_any_space_in_it" },
        connection: { state: "offline", since: Date.now(), reason: "y".repeat(120) },
      });
      await panel.waitForRows();
      await panel.row("a_very_long_name").first().click();
      await panel.detail.waitFor();
      await panel.button("Cancel").click();
      await panel.button("Keep running").waitFor();
      assert.ok(
        (await panel.probe()).overflow <= 0,
        `${(await panel.probe()).overflow} px too wide`,
      );
      assert.equal(await panel.page.locator(".grid-body .cell.rows").first().isVisible(), false);
      assert.equal(await panel.page.locator(".grid-body .cell.time").first().isVisible(), true);
      await panel.page.getByRole("tab", { name: "Log" }).click();
      await panel.log.waitFor();
      assert.ok((await panel.probe()).overflow <= 0, "the log fits too");
    });
  }

  it("moves nothing when the user wants less motion", async () => {
    await using panel = await browser.open();
    const spinner = panel.page.locator(".icon-spinning").first();
    const animation = () => spinner.evaluate((icon) => icon.getAnimations().length);
    await waitUntil(async () => (await animation()) === 1, "the icon spins");
    await panel.page.emulateMedia({ reducedMotion: "reduce" });
    await waitUntil(async () => (await animation()) === 0, "the icon stands still");
  });
});

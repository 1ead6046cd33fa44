import assert from "node:assert/strict";
import { waitUntil } from "../support/vscode/waitUntil.ts";
import { type Panel, PanelBrowser } from "./support/panelTest.ts";
import themes from "./support/themes.json" with { type: "json" };

describe("chart, timeline and failures of the panel", function () {
  this.timeout(60_000);
  let browser: PanelBrowser;
  before(async () => {
    browser = await PanelBrowser.start();
  });
  after(() => browser[Symbol.asyncDispose]());

  const chart = (panel: Panel) => panel.page.getByRole("img", { name: /Objects per/ });
  /** How the canvas looks: two pictures that differ have different colours or another curve. */
  const pixels = (panel: Panel) =>
    panel.page.locator(".chart canvas").evaluate((canvas) => {
      return (canvas as HTMLCanvasElement).toDataURL();
    });

  it("tell the chart in words, and its values by arrow keys", async () => {
    await using panel = await browser.open();
    await chart(panel).waitFor();
    const label = (await chart(panel).getAttribute("aria-label")) ?? "";
    assert.match(
      label,
      /^Objects per minute from .* at most \d+, \d+ at the end, 7 objects failed/,
    );
    await chart(panel).focus();
    await panel.page.keyboard.press("Home");
    await panel.page.getByText(/· 36 finished · 0 failed/).waitFor();
    for (let n = 0; n < 9; n++) await panel.page.keyboard.press("ArrowRight");
    await panel.page.getByText(/finished · 1 failed/).waitFor();
    await panel.page.keyboard.press("Escape");
    await panel.page.locator(".legend", { hasText: "finished" }).waitFor();
  });

  it("tell a value where the mouse is", async () => {
    await using panel = await browser.open();
    await panel.page.locator(".chart .u-over").hover({ position: { x: 300, y: 30 } });
    await panel.page.getByText(/\d+ finished · \d+ failed/).waitFor();
  });

  it("draw the chart anew when there is another one or another theme, and not else", async () => {
    await using panel = await browser.open();
    await chart(panel).waitFor();
    const before = await pixels(panel);
    await panel.page.evaluate(() => {
      const { clearRect } = CanvasRenderingContext2D.prototype;
      Object.assign(globalThis, { draws: 0 });
      CanvasRenderingContext2D.prototype.clearRect = function (...place) {
        (globalThis as unknown as { draws: number }).draws++;
        clearRect.apply(this, place);
      };
    });
    const draws = () =>
      panel.page.evaluate(() => (globalThis as unknown as { draws: number }).draws);
    // Ten other messages, as ten objects come in.
    for (let n = 0; n < 10; n++) await panel.page.evaluate(() => globalThis.fakeHost.addRows(1));
    await panel.page.evaluate(() => new Promise((done) => requestAnimationFrame(done)));
    assert.equal(await draws(), 0);
    await panel.page.evaluate(() => {
      const view = globalThis.fakeHost.chart();
      globalThis.fakeHost.postActivity({
        chart: { ...view, finished: view.finished.map((n) => n * 2) },
      });
    });
    await waitUntil(async () => (await draws()) > 0, "the new chart is drawn");
    const drawn = await pixels(panel);
    assert.notEqual(drawn, before);
    await panel.page.evaluate((tokens) => {
      document.body.className = "vscode-light";
      for (const [name, value] of Object.entries(tokens)) {
        document.documentElement.style.setProperty(name, value);
      }
    }, themes.light);
    await waitUntil(async () => (await pixels(panel)) !== drawn, "it has the theme's colours");
  });

  it("fold sections, ask for no chart then, and remember it", async () => {
    await using panel = await browser.open();
    await chart(panel).waitFor();
    await panel.button("Objects per minute").click();
    await chart(panel).waitFor({ state: "detached" });
    await panel.button("Counts").click();
    await panel.page.getByText(/^\d+ completed · \d+ failed/).waitFor();
    const shown = (await panel.sent("show")).at(-1);
    assert.deepEqual(shown?.parts, []);
    assert.deepEqual(
      (await panel.sent("fold")).map(({ sections }) => sections),
      [["chart"], ["chart", "cards"]],
    );
    const saved = await panel.page.evaluate(() => globalThis.fakeHost.saved);
    assert.deepEqual(saved?.folded, ["chart", "cards"]);
    await using again = await browser.open({ saved });
    await again.waitForRows();
    assert.equal(await again.tab("Objects").getAttribute("aria-selected"), "true");
    assert.equal(await again.button("Counts").getAttribute("aria-expanded"), "false");
    assert.equal(await chart(again).count(), 0);
  });

  it("are folded as in the panel before, until somebody unfolds them here", async () => {
    await using panel = await browser.open({ folded: ["chart"] });
    await panel.button("Objects per minute").waitFor();
    assert.equal(await chart(panel).count(), 0);
    await panel.page.keyboard.press("Tab");
    await panel.button("Objects per minute").focus();
    await panel.page.keyboard.press("Enter");
    await chart(panel).waitFor();
  });

  it("show no chart where no time is known", async () => {
    const job = { status: "completed" as const, endedAt: Date.now(), canCancel: false };
    await using panel = await browser.open({ activity: { chart: null }, job });
    await panel.waitForRows();
    await panel.button("Objects per minute").waitFor({ state: "detached" });
  });

  it("keep the place of the chart while there is none yet", async () => {
    await using panel = await browser.open({ activity: { chart: null } });
    await panel.page.locator(".chart.waiting").waitFor();
    const height = () => panel.page.locator(".chart").evaluate(({ clientHeight }) => clientHeight);
    const before = await height();
    await panel.page.evaluate(() => {
      globalThis.fakeHost.postActivity({ chart: globalThis.fakeHost.chart() });
    });
    await chart(panel).waitFor();
    assert.equal(await height(), before);
  });

  it("lead from a group of failures to its retry, its objects, its source and its page", async () => {
    await using panel = await browser.open({ rows: [], rowCount: 281 });
    await panel.page.getByRole("tab", { name: "Failures 6" }).click();
    const group = panel.page.getByRole("listitem", { name: /^DWM-QRY-014/ });
    await group.getByText("4 objects", { exact: true }).waitFor();
    await group.getByRole("button", { name: "Retry these 4" }).click();
    await group.getByRole("button", { name: "DWM-QRY-014" }).click();
    await group.getByRole("button", { name: "Open source", exact: true }).click();
    assert.deepEqual((await panel.sent("retryGroup"))[0]?.group, "DWM-QRY-014");
    assert.deepEqual((await panel.sent("openIssuePage"))[0]?.code, "DWM-QRY-014");
    assert.equal((await panel.waitForCommand("openSource")).rowId, 4);
    await group.getByRole("button", { name: "Open all 4" }).click();
    await panel.row("DWM-QRY-014").first().waitFor();
    const { query } = (await panel.sent("objects")).at(-1) ?? {};
    assert.deepEqual([query?.status, query?.text], ["error", "DWM-QRY-014"]);
    await panel.page.getByText("2 more causes of 5 objects").waitFor({ state: "hidden" });
  });

  it("offer no retry where the engine has none, and say when there is nothing", async () => {
    const example = { rowId: 4, name: "hr.v_org_tree", message: "locked", location: null };
    const page = { title: null, meaning: null, advice: null };
    const group = { key: "locked", code: null, objects: 2, waiting: 0, ...page, example };
    const failures = { groups: [group], more: { groups: 0, objects: 0 }, canRetry: false };
    await using panel = await browser.open({ activity: { failures } });
    await panel.tab("Failures").click();
    await panel.button("Open all 2").waitFor();
    assert.equal(await panel.button("Retry these 2").count(), 0);
    assert.equal(await panel.button("Open source").count(), 0);
    const none = { ...failures, groups: [] };
    await panel.page.evaluate((view) => {
      globalThis.fakeHost.postActivity({ failures: view });
      globalThis.fakeHost.patchJob({ failed: 0 });
    }, none);
    await panel.page.getByText("Nothing has failed so far.").waitFor();
    // The page starts anew whenever another editor was in front of it.
    const saved = await panel.page.evaluate(() => globalThis.fakeHost.saved);
    await using again = await browser.open({ saved, activity: { failures } });
    await again.button("Open all 2").waitFor();
  });

  it("say what happened once, where a message begins with the title of its code", async () => {
    const message = "A column is missing: no_such_column was not found";
    const example = { rowId: 4, name: "hr.v_org_tree", message, location: null };
    const page = { title: "A column is missing", meaning: null, advice: null };
    const named = { key: "DWM-EXE-003", code: "DWM-EXE-003", objects: 2, waiting: 0 };
    const groups = [{ ...named, ...page, example }];
    const failures = { groups, more: { groups: 0, objects: 0 }, canRetry: false };
    await using panel = await browser.open({ activity: { failures } });
    await panel.tab("Failures").click();
    const said = panel.page.locator(".failure-message");
    assert.equal(await said.textContent(), "no_such_column was not found");
  });

  it("go from mark to mark by keyboard, tell of each, and open its row", async () => {
    await using panel = await browser.open();
    await panel.tab("Timeline").click();
    const marks = panel.page.locator(".mark-box");
    await marks.first().waitFor();
    assert.equal(await panel.page.locator(".mark-box[tabindex='0']").count(), 1);
    await panel.page.locator(".mark-box[tabindex='0']").focus();
    await panel.page.locator(".mark-line", { hasText: "sales.customer_0" }).waitFor();
    for (let n = 0; n < 5; n++) await panel.page.keyboard.press("ArrowRight");
    const line = panel.page.locator(".mark-line");
    await line.getByText("ops.payroll_5").waitFor();
    await line.getByText("DWM-QRY-014").waitFor();
    const focused = panel.page.locator(".mark-box:focus");
    assert.match((await focused.getAttribute("aria-label")) ?? "", /^Worker 1, .*, failed$/);
    await panel.page.keyboard.press("ArrowDown");
    await waitUntil(
      async () => /^Worker 2,/.test((await focused.getAttribute("aria-label")) ?? ""),
      "the next worker has the focus",
    );
    await panel.page.keyboard.press("ArrowUp");
    await line.getByText("ops.payroll_5").waitFor();
    await panel.page.keyboard.press("Enter");
    await panel.detail.getByText("ops.payroll_5").waitFor();
  });

  it("say of several objects how many a mark is", async () => {
    await using panel = await browser.open();
    await panel.tab("Timeline").click();
    await panel.page.locator("[data-mark='3']").hover();
    await panel.page.locator(".mark-line", { hasText: "12 objects, among them" }).waitFor();
    await panel.page.mouse.move(5, 5);
    await panel.page.locator(".mark-line", { hasText: "Point at a mark" }).waitFor();
  });

  it("say plainly when the engine does not tell who worked", async () => {
    const marks = { row: [], start: [], length: [], outcome: "", objects: [], rowId: [] };
    const timeline = { from: 0, to: 1, workers: [], moreWorkers: 0, unknown: 281, marks };
    await using panel = await browser.open({ activity: { timeline } });
    await panel.tab("Timeline").click();
    await panel.page.getByText(/This engine does not tell which worker did what/).waitFor();
  });

  it("say when nothing finishes any more, instead of an estimate", async () => {
    await using panel = await browser.open();
    const silentSince = Date.now() - 45_000;
    await panel.page.evaluate((since) => {
      globalThis.fakeHost.patchJob({ silentSince: since });
    }, silentSince);
    await panel.page.getByText(/nothing finished for 4\d\ss/).waitFor();
    assert.equal(await panel.page.getByText("left").count(), 0);
  });
});

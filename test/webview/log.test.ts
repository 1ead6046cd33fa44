import assert from "node:assert/strict";
import { waitUntil } from "../support/vscode/waitUntil.ts";
import { type Panel, PanelBrowser } from "./support/panelTest.ts";

describe("log tab of the panel", function () {
  this.timeout(60_000);
  let browser: PanelBrowser;
  before(async () => {
    browser = await PanelBrowser.start();
  });
  after(() => browser[Symbol.asyncDispose]());

  async function openLog(logCount: number): Promise<Panel> {
    const panel = await browser.open({ logCount });
    await panel.page.getByRole("tab", { name: "Log" }).click();
    await panel.log.getByRole("listitem").first().waitFor();
    return panel;
  }
  const addLine = (panel: Panel, message: string) =>
    panel.page.evaluate(
      (text) => globalThis.fakeHost.addLog([{ level: "info", message: text }]),
      message,
    );
  const newest = "Jump to newest";

  it("follows the end, stops when scrolled up, and goes on when asked", async () => {
    await using panel = await openLog(20_000);
    await panel.log.getByText(/_19999$/).waitFor();
    await addLine(panel, "line while following");
    await panel.log.getByText("line while following").waitFor();

    await panel.scrollTo(".log", 1_000);
    await panel.button(newest).waitFor();
    await panel.log.getByText(/_55$/).waitFor();
    await addLine(panel, "line while reading");
    await waitUntil(
      async () =>
        (await panel.log.getByRole("listitem").first().getAttribute("aria-setsize")) === "20002",
      "the new line is counted",
    );
    assert.equal(await panel.log.evaluate((element) => element.scrollTop), 1_000);

    await panel.button(newest).click();
    await panel.log.getByText("line while reading").waitFor();
    await panel.button(newest).waitFor({ state: "detached" });
    assert.ok((await panel.log.getByRole("listitem").count()) < 80);
    for (const { count } of await panel.sent("log")) assert.ok(count <= 120);
  });

  it("scrolls back to the end by hand and follows again", async () => {
    await using panel = await openLog(3_000);
    await panel.scrollTo(".log", 0);
    await panel.log.getByText(/_0$/).waitFor();
    await panel.scrollTo(".log", 3_000 * 20);
    await panel.button(newest).waitFor({ state: "detached" });
    await addLine(panel, "followed again");
    await panel.log.getByText("followed again").waitFor();
  });

  it("filters by level and text", async () => {
    await using panel = await openLog(400);
    await panel.page.getByRole("combobox").selectOption("error");
    await waitUntil(
      async () =>
        (await panel.log.getByRole("listitem").first().getAttribute("aria-setsize")) === "10",
      "errors only",
    );
    await panel.page.getByRole("textbox", { name: "Search in the log" }).fill("nothing like it");
    await panel.page.getByText("No line matches.").waitFor();
  });

  it("goes by page, to the top and to the end, by keyboard", async () => {
    await using panel = await openLog(3_000);
    const top = () => panel.log.evaluate((element) => element.scrollTop);
    await panel.log.focus();
    await panel.page.keyboard.press("Home");
    await panel.log.getByText(/_0$/).waitFor();
    await panel.page.keyboard.press("PageDown");
    await waitUntil(async () => (await top()) > 100, "a page down");
    await panel.page.keyboard.press("PageUp");
    await waitUntil(async () => (await top()) === 0, "a page up");
    await panel.page.keyboard.press("End");
    await panel.log.getByText(/_2999$/).waitFor();
    await panel.button(newest).waitFor({ state: "detached" });
  });

  it("leads from a line to the row of its object, even one that a filter hides", async () => {
    await using panel = await openLog(200);
    const link = panel.log.getByRole("button", { name: /_199$/ });
    await link.click();
    await panel.page.locator(".row.active .cell.name", { hasText: /_199$/ }).waitFor();
    assert.ok(await panel.grid.evaluate((grid) => grid.matches(":focus")));
    await panel.button("Failed 6").click();
    await panel.page.getByRole("tab", { name: "Log" }).click();
    await panel.log.getByRole("button", { name: /_198$/ }).click();
    await panel.page.locator(".row.active .cell.name", { hasText: /_198$/ }).waitFor();
    await panel.detail.getByText(/_198/).first().waitFor();
    assert.equal(await panel.button("All 281").getAttribute("aria-pressed"), "true");
  });

  it("has one tab stop among its links, and arrow keys go to the others", async () => {
    await using panel = await openLog(200);
    assert.equal(await panel.log.locator(".log-link[tabindex='0']").count(), 1);
    await panel.log.focus();
    await panel.page.keyboard.press("Tab");
    const focused = () => panel.page.evaluate(() => document.activeElement?.textContent ?? "");
    await waitUntil(async () => /_199$/.test(await focused()), "the newest link");
    await panel.page.keyboard.press("ArrowUp");
    await waitUntil(async () => /_198$/.test(await focused()), "the one above");
    await panel.page.keyboard.press("Enter");
    await panel.page.locator(".row.active .cell.name", { hasText: /_198$/ }).waitFor();
  });

  it("copies all and opens the output through the host", async () => {
    await using panel = await openLog(10);
    await panel.button("Copy all").click();
    await panel.button("Open in output").click();
    await panel.waitForCommand("copyLog");
    await panel.waitForCommand("showLog");
    await panel.button("Open full log").click();
    await panel.waitForCommand("openFullLog");
  });

  it("asks for nothing more when it goes out of sight, and keeps its place", async () => {
    await using panel = await openLog(5_000);
    await panel.scrollTo(".log", 2_000);
    await panel.log.getByText(/_101$/).waitFor();
    await panel.page.getByRole("tab", { name: "Objects" }).click();
    await waitUntil(async () => (await panel.sent("log")).at(-1)?.count === 0, "the log is let go");
    assert.equal((await panel.sent("objects")).at(-1)?.count !== 0, true);
    await panel.page.getByRole("tab", { name: "Log" }).click();
    await panel.log.getByText(/_101$/).waitFor();
    assert.equal(await panel.log.evaluate((element) => element.scrollTop), 2_000);
  });
});

import assert from "node:assert/strict";
import { waitUntil } from "../support/vscode/waitUntil.ts";
import { type Panel, PanelBrowser } from "./support/panelTest.ts";

describe("selection in the object table", function () {
  this.timeout(60_000);
  let browser: PanelBrowser;
  before(async () => {
    browser = await PanelBrowser.start();
  });
  after(() => browser[Symbol.asyncDispose]());

  const bar = (panel: Panel) => panel.page.getByRole("region", { name: "Selected objects" });
  const count = (panel: Panel, words: string) =>
    bar(panel).getByText(words, { exact: true }).waitFor();
  const selectedIndices = (panel: Panel) =>
    panel.page
      .locator(".grid-body [role=row][aria-selected=true]")
      .evaluateAll((rows) => rows.map((row) => Number((row as HTMLElement).dataset.index)));
  const waitForSelected = (panel: Panel, indices: number[]) =>
    waitUntil(
      async () => JSON.stringify((await selectedIndices(panel)).sort()) === JSON.stringify(indices),
      `the rows ${indices} are selected`,
    );
  const rowAt = (panel: Panel, index: number) => panel.page.locator(`[data-index="${index}"]`);

  it("takes rows with Ctrl and Shift, and one again with a plain click", async () => {
    await using panel = await browser.open();
    await panel.waitForRows();
    assert.equal(await panel.grid.getAttribute("aria-multiselectable"), "true");
    await rowAt(panel, 2).click();
    await panel.detail.waitFor();
    await rowAt(panel, 5).click({ modifiers: ["ControlOrMeta"] });
    await count(panel, "2 objects selected");
    await waitForSelected(panel, [2, 5]);
    await rowAt(panel, 8).click({ modifiers: ["Shift"] });
    await count(panel, "4 objects selected");
    await waitForSelected(panel, [5, 6, 7, 8]);
    await panel.screenshot("selection");
    await rowAt(panel, 3).click();
    await panel.detail.waitFor();
    await waitForSelected(panel, [3]);
  });

  it("goes by keyboard, over rows that were never sent", async () => {
    await using panel = await browser.open({ rowCount: 100_000 });
    await panel.waitForRows();
    await panel.grid.focus();
    const { keyboard } = panel.page;
    for (const key of ["ArrowDown", "Space", "ArrowDown", "ArrowDown", "Space"]) {
      await keyboard.press(key);
    }
    await count(panel, "2 objects selected");
    await waitForSelected(panel, [0, 2]);
    await keyboard.press("Shift+ArrowDown");
    await waitForSelected(panel, [2, 3]);
    await keyboard.press("Shift+End");
    await count(panel, "99,998 objects selected");
    await panel.row("_99999").first().waitFor();
    assert.equal(await rowAt(panel, 99_999).getAttribute("aria-selected"), "true");
    await keyboard.press("Escape");
    await bar(panel).waitFor({ state: "detached" });
    await keyboard.press("Control+a");
    await count(panel, "100,000 objects selected");
    assert.equal(await panel.grid.getAttribute("aria-describedby"), "selection-count");
    const sent = (await panel.sent("select")).map((message) => JSON.stringify(message).length);
    assert.ok(Math.max(...sent) < 200, "no list of rows is sent");
  });

  it("selects what the filter shows, and retries what failed of it", async () => {
    await using panel = await browser.open({ rowCount: 1_000 });
    await panel.waitForRows();
    await panel.button("Views").click();
    await waitUntil(
      async () => (await panel.sent("objects")).at(-1)?.query.type === "VIEW",
      "views are asked for",
    );
    await panel.grid.focus();
    await panel.page.keyboard.press("Control+a");
    await count(panel, "200 objects selected");
    assert.equal(await panel.button("Compare").isDisabled(), true);
    const retry = bar(panel).getByRole("button", { name: /^Retry \d+$/ });
    await retry.click();
    await panel.waitForCommand("retryObjects");
    await panel.button("Clear the selection").click();
    await bar(panel).waitFor({ state: "detached" });
  });

  it("acts on the selection: source, target, comparison, copy", async () => {
    await using panel = await browser.open();
    await panel.waitForRows();
    await rowAt(panel, 1).click();
    await rowAt(panel, 3).click({ modifiers: ["Shift"] });
    await count(panel, "3 objects selected");
    for (const name of ["Compare", "Show source", "Show target", "Copy"]) {
      await panel.button(name).click();
    }
    await panel.grid.focus();
    await panel.page.keyboard.press("Control+c");
    const commands = await waitUntil(async () => {
      const sent = await panel.sent("command");
      return sent.length >= 5 ? sent : undefined;
    }, "five commands arrive");
    assert.deepEqual(
      commands.map(({ command, rowId }) => [command, rowId]),
      ["compare", "showSource", "showTarget", "copyObjects", "copyObjects"].map((command) => [
        command,
        undefined,
      ]),
    );
    assert.equal(
      await bar(panel)
        .getByRole("button", { name: /^Retry/ })
        .count(),
      0,
    );
  });

  it("offers the same for one object, and a retry of all that failed like it", async () => {
    await using panel = await browser.open();
    await panel.waitForRows();
    await panel.row("_5").first().click();
    await panel.detail.getByText("4 objects fail for the same reason.").waitFor();
    await panel.button("Compare source and target").click();
    await panel.button("Open target").click();
    await panel.button("Retry this").click();
    await panel.button("Retry these 4").click();
    const sent = await waitUntil(async () => {
      const commands = await panel.sent("command");
      return commands.length >= 3 ? commands : undefined;
    }, "three commands arrive");
    assert.deepEqual(
      sent.map(({ command, rowId }) => [command, rowId]),
      ["compare", "showTarget", "retryObjects"].map((command) => [command, 5]),
    );
    const [group] = await waitUntil(async () => {
      const groups = await panel.sent("retryGroup");
      return groups.length > 0 ? groups : undefined;
    }, "the group is retried");
    assert.equal(group?.group, "DWM-QRY-014");
    await panel.row("_6").first().click();
    await panel.button("Compare source and target").waitFor();
    assert.equal(await panel.button("Retry this").count(), 0, "it succeeded");
  });

  it("keeps the selected objects while rows come above", async () => {
    await using panel = await browser.open({ saved: null, rowCount: 50 });
    await panel.waitForRows();
    await rowAt(panel, 1).click();
    await rowAt(panel, 2).click({ modifiers: ["ControlOrMeta"] });
    await waitForSelected(panel, [1, 2]);
    await panel.page.evaluate(() => globalThis.fakeHost.addRows(3));
    await waitForSelected(panel, [4, 5]);
    await count(panel, "2 objects selected");
  });
});

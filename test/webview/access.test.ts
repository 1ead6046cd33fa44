import assert from "node:assert/strict";
import { violations } from "./support/axe.ts";
import { type Panel, PanelBrowser, type PanelOptions } from "./support/panelTest.ts";
import themes from "./support/themes.json" with { type: "json" };

const since = Date.now() - 130_000;
const ended = { etaSeconds: null, currentObject: null, running: 0, canCancel: false };

interface View extends PanelOptions {
  /** Brings the panel into the state that is looked at. */
  go?: (panel: Panel) => Promise<unknown>;
}

const failed = (panel: Panel) => panel.row("_5").first().click();
const tab = (name: string) => async (panel: Panel) => {
  await panel.page.getByRole("tab", { name }).click();
};

/** Every view of the panel, each in a state that shows what it can show. */
const views: Record<string, View> = {
  objects: { job: { canPause: true }, go: failed },
  "many selected": {
    go: async (panel) => {
      await panel.grid.focus();
      for (const key of ["ArrowDown", "Shift+PageDown"]) await panel.page.keyboard.press(key);
      await panel.page.getByRole("region", { name: "Selected objects" }).waitFor();
    },
  },
  "the head of the table": {
    go: async (panel) => {
      await panel.grid.focus();
      for (const key of ["Home", "ArrowUp"]) await panel.page.keyboard.press(key);
    },
  },
  "100,000 rows": {
    rowCount: 100_000,
    go: async (panel) => {
      await panel.scrollTo(".grid", 1_000_000);
      await panel.row("_41680").first().waitFor();
    },
  },
  "nothing matches": {
    go: async (panel) => {
      await panel.page.getByRole("textbox", { name: /^Filter by name/ }).fill("no such");
      await panel.page.getByText("No object matches the filter.").waitFor();
    },
  },
  failures: {
    go: async (panel) => {
      await panel.page.getByRole("tab", { name: /^Failures/ }).click();
      await panel.page.getByRole("tabpanel", { name: /^Failures/ }).waitFor();
    },
  },
  timeline: { go: tab("Timeline") },
  log: { go: tab("Log") },
  "empty log": { logCount: 0, go: tab("Log") },
  "reading the inventory": {
    rowCount: 0,
    logCount: 0,
    job: { etaSeconds: null, rowsLoaded: null },
  },
  "a deleted job": { job: null },
  "a cancel that asks": { go: (panel) => panel.button("Cancel").click() },
  "a job that failed": {
    job: { ...ended, status: "failed", endedAt: Date.now(), error: "The disk is full." },
    go: failed,
  },
  "a job that is done": {
    job: { ...ended, status: "completed", endedAt: Date.now(), canRetry: true, dryRun: true },
  },
  "a job where all went well": {
    rowCount: 5,
    job: { ...ended, status: "completed", endedAt: Date.now(), targetPath: "/w/a.duckdb" },
  },
  "a command that failed": {
    go: (panel) =>
      panel.page.evaluate(() =>
        globalThis.fakeHost.post({ type: "commandFailed", command: "pause", message: "No." }),
      ),
  },
  connecting: { connection: { state: "connecting" } },
  disconnected: {
    connection: { state: "retrying", since, retryAt: Date.now() + 60_000, reason: "ECONNREFUSED" },
  },
  unauthorised: { connection: { state: "unauthorised", reason: "401" } },
};

const themeNames = Object.keys(themes) as (keyof typeof themes)[];

describe("what axe-core finds in the panel, in four themes", function () {
  this.timeout(120_000);
  let browser: PanelBrowser;
  before(async () => {
    browser = await PanelBrowser.start();
  });
  after(() => browser[Symbol.asyncDispose]());

  for (const [name, { go, ...options }] of Object.entries(views)) {
    it(`is nothing in ${name}`, async () => {
      await using panel = await browser.open(options);
      await panel.page.locator("main").waitFor();
      if (options.job !== null && options.rowCount !== 0) await panel.waitForRows();
      await go?.(panel);
      const found: string[] = [];
      for (const theme of themeNames) {
        await panel.setTheme(theme);
        // Colours are all that a theme changes.
        const rule = theme === "dark" ? undefined : "color-contrast";
        found.push(...(await violations(panel.page, rule)).map((text) => `${theme}: ${text}`));
      }
      assert.deepEqual(found, []);
    });
  }
});

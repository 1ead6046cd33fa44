import assert from "node:assert/strict";
import type { TestRow } from "./support/fakeHostTypes.ts";
import { PanelBrowser, type PanelOptions } from "./support/panelTest.ts";

/** The first rows of a plausible migration, for pictures that people look at. */
const retailRows: TestRow[] = [
  { name: "sales.customer", type: "TABLE", timeMs: 410, rowsLoaded: 1_204_331 },
  { name: "sales.order_line", type: "TABLE", timeMs: 21_812, rowsLoaded: 12_903_114 },
  {
    name: "sales.v_margin",
    type: "VIEW",
    rowsLoaded: null,
    timeMs: 188,
    review: true,
    code: "DWM-QRY-031",
    message: "Date mask changed to %Y-%m-%d.",
  },
  { name: "sales.v_customer", type: "VIEW", rowsLoaded: null, timeMs: 96 },
  {
    name: "hr.v_org_tree",
    type: "VIEW",
    rowsLoaded: null,
    timeMs: 112,
    status: "error",
    code: "DWM-QRY-014",
    message:
      "CONNECT BY with NOCYCLE has no counterpart. Rewrite as a recursive CTE with a visited list.",
    location: "views/hr_tree.sql:41:3",
  },
  {
    name: "hr.v_headcount",
    type: "VIEW",
    status: "skipped",
    message: "Needs hr.v_org_tree, which failed.",
    code: null,
    timeMs: null,
    rowsLoaded: null,
    location: "views/hr_headcount.sql:1:1",
  },
  {
    name: "fin.ledger",
    type: "TABLE",
    timeMs: 14_020,
    rowsLoaded: 4_102_000,
    status: "success",
    code: null,
    message: "",
  },
  { name: "fin.close_month", type: "PROCEDURE", timeMs: 3_911, rowsLoaded: null },
];
const ended = { etaSeconds: null, currentObject: null, running: 0, canCancel: false };
const since = Date.now() - 130_000;

const scenes: Record<string, PanelOptions> = {
  dark: {},
  light: { theme: "light" },
  "high-contrast": { theme: "highContrast" },
  narrow: { width: 500, height: 820 },
  "narrow-300": { width: 300, height: 820 },
  hundred: { rowCount: 100_000 },
  low: { height: 420 },
  connecting: { connection: { state: "connecting" } },
  stale: {
    connection: { state: "retrying", since, retryAt: Date.now() + 60_000, reason: "ECONNREFUSED" },
  },
  unauthorised: {
    connection: { state: "unauthorised", reason: "401 from https://engine.example" },
  },
  empty: { rowCount: 0, logCount: 0, theme: "light", job: { etaSeconds: null, rowsLoaded: null } },
  gone: { job: null },
  completed: {
    job: {
      ...ended,
      status: "completed",
      percent: 100,
      total: 281,
      endedAt: Date.now(),
      targetPath: "/w/retail.duckdb",
    },
    theme: "light",
  },
  failed: {
    job: {
      ...ended,
      status: "failed",
      endedAt: Date.now(),
      error: "The database file is locked by another process: /data/retail.duckdb",
      targetPath: "/data/retail.duckdb",
    },
  },
  cancelled: { job: { ...ended, status: "cancelled", endedAt: Date.now(), dryRun: true } },
};

describe("pictures of the panel", function () {
  this.timeout(60_000);
  let browser: PanelBrowser;
  before(async () => {
    browser = await PanelBrowser.start();
  });
  after(() => browser[Symbol.asyncDispose]());

  for (const [name, options] of Object.entries(scenes)) {
    it(`${name} is drawn without errors or policy violations`, async () => {
      await using panel = await browser.open({ rows: retailRows, ...options });
      if (name === "gone" || name === "empty") {
        await panel.page.locator(".notice").first().waitFor();
      } else {
        await panel.waitForRows();
        await panel.grid.focus();
        await panel.row("hr.v_org_tree").first().click();
        await panel.detail.waitFor();
      }
      await panel.screenshot(name);
      assert.deepEqual(await panel.troubles(), []);
    });
  }

  it("the log", async () => {
    await using panel = await browser.open();
    await panel.page.getByRole("tab", { name: "Log" }).click();
    await panel.page.getByText("Created", { exact: false }).last().waitFor();
    await panel.screenshot("log");
    assert.deepEqual(await panel.troubles(), []);
  });
});

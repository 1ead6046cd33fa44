import assert from "node:assert/strict";
import { cpSync } from "node:fs";
import { join } from "node:path";
import { ROOT, writeFiles } from "../support/inventories.ts";
import { waitUntil } from "../support/vscode/waitUntil.ts";
import { pickItem, runCommand } from "../support/vscode/workbenchDriver.ts";
import { writeBigWarehouse } from "./support/bigWarehouse.ts";
import { useWindow } from "./support/migrationWindow.ts";

/** More than are done while a slow window is driven from one step to the next. */
const MANY_OBJECTS = 6_000;
const BIG = /big_dw → big\.migrated/;
const RETAIL = /retail_dw → retail\.migrated/;

describe("job control in VS Code", () => {
  const window = useWindow(() => ({
    fill: (workspace) => {
      writeBigWarehouse(join(workspace, "big_dw"), MANY_OBJECTS);
      cpSync(join(ROOT, "samples/snowflake"), join(workspace, "retail_dw"), { recursive: true });
      writeFiles(join(workspace, "retail_dw"), {
        "views/broken.sql":
          "CREATE VIEW sales.broken AS SELECT no_such_column FROM sales.customer;\n",
      });
    },
  }));
  const button = (name: string) => window().panel.getByRole("button", { name, exact: true });
  const done = async () => {
    const label = (await window().row(BIG).getAttribute("aria-label")) ?? "";
    return Number(/([\d,]+) of 6,000/.exec(label)?.[1]?.replace(",", ""));
  };

  it("says in the wizard what a start would do", async () => {
    await window().openWizard();
    const { page, quickInput } = window();
    await pickItem(page, /^\s*big_dw/);
    await window().asked("Which warehouse does it come from?");
    await pickItem(page, /Snowflake/);
    await window().answer(/^Target catalog/, "big");
    await window().answer(/^Target schema/, "migrated");
    await quickInput
      .getByText(/^6,000 tables/)
      .first()
      .waitFor();
    await window().screenshot("control-wizard");
    await page.keyboard.press("Enter");
    await window().panelSays("Running");
  });

  // Each step leaves the job paused: however slow the machine is, there is something left to do for the next.
  const pause = async () => {
    await button("Pause").click();
    await window().rowSays(BIG, /Paused/);
    await button("Resume").waitFor();
  };

  it("pauses from the panel, and does nothing more", async () => {
    await pause();
    await window().panelSays("Paused");
    await waitUntil(async () => {
      const before = await done();
      await new Promise((resolve) => setTimeout(resolve, 1_000));
      return before === (await done());
    }, "nothing more is done");
    await window().screenshot("control-paused");
  });

  it("resumes from the row of the tree", async () => {
    const before = await done();
    await window().row(BIG).hover();
    await window().screenshot("control-inline");
    const menu = await window().openMenu(BIG);
    await menu.getByRole("menuitem", { name: "Resume Job" }).waitFor();
    assert.equal(await menu.getByRole("menuitem", { name: "Pause Job" }).count(), 0);
    await window().page.keyboard.press("Escape");
    await window().row(BIG).hover();
    await window()
      .row(BIG)
      .getByRole("button", { name: /Resume Job/ })
      .click();
    await window().rowSays(BIG, /Running/);
    await waitUntil(async () => (await done()) > before, "it went on");
    await pause();
  });

  it("shows the job that is chosen by a click on the status bar", async () => {
    const { page, panel } = window();
    await button("Resume").click();
    await runCommand(page, "View: Close All Editors");
    await panel.locator("body").waitFor({ state: "detached" });
    const item = page.locator('.statusbar-item[id$="dwMigration.status"]');
    await item.getByText(/1 job \d+%/).click();
    await pickItem(page, BIG);
    await window().panelSays("Running");
    await pause();
  });

  it("cancels", async () => {
    await button("Cancel").click();
    await button("Yes, cancel").click();
    await window().rowSays(BIG, /Cancelled/);
    await button("Continue").waitFor();
    await window().screenshot("control-cancelled");
  });

  it("goes on with what was cancelled, to its end", async () => {
    await button("Continue").click();
    await window().rowSays(BIG, /Waiting|Queued|Running/);
    // Thousands of objects beside a window and a browser take their time on two cores.
    await window().rowSays(BIG, /Completed/, 120_000);
  }).timeout(150_000);

  it("retries what failed, and opens the full log", async () => {
    await window().migrate({ folder: /^\s*retail_dw/, catalog: "retail" });
    await window().rowSays(RETAIL, /Completed with failures/);
    await button("Retry failed").click();
    await window().panel.getByRole("tab", { name: "Log" }).click();
    await window().panelSays(/Retrying \d+ object/);
    await window().rowSays(RETAIL, /Completed with failures/);
    await button("Open full log").click();
    const { page } = window();
    await page.locator(".tab.active", { hasText: "retail_dw.log" }).waitFor();
    await page
      .locator(".editor-instance .view-lines")
      .getByText(/\[info\]/)
      .first()
      .waitFor();
    await window().screenshot("control-full-log");
  });

  it("asks what to retry", async () => {
    const { quickInput, page } = window();
    await runCommand(page, "DW Migration: Retry…");
    await pickItem(page, RETAIL);
    await quickInput.getByText("All failed objects").waitFor();
    await window().screenshot("control-retry");
    await pickItem(page, /Choose objects/);
    await quickInput.getByText("sales.broken").first().waitFor();
    await page.keyboard.press("Escape");
  });
});

import assert from "node:assert/strict";
import { cpSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { ROOT, writeFiles, writeTables } from "../support/inventories.ts";
import { tempFolder } from "../support/tempFolder.ts";
import { startVsCodeServer, type VsCodeServer } from "../support/vscode/server.ts";
import { waitUntil } from "../support/vscode/waitUntil.ts";
import { openWorkbench, type Workbench } from "../support/vscode/workbench.ts";
import {
  acceptInput,
  openView,
  outputText,
  pickItem,
  runCommand,
  screenshot,
  treeItem,
  webviewFrame,
} from "../support/vscode/workbenchDriver.ts";

/** A view that reads a column that is not there, and one that needs it. */
const BROKEN = {
  "views/sales_v_margin.sql":
    "CREATE VIEW sales.v_margin AS\nSELECT customer_id, no_such_column FROM sales.customer;\n",
  "views/sales_v_top_margin.sql":
    "CREATE VIEW sales.v_top_margin AS SELECT * FROM sales.v_margin;\n",
};

/** Enough objects that a migration is seen running and can be cancelled half way. */
const MANY_OBJECTS = 4_000;

for (const theme of ["dark", "light"] as const) {
  describe(`a migration in VS Code, ${theme} theme`, () => {
    const workspace = tempFolder();
    let server: VsCodeServer;
    let workbench: Workbench;
    let page: Page;

    before(async () => {
      writeTables(join(workspace.path, "big_dw"), MANY_OBJECTS);
      cpSync(join(ROOT, "samples/snowflake"), join(workspace.path, "retail_dw"), {
        recursive: true,
      });
      writeFiles(join(workspace.path, "retail_dw"), BROKEN);
      server = await startVsCodeServer({});
      workbench = await openWorkbench({
        server,
        extensionPaths: [ROOT],
        workspace: workspace.path,
        theme,
        size: { width: 1360, height: 860 },
      });
      page = workbench.page;
    });

    after(async () => {
      await workbench?.close();
      await server?.stop();
      workspace.remove();
    });

    afterEach(async function () {
      if (this.currentTest?.state === "failed") {
        await screenshot(page, `failed-${theme}-${this.currentTest.title.replaceAll(/\W+/g, "-")}`);
      }
    });

    /** Goes through all steps of the command as a person does. */
    async function startFromPalette(folder: RegExp, sourceType: RegExp, catalog: string) {
      await runCommand(page, "DW Migration: Start Migration…");
      await pickItem(page, folder);
      await pickItem(page, sourceType);
      await acceptStep("Target catalog", catalog);
      await acceptStep("Target schema", "migrated");
      await pickItem(page, /Migrate/);
    }

    async function acceptStep(prompt: string, text: string) {
      const message = page.locator(".quick-input-widget .quick-input-message");
      await waitUntil(
        async () => ((await message.textContent()) ?? "").includes(prompt),
        `the step "${prompt}" was asked`,
      );
      await acceptInput(page, text);
    }

    it("welcomes a new user with one button", async () => {
      await openView(page, "DW Migration");
      const welcome = page.locator(".part.sidebar .welcome-view-content");
      await welcome.getByRole("button", { name: "Start Migration…" }).waitFor();
      await screenshot(page, `welcome-${theme}`);
    });

    it("runs from the palette, live in tree and panel", async () => {
      await startFromPalette(/big_dw/, /Snowflake/, "big");
      const row = treeItem(page, /big_dw → big\.migrated/);
      await row.waitFor();
      const panel = webviewFrame(page);
      await panel
        .getByText(/Running/)
        .first()
        .waitFor();
      // Rows are there while the job runs, and more come.
      await panel.getByRole("row", { name: /t0\d+/ }).first().waitFor();
      assert.match((await panel.locator("body").textContent()) ?? "", /Running/);
      assert.match((await row.getAttribute("aria-label")) ?? "", /%/);
      await screenshot(page, `running-${theme}`);
    });

    it("cancels within a second, and tree, panel and API say so", async () => {
      const panel = webviewFrame(page);
      await panel.getByRole("button", { name: /^Cancel/ }).click();
      const started = Date.now();
      await panel.getByRole("button", { name: /Yes, cancel/ }).click();
      await panel
        .getByText(/Cancelled/)
        .first()
        .waitFor();
      const took = Date.now() - started;
      const row = treeItem(page, /big_dw → big\.migrated/);
      await waitUntil(
        async () => /cancelled/i.test((await row.getAttribute("aria-label")) ?? ""),
        "the tree said cancelled",
      );
      // The page polls and paints; the second itself is measured by the host suite, without a browser in between.
      assert.ok(took < 5_000, `${took} ms`);
      await screenshot(page, `cancelled-${theme}`);
    });

    it("fills the log channel", async () => {
      const text = await outputText(page, "DW Migration");
      assert.match(text, /t0\d+|Migration cancelled/);
      await page.keyboard.press("Control+j");
    });

    it("finishes the sample, and shows failures with their reason and place", async () => {
      await startFromPalette(/retail_dw/, /Snowflake/, "retail");
      const panel = webviewFrame(page);
      await panel.getByText("retail_dw").first().waitFor();
      await panel
        .getByText(/Completed|Finished/)
        .first()
        .waitFor();
      await panel.getByRole("button", { name: /^Failed \d/ }).click();
      await panel.getByRole("row", { name: /sales\.v_margin/ }).click();
      await panel
        .getByText(/sales_v_margin\.sql:\d+:\d+/)
        .first()
        .waitFor();
      await screenshot(page, `finished-${theme}`);
      await panel.getByRole("button", { name: "Open source" }).click();
      await page.locator(".tab", { hasText: "sales_v_margin.sql" }).waitFor();
      await screenshot(page, `source-${theme}`);
    });

    it("still has its jobs after a reload of the window", async () => {
      await page.reload();
      await openView(page, "DW Migration");
      await treeItem(page, /big_dw → big\.migrated/).waitFor();
      await treeItem(page, /retail_dw → retail\.migrated/).waitFor();
      await screenshot(page, `reloaded-${theme}`);
    });
  });
}

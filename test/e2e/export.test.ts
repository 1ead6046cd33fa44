import assert from "node:assert/strict";
import { cpSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "../support/inventories.ts";
import { waitUntil } from "../support/vscode/waitUntil.ts";
import { pickItem, runCommand, treeItem } from "../support/vscode/workbenchDriver.ts";
import { useWindow } from "./support/migrationWindow.ts";

const RETAIL = /retail_dw → retail\.migrated/;

describe("exports in VS Code", () => {
  const window = useWindow(() => ({
    fill: (workspace) => {
      cpSync(join(ROOT, "samples/snowflake"), join(workspace, "retail_dw"), { recursive: true });
    },
  }));
  const written = (name: string) => readFileSync(join(window().workspace, name), "utf8");

  /** Answers the file dialog that is open (or about to open) with a path. */
  async function answerFileDialog(path: string): Promise<void> {
    const { page } = window();
    const input = page.locator(".quick-input-widget input.input");
    await waitUntil(async () => (await input.inputValue()).includes("/"), "a file dialog was open");
    // Until it has listed its folder the dialog puts its own text into the box again.
    await page.locator(".quick-input-list .monaco-list-row").first().waitFor();
    let held = 0;
    await waitUntil(async () => {
      if ((await input.inputValue()) === path) return ++held === 3;
      held = 0;
      await input.fill(path);
      return false;
    }, "the path stood there and stayed");
    await page.keyboard.press("Enter");
  }

  async function exportAs(format: RegExp, name: string): Promise<void> {
    await runCommand(window().page, "DW Migration: Export Report…");
    await pickItem(window().page, RETAIL);
    await pickItem(window().page, format);
    await answerFileDialog(join(window().workspace, name));
    await window().toasts.getByText(`Exported to ${name}.`).first().waitFor();
  }

  it("writes the HTML report where the user says", async () => {
    await window().migrate({ folder: /^\s*retail_dw/, catalog: "retail" });
    await window().rowSays(RETAIL, /Completed/);
    await exportAs(/HTML report/, "report.html");
    assert.match(written("report.html"), /<\/html>\s*$/);
    assert.match(written("report.html"), /sales\.customer/i);
  });

  it("writes JSON, and shows it again as an imported job", async () => {
    await exportAs(/^\s*JSON/, "job.json");
    assert.equal(JSON.parse(written("job.json")).format, "dw-migration-job");
    await runCommand(window().page, "DW Migration: Import Job…");
    await answerFileDialog(join(window().workspace, "job.json"));
    const rows = window().page.locator(".part.sidebar").getByRole("treeitem", { name: RETAIL });
    await waitUntil(async () => (await rows.count()) === 2, "the tree had both jobs");
    await window().panelSays("Completed");
    await window().screenshot("export-imported");
    const menu = await window().openMenu(RETAIL);
    await menu.getByRole("menuitem", { name: "Export Report…" }).waitFor();
    assert.equal(await menu.getByRole("menuitem", { name: /Retry/ }).count(), 0);
    await window().page.keyboard.press("Escape");
  });

  it("says what is wrong with a file that is no exported job", async () => {
    await runCommand(window().page, "DW Migration: Import Job…");
    await answerFileDialog(join(window().workspace, "report.html"));
    await window()
      .toasts.getByText(/is no exported job/)
      .first()
      .waitFor();
    assert.ok(await treeItem(window().page, RETAIL).isVisible());
  });
});

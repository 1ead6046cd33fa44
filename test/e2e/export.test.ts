import assert from "node:assert/strict";
import { cpSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "../support/inventories.ts";
import { waitUntil } from "../support/vscode/waitUntil.ts";
import {
  answerFileDialog,
  pickItem,
  runCommand,
  treeItem,
} from "../support/vscode/workbenchDriver.ts";
import { useWindow } from "./support/migrationWindow.ts";

const RETAIL = /retail_dw → retail\.migrated/;

describe("exports in VS Code", () => {
  const window = useWindow(() => ({
    fill: (workspace) => {
      cpSync(join(ROOT, "samples/snowflake"), join(workspace, "retail_dw"), { recursive: true });
    },
  }));
  const written = (name: string) => readFileSync(join(window().workspace, name), "utf8");

  async function exportAs(format: RegExp, name: string): Promise<void> {
    await runCommand(window().page, "DW Migration: Export Report…");
    await pickItem(window().page, RETAIL);
    await pickItem(window().page, format);
    await answerFileDialog(window().page, join(window().workspace, name));
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
    await answerFileDialog(window().page, join(window().workspace, "job.json"));
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
    await answerFileDialog(window().page, join(window().workspace, "report.html"));
    await window()
      .toasts.getByText(/is no exported job/)
      .first()
      .waitFor();
    assert.ok(await treeItem(window().page, RETAIL).isVisible());
  });
});

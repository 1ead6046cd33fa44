import assert from "node:assert/strict";
import { cpSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "../support/inventories.ts";
import { LegacyServer } from "../support/legacyServer.ts";
import { waitUntil } from "../support/vscode/waitUntil.ts";
import { pickItem } from "../support/vscode/workbenchDriver.ts";
import { useWindow } from "./support/migrationWindow.ts";

describe("a server of the old system in VS Code", () => {
  const server = new LegacyServer();
  before(() => server.listen());
  after(() => server.close());
  const window = useWindow(() => ({
    engineUrl: server.url,
    fill: (workspace) =>
      cpSync(join(ROOT, "samples/oracle"), join(workspace, "crm"), { recursive: true }),
  }));
  const row = /crm → main\.crm/;

  it("lists its jobs", async () => {
    const { job_id } = server.addJob({ status: "completed", target_schema: "history" });
    await window().page.getByRole("button", { name: "Refresh Jobs" }).click();
    await window().rowSays(/snowflake → main\.history/, /Completed/);
    assert.ok(server.jobs.has(job_id));
  });

  it("starts a job without guessing the source type, and follows it", async () => {
    const { page, panel } = window();
    await window().openWizard();
    await pickItem(page, /^\s*crm/);
    await window().asked("Which warehouse does it come from?");
    await pickItem(page, /Oracle/);
    assert.equal(
      await window()
        .quickInput.getByText(/detected/)
        .count(),
      0,
    );
    await window().answer(/^Target catalog/, "main");
    await window().answer(/^Target schema/, "crm");
    await pickItem(page, /^\s*Migrate/);
    await window().row(row).waitFor();
    const job = [...server.jobs.values()].at(-1);
    assert.ok(job);
    server.finishObject(job, "crm.account");
    server.finishObject(job, "crm.contact", "ORA-00942: table or view does not exist");
    await panel.getByRole("row", { name: /crm\.contact.*ORA/ }).click();
    await window().panelSays(/ORA-00942/);
    await window().rowSays(row, /1 of 4 objects completed, 1 failed, 50 %/);
    assert.equal(await panel.getByRole("button", { name: "Open source" }).count(), 0);
    await window().screenshot("legacy-running");
  });

  it("cancels it, and offers only what such a server can do", async () => {
    const { page, panel } = window();
    await panel.getByRole("button", { name: "Cancel" }).click();
    await panel.getByRole("button", { name: "Yes, cancel" }).click();
    await window().panelSays(/Cancelled after|Cancelled with/);
    await window().rowSays(row, /Cancelled/);
    assert.equal(await panel.getByRole("button", { name: /Reveal database/ }).count(), 0);
    await window().screenshot("legacy-cancelled");
    const menu = await window().openMenu(row);
    await menu.getByRole("menuitem", { name: "Delete Job…" }).waitFor();
    assert.equal(await menu.getByRole("menuitem", { name: /Reveal|Cancel/ }).count(), 0);
    await page.keyboard.press("Escape");
  });

  it("deletes it, with its panel", async () => {
    const { page } = window();
    const { size } = server.jobs;
    const dialog = page.locator(".monaco-dialog-box");
    const item = (await window().openMenu(row)).getByRole("menuitem", { name: "Delete Job…" });
    await waitUntil(async () => {
      // A menu takes no click in its first moments.
      if (await item.isVisible()) await item.click({ timeout: 1_000 });
      return dialog.isVisible();
    }, "the dialog asked");
    await dialog.getByRole("button", { name: "Delete" }).click();
    await window().row(row).waitFor({ state: "detached" });
    await waitUntil(() => server.jobs.size === size - 1, "the server deleted the job");
    await page.locator(".tab", { hasText: row }).waitFor({ state: "detached" });
  });

  it("tells of a job that failed out of sight, and of no other", async () => {
    const { page } = window();
    const jobs = [];
    for (const schema of ["good", "bad", "seen"]) {
      await window().migrate({ folder: /^\s*crm/, sourceType: /Oracle/, catalog: "main", schema });
      await page.locator(".tab.active", { hasText: `crm → main.${schema}` }).waitFor();
      const job = [...server.jobs.values()].at(-1);
      assert.ok(job);
      jobs.push(job);
    }
    const [good, bad, seen] = jobs;
    assert.ok(good && bad && seen);
    assert.equal(await window().toasts.count(), 0);
    server.end(good);
    server.end(seen, "failed");
    await window().rowSays(/main\.good/, /Completed/);
    await window().rowSays(/main\.seen/, /Failed/);
    server.end(bad, "failed");
    await window()
      .toasts.getByText(/crm → main\.bad failed/)
      .waitFor();
    assert.equal(await window().toasts.count(), 1);
    await window().screenshot("notification");
    await window().toasts.getByRole("button", { name: "Show Job" }).click();
    await page.locator(".tab.active", { hasText: "crm → main.bad" }).waitFor();
  });
});

import assert from "node:assert/strict";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { writeFiles, writeTables } from "../support/inventories.ts";
import { waitUntil } from "../support/vscode/waitUntil.ts";
import {
  acceptInput,
  pickFromMenu,
  runCommand,
  webviewFrame,
} from "../support/vscode/workbenchDriver.ts";
import { writeBigWarehouse } from "./support/bigWarehouse.ts";
import { newestJob } from "./support/engineFile.ts";
import { useWindow } from "./support/migrationWindow.ts";

const ID = "dw-migration.dw-migration-assistant";
const SMALL = /small_dw → small\.migrated/;

/** The page says that it has the focus, or not, as a browser does whose window is behind another. */
async function setFocus(page: Page, focused: boolean): Promise<void> {
  await page.evaluate((has) => {
    document.hasFocus = () => has;
    // While a web page inside has the focus the workbench takes no event of its own window for a change.
    for (const event of ["focus", "blur"]) globalThis.dispatchEvent(new Event(event));
    document.dispatchEvent(new Event("visibilitychange"));
  }, focused);
}

describe("what needs attention", () => {
  // A port that nothing listens on. Its window tries for a minute, and the other tests do not wait for it.
  const withoutEngine = useWindow(() => ({ engineUrl: "http://127.0.0.1:9" }), "without-engine");

  describe("what is told of jobs that nobody looks at", () => {
    const window = useWindow(() => ({
      fill: (workspace) => {
        writeBigWarehouse(join(workspace, "big_dw"), 600);
        writeTables(join(workspace, "clean_dw"), 600);
      },
    }));
    const toast = (text: RegExp) => window().toasts.filter({ hasText: text });
    const clear = () => runCommand(window().page, "Notifications: Clear All Notifications");

    /** Starts a migration and closes its panel, while it runs. */
    async function startUnseen(folder: RegExp, catalog: string): Promise<void> {
      const { page } = window();
      await window().migrate({ folder, sourceType: /Snowflake/, catalog });
      const tab = page.locator(".tab.active", { hasText: `→ ${catalog}.migrated` });
      await tab.click({ button: "middle" });
      const row = new RegExp(`→ ${catalog}\\.migrated`);
      await window().rowSays(row, /Running/);
    }

    it("is a failure, with what can be done about it", async () => {
      const { page } = window();
      await startUnseen(/^\s*big_dw/, "big");
      const shown = toast(/big_dw → big\.migrated: 13 of 600 objects failed\./);
      await shown.waitFor({ timeout: 45_000 });
      for (const name of ["Show Job", "Retry Failed", "Open Report"]) {
        await shown.getByRole("button", { name }).waitFor();
      }
      await window().pictures("notice-failure");
      await shown.getByRole("button", { name: "Open Report" }).click();
      await page.locator(".tab.active", { hasText: "Report of big_dw → big.migrated" }).waitFor();
      await webviewFrame(page).getByRole("heading").first().waitFor();
      await window().pictures("notice-report");
    });

    it("is no success of a moment in a window with the focus", async () => {
      await clear();
      await startUnseen(/^\s*clean_dw/, "clean");
      await window().rowSays(/clean_dw → clean\.migrated/, /, Completed,/, 45_000);
      assert.equal(await window().toasts.count(), 0);
    });

    it("is a success in a window behind others", async () => {
      const { page } = window();
      await startUnseen(/^\s*clean_dw/, "behind");
      await setFocus(page, false);
      const shown = toast(/clean_dw → behind\.migrated is done: 600 objects in/);
      await shown.waitFor({ timeout: 45_000 });
      await setFocus(page, true);
      await window().pictures("notice-done");
      await shown.getByRole("button", { name: "Show Job" }).click();
      await page.locator(".tab.active", { hasText: "→ behind.migrated" }).waitFor();
    });
  });

  describe("a link to a job", () => {
    const window = useWindow(() => ({
      fill: (workspace) =>
        writeFiles(join(workspace, "small_dw"), {
          "t.sql":
            "CREATE TABLE a (id NUMBER(9));\nCREATE VIEW b AS\nSELECT no_such_function(id) AS x FROM a;",
        }),
    }));
    let jobId = "";

    /** Follows a link as one that another program opened: VS Code asks first. */
    async function openUrl(url: string): Promise<void> {
      const { page } = window();
      await runCommand(page, "Developer: Open URL");
      await acceptInput(page, url);
      await page.locator(".monaco-dialog-box").getByRole("button", { name: "Open" }).click();
    }

    const link = (path: string) => `code-oss://${ID}${path}`;
    const says = (text: RegExp) => window().toasts.filter({ hasText: text }).first().waitFor();
    const clear = () => runCommand(window().page, "Notifications: Clear All Notifications");

    it("is copied from its context menu", async () => {
      await window().migrate({ folder: /^\s*small_dw/, sourceType: /Snowflake/, catalog: "small" });
      await window().rowSays(SMALL, /Completed with failures/);
      jobId = (await newestJob(window().server)).job_id;
      await window().openMenu(SMALL);
      await pickFromMenu(window().page, "Copy Link");
      const said = window().page.locator(".part.statusbar").getByText(`${ID}/job/${jobId}`);
      await said.first().waitFor();
      await window().screenshot("link-copied");
    });

    it("opens its panel", async () => {
      const { page } = window();
      await runCommand(page, "View: Close All Editors");
      await openUrl(link(`/job/${jobId}`));
      await window().panelSays("small_dw");
      await window().screenshot("link-followed");
    });

    it("of an object leads to it in the panel, where it says what failed", async () => {
      const { page } = window();
      await runCommand(page, "View: Close All Editors");
      await openUrl(link(`/job/${jobId}/object/b`));
      const { panel } = window();
      const selected = panel.locator('[role="row"][aria-selected="true"] .cell.name');
      await selected.filter({ hasText: /^b$/ }).waitFor();
      await window().panelSays(/NO_SUCH_FUNCTION has no translation/);
      await window().screenshot("link-object");
    });

    it("to a job that is not there says so, and what to do", async () => {
      await openUrl(link("/job/6f1a2b3c-0000-4000-8000-000000000001"));
      await says(/engine on this machine has no job 6f1a2b3c/);
      await window().toasts.getByRole("button", { name: "Set Address…" }).waitFor();
      await window().screenshot("link-unknown");
      await clear();
    });

    it("that is none says how one looks", async () => {
      await openUrl(link("/jobs"));
      await says(/no link to a migration job.*\/job\/<id>/);
      await clear();
      await runCommand(window().page, "DW Migration: Open Link to Job…");
      await acceptInput(window().page, "nonsense");
      await says(/“nonsense” is no link to a migration job/);
      await window().screenshot("link-bad");
      await clear();
    });

    it("is followed after a reload, when the engine is not connected yet", async () => {
      const { page } = window();
      await page.reload();
      await waitUntil(
        () => page.locator(".monaco-workbench .part.statusbar").isVisible(),
        "the workbench is back",
      );
      await openUrl(link(`/job/${jobId}`));
      await window().panelSays("small_dw");
    });
  });

  describe("an untrusted workspace", () => {
    const window = useWindow(() => ({
      userSettings: {
        "security.workspace.trust.enabled": true,
        "security.workspace.trust.startupPrompt": "never",
      },
      fill: (workspace) =>
        writeFiles(join(workspace, "dw"), { "t.sql": "CREATE TABLE a (id INT);" }),
    }));

    it("says that no engine runs there, and how to trust it", async () => {
      const { page } = window();
      const welcome = page.locator(".part.sidebar .welcome-view-content");
      await welcome.getByText(/not trusted, so no migration engine/).waitFor();
      await welcome.getByRole("button", { name: "Manage Workspace Trust" }).waitFor();
      assert.equal(await welcome.getByRole("button", { name: /Start Migration/ }).count(), 0);
      await window().pictures("untrusted");
    });

    it("refuses a link and a start with the same way out", async () => {
      const { page } = window();
      await runCommand(page, "DW Migration: Open Link to Job…");
      await acceptInput(page, `code-oss://${ID}/job/6f1a2b3c-0000-4000-8000-000000000001`);
      const refused = window().toasts.filter({ hasText: /runs in trusted workspaces only/ });
      await refused.getByRole("button", { name: "Manage Workspace Trust" }).waitFor();
      await window().pictures("untrusted-link");
    });

    it("is welcome once it is trusted", async () => {
      const { page } = window();
      const welcome = page.locator(".part.sidebar .welcome-view-content");
      await welcome.getByRole("button", { name: "Manage Workspace Trust" }).click();
      await page
        .locator(".workspace-trust-editor")
        .getByRole("button", { name: "Trust", exact: true })
        .click();
      await welcome.getByRole("button", { name: "Start Migration…" }).waitFor();
    });
  });

  describe("an engine that is not there", () => {
    it("is said in the view after a minute of attempts, with the way to its address", async function () {
      this.timeout(180_000);
      const welcome = withoutEngine().page.locator(".part.sidebar .welcome-view-content");
      await welcome
        .getByText("The migration engine does not answer.")
        .waitFor({ timeout: 120_000 });
      await welcome.getByRole("button", { name: "Try Again" }).waitFor();
      await withoutEngine().screenshot("welcome-offline");
      await welcome.getByText("Set it").click();
      await withoutEngine().asked(/^Address of a remote engine/);
    });
  });
});

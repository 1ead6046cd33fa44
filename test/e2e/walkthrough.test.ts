import assert from "node:assert/strict";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { waitUntil } from "../support/vscode/waitUntil.ts";
import { acceptInput, answerFileDialog, pickItem } from "../support/vscode/workbenchDriver.ts";
import { useWindow } from "./support/migrationWindow.ts";

// From install to a finished sample migration by the walkthrough alone, as somebody who has never seen the extension: once
// without a folder, once in one that has a folder of that name already. The time is told, not asserted: bench is for that.

const SAMPLE = /dw-sample(-2)? → sample\.migrated/;

for (const openFolder of [false, true]) {
  const theme = openFolder ? "light" : "dark";
  const where = openFolder ? "in a folder" : "without a folder";

  describe(`the walkthrough ${where}, ${theme} theme`, () => {
    const window = useWindow(() => ({
      theme,
      openFolder,
      fill: (workspace) => {
        if (openFolder) writeFileSync(join(workspace, "dw-sample"), "mine");
      },
    }));
    const sample = () => join(window().workspace, openFolder ? "dw-sample-2" : "dw-sample");
    let begun = 0;

    const step = (title: string) =>
      window().page.locator(".getting-started-step", { hasText: title });
    const press = async (name: string | RegExp) => {
      const button = window().page.locator(".getting-started-step.expanded");
      await button.getByRole("button", { name }).click();
    };
    const isDone = (title: string) =>
      waitUntil(
        async () => (await step(title).locator(".codicon.complete").count()) > 0,
        `the step "${title}" is done`,
      );

    const pictureIsThere = () =>
      window()
        .page.frameLocator(".getting-started-media iframe.webview.ready, iframe.webview.ready")
        .frameLocator("iframe#active-frame")
        .locator("svg title")
        .first()
        .waitFor({ state: "attached" });

    it("is offered to whoever sees the empty Jobs view", async () => {
      begun = Date.now();
      const welcome = window().page.locator(".part.sidebar .welcome-view-content");
      await welcome.getByText(/comes with the extension/).waitFor();
      await window().screenshot(`welcome-no-engine-${theme}`);
      await welcome.getByText("a tour of five steps").click();
      await step("Create a sample inventory").waitFor();
      assert.equal(await window().page.locator(".getting-started-step").count(), 5);
      await pictureIsThere();
      await window().screenshot(`walkthrough-sample-${theme}`);
    });

    it("creates the sample, and overwrites nothing", async () => {
      const { page, workspace } = window();
      await press("Create Sample");
      if (!openFolder) {
        await answerFileDialog(page, workspace);
      }
      await waitUntil(() => existsSync(join(sample(), "views/churn.sql")), "the sample is there");
      await isDone("Create a sample inventory");
      if (openFolder) assert.equal(readFileSync(join(workspace, "dw-sample"), "utf8"), "mine");
    });

    /** Presses the button of the step that starts a migration, and takes what is offered for the sample. */
    async function startSample(button: RegExp): Promise<void> {
      const { page } = window();
      await press(button);
      await pickItem(page, openFolder ? /dw-sample-2/ : /dw-sample/);
      await window().asked(/^detected from/);
      await page.keyboard.press("Enter");
      await window().answer(/^Target catalog/, "sample");
      await window().answer(/^Target schema/, "migrated");
      await pickItem(page, /^\s*Migrate/);
    }

    it("starts its migration, and shows it beside the tour", async () => {
      await step("Start its migration").click();
      await pictureIsThere();
      await window().screenshot(`walkthrough-start-${theme}`);
      await startSample(/Start Migration/);
      await window().page.locator(".tab.active", { hasText: "→ sample.migrated" }).waitFor();
      await window().rowSays(SAMPLE, /Completed with failures/, 60_000);
      const took = Math.round((Date.now() - begun) / 1_000);
      process.stderr.write(`      the sample was migrated after ${took} s of the walkthrough\n`);
      await isDone("Start its migration");
      await isDone("Watch it");
      await window().screenshot(`walkthrough-watch-${theme}`);
    });

    it("leads to the line that failed", async () => {
      const { page } = window();
      await step("Read a failure").click();
      await press("Show What Failed");
      await page.locator(".tab.active", { hasText: "churn.sql" }).waitFor();
      await page.locator(".part.statusbar").getByText("Ln 5, Col 22").waitFor();
      await isDone("Read a failure");
      await window().screenshot(`walkthrough-failure-${theme}`);
    });

    it("migrates all of it with a retry once the line is mended", async () => {
      const file = join(sample(), "views/churn.sql");
      const text = readFileSync(file, "utf8");
      writeFileSync(file, text.replace("day, last_order_date", "day, last_order_at"));
      await step("Read a failure").click();
      await press(/Retry Failed Objects/);
      await pickItem(window().page, SAMPLE);
      await window().rowSays(SAMPLE, /, Completed, 9 of 9/, 45_000);
    });

    it("ends with a remote engine", async () => {
      await step("Connect a remote engine").click();
      await window().screenshot(`walkthrough-remote-${theme}`);
      await press("Set the Address");
      await window().asked(/^Address of a remote engine/);
      await acceptInput(window().page, "migrate.example.com");
      await window().asked(/begins with http/);
      await acceptInput(window().page, "");
      await isDone("Connect a remote engine");
      await window().row(SAMPLE).waitFor();
    });
  });
}

import assert from "node:assert/strict";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { writeFiles } from "../support/inventories.ts";
import { waitUntil } from "../support/vscode/waitUntil.ts";
import {
  answerFileDialog,
  pickFromMenu,
  pickItem,
  runCommand,
} from "../support/vscode/workbenchDriver.ts";
import { ENDLESS_TABLE } from "./support/endless.ts";
import { cancelNewest, newestJob } from "./support/engineFile.ts";
import { useWindow } from "./support/migrationWindow.ts";

const SHOP = /shop → shop\.migrated/;
const HEAVY = /heavy → heavy\.migrated/;
const ENDLESS = /endless → endless\.migrated/;
/** More than the explorer lists of a group at once. */
const TABLES = 230;
/** Enough that the table is still being loaded when its job is cancelled. */
const ROWS = 400_000;

describe("commands of menus and of the palette", () => {
  const window = useWindow(() => ({
    fill: (workspace) => {
      const tables = Array.from({ length: TABLES }, (_, n) => `CREATE TABLE s.t${n} (id INTEGER);`);
      writeFiles(join(workspace, "shop"), {
        "tables.sql": tables.join("\n"),
        "views.sql": "CREATE VIEW s.broken AS\nSELECT no_such_function(id) AS x FROM s.t0;\n",
      });
      mkdirSync(join(workspace, "heavy"));
      const rows = Array.from({ length: ROWS }, (_, n) => `(${n}, 'name ${n}')`);
      const load = `INSERT INTO s.big VALUES\n${rows.join(",\n")};\n`;
      const create = "CREATE TABLE s.big (id INTEGER, name VARCHAR(20));\n";
      writeFileSync(join(workspace, "heavy", "big.sql"), create + load);
      writeFiles(join(workspace, "endless"), { "slow.sql": ENDLESS_TABLE });
    },
  }));

  const status = (text: string | RegExp) =>
    window().page.locator(".part.statusbar").getByText(text).waitFor();
  const activeTab = (hasText: RegExp) =>
    window().page.locator(".tab.active", { hasText }).waitFor();
  const breadcrumb = (text: string) =>
    window().page.locator(".breadcrumbs-control").getByText(text, { exact: true }).waitFor();
  const choose = async (row: RegExp, item: string) => {
    // A menu that opens while its row is drawn anew closes again.
    await waitUntil(async () => {
      const menu = await window().openMenu(row);
      const offered = menu.getByText(item, { exact: true }).waitFor({ timeout: 5_000 });
      const isOffered = await offered.then(() => true).catch(() => false);
      if (!isOffered) await window().page.keyboard.press("Escape");
      return isOffered;
    }, `the menu with "${item}"`);
    await pickFromMenu(window().page, item);
  };

  /** The shop's job has ended and stands below its day: until then it is below its state, and is folded when it moves. */
  const shopEnded = async () => {
    await window()
      .row(/^Today, 1/)
      .waitFor({ timeout: 60_000 });
    await window().rowSays(SHOP, /Completed with failures/);
  };

  it("show more of a long group", async () => {
    await window().migrate({ folder: /^\s*shop/, sourceType: /Snowflake/, catalog: "shop" });
    await shopEnded();
    await window().expand(SHOP);
    await window().expand(/^Completed, 230/);
    const more = window().row(/^Show 30 more/);
    // Rows below the window are not in the document: End goes to the last one, once they are listed.
    await waitUntil(async () => {
      await window().page.keyboard.press("End");
      await more.waitFor({ timeout: 1_000 });
      return true;
    }, "the row behind the first 200");
    await window().screenshot("explorer-more");
    await more.click();
    await waitUntil(async () => (await more.count()) === 0, "all of them are listed");
    await window().page.keyboard.press("Home");
    await window()
      .row(/^Completed, 230/)
      .locator(".monaco-tl-twistie")
      .click();
  });

  it("open an object's file, source and target", async () => {
    await window().expand(/^Failed, 1/);
    const broken = /^s\.broken, view, failed/;
    await choose(broken, "Open Source File");
    await activeTab(/views\.sql/);
    await choose(broken, "Open Object's Source");
    await activeTab(/s\.broken\.sql/);
    await breadcrumb("source");
    await window().expand(/^Completed, 230/);
    const made = /^s\.t\d+, table/;
    await choose(made, "Open Object's Target SQL");
    await activeTab(/s\.t\d+\.sql/);
    await breadcrumb("target");
    await window().screenshot("object-target");
    await choose(made, "Compare Source and Target");
    await window().page.locator(".editor-instance .monaco-diff-editor").first().waitFor();
  });

  it("retry one object", async () => {
    // First, as a menu that is open on the row of a job that moves is of no job.
    await choose(SHOP, "Show Job");
    await window().panel.getByRole("tab", { name: "Log" }).click();
    await choose(/^s\.broken, view, failed/, "Retry Object");
    const log = window().panel.getByRole("region", { name: "Log of the migration" });
    await waitUntil(
      async () => /Retrying 1 object.*Migration finished/s.test(await log.innerText()),
      "the retry has ended",
    );
    await shopEnded();
  });

  it("copy the path of the database, and open the log of a job", async () => {
    await choose(SHOP, "Reveal Database File");
    await status(/Copied the path .*shop.*\.duckdb/);
    await choose(SHOP, "Open Full Log");
    await activeTab(/shop\.log/);
    await runCommand(window().page, "DW Migration: Show Log");
    await window()
      .page.locator(".part.panel")
      .getByText(/\[(info|warning|error)\]/)
      .first()
      .waitFor();
  });

  it("translate what is selected into an editor beside", async () => {
    const { page } = window();
    await runCommand(page, "File: Open File...");
    await answerFileDialog(page, join(window().workspace, "shop", "views.sql"));
    await activeTab(/views\.sql/);
    await runCommand(page, "Select All");
    await runCommand(page, "DW Migration: Translate Selection To…");
    await pickItem(page, /Snowflake/);
    await pickItem(page, /Databricks SQL/);
    await waitUntil(async () => {
      const lines = await page.locator(".editor-instance .view-lines").allInnerTexts();
      return lines.some((text) => /DWM-QRY-003/.test(text.replaceAll("\u00a0", " ")));
    }, "the translation stands beside");
    await window().screenshot("translate-selection");
  });

  it("ask for the addresses and tokens, and say what is missing", async () => {
    const { page } = window();
    await runCommand(page, "DW Migration: Set Engine Address…");
    await window().asked(/^Address of a remote engine/);
    await page.keyboard.press("Escape");
    await runCommand(page, "DW Migration: Set Engine Access Token…");
    await window()
      .toasts.getByText(/needs no token/)
      .waitFor();
    await runCommand(page, "DW Migration: Set Model Access Token…");
    await window().toasts.getByText("Set the address of the model endpoint first.").waitFor();
    await runCommand(page, "Notifications: Clear All Notifications");
  });

  it("open the walkthrough", async () => {
    await runCommand(window().page, "DW Migration: Open Walkthrough");
    await window()
      .page.locator(".getting-started-step", { hasText: "Create a sample inventory" })
      .waitFor();
  });

  it("cancel a job while it loads a table", async () => {
    // The translation was never saved.
    await runCommand(window().page, "View: Close All Editors");
    await window().page.getByRole("button", { name: "Don't Save" }).click();
    await window().migrate({ folder: /^\s*heavy/, sourceType: /Snowflake/, catalog: "heavy" });
    await window().rowSays(HEAVY, /Running/, 60_000);
    await window().panelSays("s.big");
    await choose(HEAVY, "Cancel Job");
    await window().rowSays(HEAVY, /Cancelled/);
    await window().panelSays(/Cancelled after .* with 0 of 1 objects done/);
  });

  it("cancel now a job that another client gave an hour to finish what is in work", async () => {
    await window().migrate({ folder: /^\s*endless/, sourceType: /Snowflake/, catalog: "endless" });
    await window().panelSays("s.slow");
    const { status } = await newestJob(window().server);
    assert.equal(status, "running");
    await cancelNewest(window().server, { grace_seconds: 3600 });
    await window().rowSays(ENDLESS, /Cancelling/);
    await window().panelSays("Cancelling…");
    await window().screenshot("commands-cancelling");
    await choose(ENDLESS, "Cancel Now");
    await window().rowSays(ENDLESS, /Cancelled/);
    await window().panelSays(/Cancelled after .* with 0 of 1 objects done/);
    assert.equal((await newestJob(window().server)).status, "cancelled");
  });
});

import assert from "node:assert/strict";
import { cpSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { ROOT, writeFiles } from "../support/inventories.ts";
import { tempFolder } from "../support/tempFolder.ts";
import { waitUntil } from "../support/vscode/waitUntil.ts";
import { acceptInput, pickItem } from "../support/vscode/workbenchDriver.ts";
import { useWindow } from "./support/migrationWindow.ts";

describe("the wizard Start Migration…", () => {
  const elsewhere = tempFolder();
  after(() => elsewhere.remove());
  const window = useWindow(() => ({
    fill: (workspace) => {
      cpSync(join(ROOT, "samples/tsql"), join(workspace, "shop_dw"), { recursive: true });
      writeFiles(join(workspace, "notes"), { "select.sql": "SELECT 1;\n" });
      cpSync(join(ROOT, "samples/oracle"), join(elsewhere.path, "hr_dw"), { recursive: true });
      mkdirSync(join(elsewhere.path, "empty"));
    },
  }));

  const input = () => window().quickInput.locator("input.input");
  const active = () => window().quickInput.locator(".monaco-list-row.focused .label-name");

  async function offers(text: RegExp): Promise<void> {
    await waitUntil(
      async () => text.test((await active().textContent()) ?? ""),
      `${text} is active`,
    );
  }

  async function holds(text: string): Promise<void> {
    await waitUntil(async () => (await input().inputValue()) === text, `the input holds "${text}"`);
  }

  async function folder(): Promise<void> {
    await window().asked("Which folder of .sql files, or which file?");
  }

  async function warehouse(): Promise<void> {
    await window().asked("Which warehouse does it come from?");
  }

  it("sends back who chose a folder without objects, and says why", async () => {
    const { page } = window();
    await window().openWizard();
    await pickItem(page, /^\s*notes/);
    await window().asked(/notes holds no/);
    await window().screenshot("wizard-nothing");
    await offers(/notes/);
  });

  it("sends back who typed a wrong path, and keeps it to be mended", async () => {
    const { page } = window();
    await pickItem(page, /Enter a Path/);
    await acceptInput(page, "relative/path");
    await window().asked("Enter an absolute path.");
    await acceptInput(page, "/no/such/folder");
    await window().asked(/\/no\/such\/folder does not exist/);
    await pickItem(page, /Enter a Path/);
    await holds("/no/such/folder");
    await window().goBack();
    await folder();
  });

  it("browses the disk of the machine that VS Code runs on", async () => {
    const { page } = window();
    await pickItem(page, /Browse for a Folder/);
    const listed = window().quickInput.getByText("shop_dw", { exact: true });
    await listed.waitFor();
    const path = `${join(elsewhere.path, "hr_dw")}/`;
    // The dialog sets its input once it has read a folder, at times later than it lists it: what was typed is lost then.
    await waitUntil(async () => {
      await input().fill(path);
      await listed.waitFor({ state: "detached" });
      return (await input().inputValue()) === path;
    }, "the dialog keeps the path");
    await window().screenshot("wizard-browse");
    await window().quickInput.getByRole("button", { name: "Migrate" }).click();
    await warehouse();
    await offers(/Oracle/);
    await window().asked(/detected from \d+ objects/);
    await window().goBack();
    await offers(/hr_dw/);
  });

  it("goes back from every step and keeps what was answered", async () => {
    const { page } = window();
    await pickItem(page, /^\s*shop_dw/);
    await warehouse();
    await offers(/SQL Server/);
    await window().screenshot("wizard-detected");
    await pickItem(page, /Snowflake/);
    await window().asked(/^Target catalog/);
    await holds("warehouse");
    await acceptInput(page, "  ");
    await window().asked("Enter a name.");
    await acceptInput(page, "shop");
    await window().asked(/^Target schema/);
    await input().fill("half_typed");
    await window().goBack();
    await window().asked(/^Target catalog/);
    await holds("shop");
    await acceptInput(page, "shop");
    await window().asked(/^Target schema/);
    await holds("half_typed");
    await acceptInput(page, "sales");
    // Read as Snowflake there is nothing in the folder: the check says so, where it can be mended.
    await window().asked(/holds no CREATE/);
    await pickItem(page, /SQL Server/);
    await window().asked(/^Target catalog/);
    await acceptInput(page, "shop");
    await window().asked(/^Target schema/);
    await holds("sales");
    await acceptInput(page, "sales");
    await window().asked(/^Start .*shop_dw → shop\.sales\?/);
    // What would not be migrated is listed with its place, and opened behind the question.
    await window().asked(/15 tables, 13 views, 2 procedures; 1 warning/);
    await window().asked(/payment_and_return\.sql:20/);
    await window().screenshot("wizard-start");
    await pickItem(page, /payment_and_return\.sql:20/);
    await page.locator(".tab.active").getByText("payment_and_return.sql").waitFor();
    await page.locator(".part.statusbar").getByText("Ln 20, Col 1").waitFor();
    await window().asked(/^Sequence left out/);
    await pickItem(page, /Database File/);
    await window().asked(/^The DuckDB file to write/);
    await acceptInput(page, "shop.duckdb");
    await window().asked("Enter an absolute path.");
    const database = join(elsewhere.path, "shop.duckdb");
    await acceptInput(page, database);
    await window().asked(database);
    await pickItem(page, /Database File/);
    await holds(database);
    await window().goBack();
    await window().asked(/^Start .*shop_dw → shop\.sales\?/);
    for (const text of [/^Target schema/, /^Target catalog/]) {
      await window().goBack();
      await window().asked(text);
    }
    await window().goBack();
    await offers(/SQL Server/);
    await window().goBack();
    await offers(/shop_dw/);
  });

  it("leaves nothing behind when it is left", async () => {
    await window().page.keyboard.press("Escape");
    await window().quickInput.waitFor({ state: "hidden" });
    assert.equal(await window().toasts.count(), 0);
    assert.equal(await window().page.locator(".part.sidebar [role=treeitem]").count(), 0);
  });

  it("makes a dry run that leaves no database", async () => {
    const { page, panel } = window();
    await window().openWizard();
    await pickItem(page, /^\s*shop_dw/);
    await warehouse();
    await offers(/SQL Server/);
    await page.keyboard.press("Enter");
    await window().answer(/^Target catalog/, "shop");
    await window().answer(/^Target schema/, "sales");
    await pickItem(page, /Dry run/);
    await window().panelSays(/objects checked in/);
    assert.equal(await panel.getByRole("button", { name: /Reveal database/ }).count(), 0);
    await window().screenshot("dry-run");
  });
});

import assert from "node:assert/strict";
import { cpSync, existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Locator } from "playwright-core";
import { ROOT, writeFiles } from "../support/inventories.ts";
import { waitUntil } from "../support/vscode/waitUntil.ts";
import {
  acceptInput,
  openView,
  pickFromMenu,
  pickItem,
  runCommand,
} from "../support/vscode/workbenchDriver.ts";
import { newestJob } from "./support/engineFile.ts";
import { useWindow } from "./support/migrationWindow.ts";

const SHOP = {
  inventory_path: "shop_dw",
  source_type: "tsql",
  target_catalog: "shop",
  target_schema: "sales",
};
const WRONG = `{
  "inventory_path": "shop_dw",
  "source_type": "tsql",
  "target_catlog": "shop",
  "target_schema": "sales",
  "concurrency": "many"
}
`;
const json = (fields: object) => `${JSON.stringify(fields, undefined, 2)}\n`;

describe("starting from files and folders", () => {
  const window = useWindow(() => ({
    userSettings: {
      // In a browser VS Code saves by itself, which a person may have switched off.
      "files.autoSave": "off",
      "files.refactoring.autoSave": false,
      // Drawn as text, so that it can be read.
      "terminal.integrated.gpuAcceleration": "off",
    },
    fill: (workspace) => {
      cpSync(join(ROOT, "samples/tsql"), join(workspace, "shop_dw"), { recursive: true });
      cpSync(join(ROOT, "samples/first-steps"), join(workspace, "first"), { recursive: true });
      writeFiles(workspace, {
        "migration.json": json(SHOP),
        "wrong.migration.json": WRONG,
        "one.sql": "CREATE TABLE s.a (id NUMBER(9));\nCREATE VIEW s.b AS SELECT id FROM s.a;\n",
        "first.migration.json": json({
          ...SHOP,
          inventory_path: "first",
          source_type: "snowflake",
          target_catalog: "first",
        }),
      });
    },
  }));

  const { page, editor, problems } = {
    page: () => window().page,
    editor: () => window().page.locator(".editor-instance .view-lines").first(),
    problems: () => window().page.locator(".markers-panel"),
  };
  const lens = (title: string) =>
    page().locator(".codelens-decoration a").filter({ hasText: title }).first();
  const toast = (text: RegExp) => window().toasts.filter({ hasText: text }).first();
  const file = (name: string): Locator =>
    page().locator(".explorer-folders-view").getByRole("treeitem", { name, exact: true });

  async function open(name: string): Promise<void> {
    await openView(page(), "Explorer");
    await file(name).dblclick();
    await page().locator(".tab.active").filter({ hasText: name }).waitFor();
    await lens("Run migration").waitFor();
  }

  async function dismissToasts(): Promise<void> {
    await runCommand(page(), "Notifications: Clear All Notifications");
    await waitUntil(async () => (await window().toasts.count()) === 0, "no toast is there");
  }

  /** The newest job of the engine, as it tells it itself; undefined where there is none. */
  const newest = async () => (await newestJob(window().server).catch(() => undefined))?.job_id;

  it("says of a migration.json what a start would do, and starts nothing", async () => {
    await open("migration.json");
    await lens("Check only").click();
    await toast(
      /migration\.json can be started: 15 tables, 13 views, 2 procedures → shop\.sales/,
    ).waitFor();
    await window().pictures("file-checked");
    await dismissToasts();
    assert.equal(await newest(), undefined);
  });

  it("runs it from the play button in the editor's title", async () => {
    await open("migration.json");
    await page()
      .locator(".editor-actions")
      .getByRole("button", { name: "Run Migration File" })
      .click();
    await window().panelSays(/objects migrated in/);
    const job = await newestJob(window().server);
    assert.equal(job.inventory_path, join(window().workspace, "shop_dw"));
    assert.equal(`${job.target_catalog}.${job.target_schema}`, "shop.sales");
  });

  it("makes a dry run of it from the lens above it", async () => {
    await open("migration.json");
    await lens("Dry run").click();
    await window().panelSays(/objects checked in/);
    assert.equal((await newestJob(window().server)).dry_run, true);
  });

  it("marks what is wrong at its place, starts nothing, and mends a slip of the pen", async () => {
    const before = await newest();
    await open("wrong.migration.json");
    await lens("Run migration").click();
    await toast(/wrong\.migration\.json cannot be started, 2 things are wrong/).waitFor();
    await toast(/cannot be started/)
      .getByRole("button", { name: "Show Problems" })
      .click();
    await problems()
      .getByText(/There is no field “target_catlog”/)
      .waitFor();
    await problems()
      .getByText(/“concurrency” must be a whole number/)
      .waitFor();
    assert.ok((await page().locator(".squiggly-error").count()) >= 2);
    // Each is said once, and at no other place.
    await problems().getByText("[Ln 4, Col 3]").waitFor();
    assert.equal(await problems().getByText("Missing property").count(), 0);
    await dismissToasts();
    await window().pictures("file-wrong");
    assert.equal(await newest(), before);
    await openView(page(), "Explorer");
    await problems()
      .getByText(/There is no field “target_catlog”/)
      .dblclick();
    await runCommand(page(), "Quick Fix...");
    await page().locator(".action-widget").getByText("Change to “target_catalog”").click();
    await problems()
      .getByText(/There is no field/)
      .waitFor({ state: "detached" });
    await waitUntil(
      async () =>
        /"target_catalog": "shop"/.test(
          ((await editor().innerText()) ?? "").replaceAll("\u00a0", " "),
        ),
      "the field has its name",
    );
  });

  it("starts nothing of what is not saved", async () => {
    const before = await newest();
    await open("migration.json");
    await editor().click();
    await page().keyboard.press("Control+End");
    await page().keyboard.type(" ");
    await page().locator(".tab.active.dirty").waitFor();
    await lens("Run migration").click();
    await toast(/migration\.json is not saved/).waitFor();
    assert.equal(await newest(), before);
    await window().pictures("file-unsaved");
    // The way out that is offered saves and checks; it starts nothing either.
    await toast(/is not saved/)
      .getByRole("button", { name: "Save and Check" })
      .click();
    await toast(/migration\.json can be started/).waitFor();
    assert.equal(await page().locator(".tab.active.dirty").count(), 0);
    assert.equal(await newest(), before);
    await dismissToasts();
  });

  it("migrates a folder from its context menu, with the last answers offered", async () => {
    await openView(page(), "Explorer");
    // What was started from a file is no answer to the wizard.
    const choose = async () => {
      await file("first").click({ button: "right" });
      await pickFromMenu(page(), "Migrate This Folder…");
      await window().asked("Which warehouse does it come from?");
      await window().asked(/^detected from/);
      await page().keyboard.press("Enter");
      await window().asked(/^Target catalog/);
    };
    const holds = (text: string) =>
      waitUntil(
        async () => (await window().quickInput.locator("input.input").inputValue()) === text,
        `the input holds ${text}`,
      );
    await choose();
    await holds("warehouse");
    await acceptInput(page(), "steps");
    await window().answer(/^Target schema/, "learnt");
    await window().asked(/^Start .*first → steps\.learnt\?/);
    await pickItem(page(), /Dry run/);
    await window().panelSays(/objects checked in/);
    await openView(page(), "Explorer");
    await choose();
    await holds("steps");
    await acceptInput(page(), "steps");
    await window().asked(/^Target schema/);
    await holds("learnt");
    await page().keyboard.press("Enter");
    await window().asked(/^Start /);
    const active = window().quickInput.locator(".monaco-list-row.focused .label-name");
    await waitUntil(async () => /Dry run/.test((await active.textContent()) ?? ""), "it is dry");
    await window().pictures("wizard-end");
  });

  it("saves the answers as a migration.json beside the others", async () => {
    await pickItem(page(), /Save as migration\.json/);
    const input = window().quickInput.locator("input.input");
    const target = join(window().workspace, "steps.migration.json");
    await waitUntil(async () => (await input.inputValue()) === target, "a free name is offered");
    await window().quickInput.getByRole("button", { name: "OK" }).click();
    await window().asked(/^Saved as steps\.migration\.json/);
    assert.ok(existsSync(target));
    assert.deepEqual(JSON.parse(readFileSync(target, "utf8")), {
      inventory_path: "first",
      source_type: "snowflake",
      target_catalog: "steps",
      target_schema: "learnt",
      dry_run: true,
    });
    await window().pictures("wizard-saved");
    await page().keyboard.press("Escape");
    await lens("Run migration").waitFor();
  });

  it("migrates a single file from its context menu", async () => {
    await openView(page(), "Explorer");
    await file("one.sql").click({ button: "right" });
    await pickFromMenu(page(), "Migrate This File…");
    await window().asked("Which warehouse does it come from?");
    await pickItem(page(), /Snowflake/);
    await window().answer(/^Target catalog/, "single");
    await window().answer(/^Target schema/, "learnt");
    await window().asked(/^Start .*one\.sql → single\.learnt\?/);
    await pickItem(page(), /Dry run/);
    await window().panelSays(/2 objects checked in/);
    const job = await newestJob(window().server);
    assert.equal(job.inventory_path, join(window().workspace, "one.sql"));
    assert.equal(job.dry_run, true);
  });

  it("runs as a task, whose terminal tells failures by their places", async () => {
    await dismissToasts();
    await runCommand(page(), "Tasks: Run Task");
    await pickItem(page(), "dw-migration");
    await pickItem(page(), /first\.migration\.json/);
    const rows = page().locator(".terminal-wrapper.active .xterm-rows");
    await waitUntil(async () => {
      const text = ((await rows.innerText()) ?? "").replaceAll("\u00a0", " ");
      return /first\/\S+\.sql:\d+:\d+: error DWM-/.test(text) && /1 failed/.test(text);
    }, "the terminal told the failure");
    await rows
      .getByText(/exit code: 2/)
      .first()
      .waitFor();
    await toast(/1 of 9 objects failed/).waitFor();
    await dismissToasts();
    await window().pictures("task");
  });
});

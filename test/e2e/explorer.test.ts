import assert from "node:assert/strict";
import { join } from "node:path";
import { writeFiles } from "../support/inventories.ts";
import { waitUntil } from "../support/vscode/waitUntil.ts";
import { runCommand } from "../support/vscode/workbenchDriver.ts";
import { useWindow } from "./support/migrationWindow.ts";

const NAMES = `CREATE VIEW sales.names AS
SELECT
  name,
  IFF(id > 1, 'many', 'one') AS how_many,
  ZEROIFNULL(id) AS number
FROM sales.item
WHERE name ILIKE '%t'
QUALIFY ROW_NUMBER() OVER (
  PARTITION BY name ORDER BY id
) = 1;
`;
const JOB = /shop → explored\.migrated/;

describe("the explorer", () => {
  const window = useWindow(() => ({
    fill: (workspace) => {
      writeFiles(join(workspace, "shop"), {
        "tables.sql":
          "CREATE TABLE sales.item (id NUMBER(10,0) NOT NULL, name VARCHAR(20));\n" +
          "INSERT INTO sales.item VALUES (1, 'bolt'), (2, 'nut');\n",
        "views.sql":
          "CREATE VIEW sales.broken AS\nSELECT no_such_function(id) AS x FROM sales.item;\n" +
          "CREATE VIEW sales.on_broken AS SELECT x FROM sales.broken;\n" +
          NAMES,
      });
    },
  }));
  /** Waits until an editor shows this; its blanks are unbreakable, and long lines are cut. */
  const editorsSay = (expected: RegExp) =>
    waitUntil(async () => {
      const lines = window().page.locator(".editor-instance .view-lines");
      const texts = await lines.allInnerTexts();
      return texts.some((text) => expected.test(text.replaceAll("\u00a0", " ")));
    }, `an editor says ${expected}`);

  it("puts a finished job under its day", async () => {
    await window().migrate({ folder: /^\s*shop/, sourceType: /Snowflake/, catalog: "explored" });
    await window()
      .row(/^Today, 1/)
      .waitFor();
    await window().rowSays(JOB, /Completed with failures/);
  });

  it("shows its objects by how they ended", async () => {
    await window().expand(JOB);
    await window()
      .row(/^Failed, 1/)
      .waitFor();
    await window()
      .row(/^Skipped, 1/)
      .waitFor();
    await window().expand(/^Failed, 1/);
    await window()
      .row(/^sales\.broken, view, failed, DWM-QRY-003/)
      .waitFor();
    await window().screenshot("explorer-dark");
  });

  it("opens what failed at its place", async () => {
    await window()
      .row(/^sales\.broken/)
      .click();
    await editorsSay(/no_such_function/);
    await window().page.locator(".part.statusbar").getByText("Ln 2, Col 8").waitFor();
  });

  it("compares source and target of what was made", async () => {
    await window().expand(/^Completed, 2/);
    await window()
      .row(/^sales\.names, view/)
      .hover();
    await window()
      .row(/^sales\.names, view/)
      .getByRole("button", { name: /Compare/ })
      .click();
    await editorsSay(/CREATE VIEW sales\.names AS\s+SELECT/);
    await editorsSay(/CREATE OR REPLACE VIEW "explored"\."migrated"/);
    await window().screenshot("explorer-compare");
  });

  it("says in the Problems view what failed where, and what can be done", async () => {
    const { page } = window();
    await runCommand(page, "Problems: Focus on Problems View");
    await page
      .getByText(/NO_SUCH_FUNCTION has no translation/)
      .first()
      .waitFor();
    await page.locator(".markers-panel").getByText("DWM-QRY-003").first().waitFor();
    await window().screenshot("explorer-problems");
  });

  it("groups by target and by state, and says which jobs are hidden", async () => {
    const { page } = window();
    await runCommand(page, "DW Migration: Group by Target");
    await window()
      .row(/^explored\.migrated, 1/)
      .waitFor();
    await runCommand(page, "DW Migration: Group by State");
    await window()
      .row(/^With failures, 1/)
      .waitFor();
    await runCommand(page, "DW Migration: Filter Jobs…");
    const input = page.locator(".quick-input-widget input.input");
    await input.fill("nothing like it");
    await waitUntil(async () => (await window().row(JOB).count()) === 0, "the job is hidden");
    const welcome = page.locator(".part.sidebar .welcome-view-content");
    await welcome.getByText("No job has these words.").waitFor();
    await welcome.getByRole("button", { name: "Clear Filter" }).waitFor();
    await window().screenshot("explorer-no-match");
    await input.fill("explored");
    await window().row(JOB).waitFor();
    await page.keyboard.press("Enter");
    await page
      .getByText(/“explored”: 1 of 1/)
      .first()
      .waitFor({ state: "attached" });
    await runCommand(page, "DW Migration: Clear Filter");
    await runCommand(page, "DW Migration: Group by Day");
    await window()
      .row(/^Today, 1/)
      .waitFor();
    assert.equal(await window().row(JOB).count(), 1);
  });
});

import assert from "node:assert/strict";
import { join } from "node:path";
import { writeFiles } from "../support/inventories.ts";
import { waitUntil } from "../support/vscode/waitUntil.ts";
import { runCommand } from "../support/vscode/workbenchDriver.ts";
import { newestJob } from "./support/engineFile.ts";
import { useWindow } from "./support/migrationWindow.ts";
import { savedEditors } from "./support/savedEditors.ts";

const JOB = /crm_dw → crm\.migrated/;
const TABLES = 60;
const BROKEN = "views/broken.sql";

/** Tables that work, three views on a column that there is not, and two views that need one of those. */
function files(): Record<string, string> {
  const table = (n: number) => `CREATE TABLE crm.t${n} (id NUMBER(9), name VARCHAR(40));`;
  const broken = [1, 2, 3].map(
    (n) => `CREATE VIEW crm.v${n} AS SELECT no_such_column FROM crm.t1;`,
  );
  return {
    "tables.sql": Array.from({ length: TABLES }, (_, n) => table(n)).join("\n"),
    [BROKEN]: broken.join("\n"),
    "views/needing.sql":
      "CREATE VIEW crm.w1 AS SELECT * FROM crm.v1;\nCREATE VIEW crm.w2 AS SELECT * FROM crm.w1;\n",
    "tables/twice.sql": "CREATE TABLE crm.twice (id NUMBER(9), id NUMBER(12));\n",
  };
}

describe("the panel of a job with failures in VS Code", () => {
  const window = useWindow(() => ({
    fill: (workspace) => writeFiles(join(workspace, "crm_dw"), files()),
  }));
  const tab = (name: RegExp) => window().panel.getByRole("tab", { name });
  const counts = () => window().panel.getByRole("button", { name: "Counts", exact: true });
  const rows = () => window().panel.locator(".grid-body [role=row]");
  const bar = () => window().panel.getByRole("region", { name: "Selected objects" });
  /** Filters the table, and waits until only rows with this text are there. */
  const filter = async (text: string) => {
    const box = window().panel.getByRole("textbox", { name: "Filter by name, message or code" });
    await box.fill(text);
    await waitUntil(async () => {
      const names = await rows().locator(".cell.name").allTextContents();
      return names.length > 0 && names.every((name) => name.includes(text));
    }, `rows with "${text}" only`);
  };
  const group = () => window().panel.getByRole("listitem").filter({ hasText: "3 objects" }).first();

  it("shows how many objects ended when, once it has ended", async () => {
    await window().migrate({ folder: /^\s*crm_dw/, sourceType: /Snowflake/, catalog: "crm" });
    await window().rowSays(JOB, /Completed with failures/);
    const chart = window().panel.getByRole("img", { name: /^Objects per second/ });
    await chart.waitFor();
    await waitUntil(
      async () => /4 objects failed/.test((await chart.getAttribute("aria-label")) ?? ""),
      "the chart has the last failures",
    );
    await window().panel.locator(".chart canvas").waitFor();
    await window().panel.locator(".card", { hasText: "Rate" }).waitFor();
    await window().screenshot("panel-chart");
  });

  it("tells which worker did what", async () => {
    await tab(/^Timeline/).click();
    const marks = window().panel.locator(".mark-box");
    await marks.first().waitFor();
    const failed = window().panel.locator(".mark-box.mark-e").first();
    await failed.hover();
    await window().panel.locator(".mark-line .tone-bad").waitFor();
    const { object_results } = await newestJob(window().server);
    const workers = new Set(object_results.flatMap(({ worker }) => worker ?? []));
    assert.equal(await window().panel.locator(".timeline-worker").count(), workers.size);
    const fact = window().panel.locator(".state-line .fact", { hasText: /workers?$/ });
    assert.equal(Number.parseInt((await fact.textContent()) ?? "", 10), workers.size);
    await window().screenshot("panel-timeline");
  });

  it("groups failures by their cause, with what waits for them", async () => {
    await tab(/^Failures 4$/).click();
    await group().getByText("2 objects wait for these").waitFor();
    await group().getByRole("button", { name: /^DWM-/ }).waitFor();
    await window().screenshot("panel-failures");
    const { page } = window();
    await group().getByRole("button", { name: "Open source", exact: true }).click();
    await page.locator(".tab.active", { hasText: "broken.sql" }).waitFor();
  });

  it("explains a code on its page", async () => {
    await runCommand(window().page, "View: Close Editor");
    // The page starts anew, on the tab that was in front.
    await group().waitFor();
    await counts().click();
    await group().getByRole("button", { name: /^DWM-/ }).click();
    await window()
      .page.locator(".tab.active", { hasText: /Preview DWM-.*\.md/ })
      .waitFor();
    await runCommand(window().page, "View: Close Editor");
    await group().waitFor();
    assert.equal(await counts().getAttribute("aria-expanded"), "false");
  });

  it("shows the group in the table", async () => {
    await group().getByRole("button", { name: "Open all 3" }).click();
    await waitUntil(async () => (await rows().count()) === 3, "the three of the group");
    await window().panel.getByRole("button", { name: /^All / }).click();
    await tab(/^Failures/).click();
  });

  it("compares several selected objects in one editor", async () => {
    const { page } = window();
    await tab(/^Objects/).click();
    await filter("crm.t1");
    await rows().nth(0).click();
    await rows()
      .nth(2)
      .click({ modifiers: ["ControlOrMeta"] });
    await bar().getByText("2 objects selected").waitFor();
    await window().pictures("panel-selection");
    await bar().getByRole("button", { name: "Compare", exact: true }).click();
    await page.locator(".tab.active", { hasText: "2 objects: source and target" }).waitFor();
    const sides = page.locator(".editor-instance .monaco-diff-editor");
    await waitUntil(async () => (await sides.count()) === 2, "both are shown");
    await runCommand(page, "View: Close Editor");
    await rows().first().waitFor();
  });

  it("copies the selected objects as a table", async () => {
    const { page } = window();
    await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
    await filter("");
    await window().panel.getByRole("button", { name: "Failed 4", exact: true }).click();
    await waitUntil(async () => (await rows().count()) === 4, "the four that failed");
    // From the first to the last as one sees them, whichever they are: workers end in any order. The head is row 1.
    await window().panel.locator('.grid-body [aria-rowindex="2"]').click();
    await window()
      .panel.locator('.grid-body [aria-rowindex="5"]')
      .click({ modifiers: ["Shift"] });
    await bar().getByText("4 objects selected").waitFor();
    await bar().getByRole("button", { name: "Copy", exact: true }).click();
    await page.locator(".part.statusbar").getByText("Copied 4 objects").waitFor();
    const text = await page.evaluate(() => navigator.clipboard.readText());
    const [head, ...lines] = text
      .trimEnd()
      .split(/\r?\n/)
      .map((line) => line.split("\t"));
    assert.equal(head?.[0], "Object");
    assert.deepEqual(lines.map(([name]) => name).sort(), [
      "crm.twice",
      "crm.v1",
      "crm.v2",
      "crm.v3",
    ]);
  });

  it("retries the selected objects, and of those that did not fail none", async () => {
    await window().panel.getByRole("button", { name: /^All / }).click();
    await waitUntil(async () => (await rows().count()) > 4, "all of them");
    await filter("crm.t");
    await rows().first().click();
    await window().page.keyboard.press("ControlOrMeta+a");
    await bar()
      .getByText(/^\d\d objects selected/)
      .waitFor();
    await bar().getByRole("button", { name: "Retry 1", exact: true }).click();
    await waitUntil(async () => {
      const { object_results, status } = await newestJob(window().server);
      const again = object_results.filter(({ attempt }) => attempt === 2);
      return status === "completed" && again.map((o) => o.object_name).join() === "crm.twice";
    }, "the one that failed was run again, and nothing else");
    await window().rowSays(JOB, /Completed with failures/);
    await window().page.keyboard.press("Escape");
    await filter("");
    await tab(/^Failures/).click();
  });

  it("retries the group and what waited for it, and nothing else", async () => {
    const before = await newestJob(window().server);
    const button = group().getByRole("button", { name: "Retry these 3" });
    await button.click();
    const rerun = (job: typeof before) =>
      job.object_results
        .filter(({ attempt, object_name }) => attempt === 2 && object_name !== "crm.twice")
        .map(({ object_name }) => object_name);
    await waitUntil(async () => {
      const job = await newestJob(window().server);
      return job.status === "completed" && rerun(job).length === 5;
    }, "the second attempts");
    const again = await newestJob(window().server);
    assert.deepEqual(rerun(again).sort(), ["crm.v1", "crm.v2", "crm.v3", "crm.w1", "crm.w2"]);
    assert.equal(again.failed_objects, before.failed_objects);
    await window().rowSays(JOB, /Completed with failures/);
  });

  it("comes back after a reload of the window, with the tab that was in front", async () => {
    const { page } = window();
    await tab(/^Timeline/).click();
    await window().panel.locator(".mark-box").first().waitFor();
    // The workbench saves its editors now and then: a reload in between would bring back what was before.
    await waitUntil(
      async () => (await savedEditors(page)).some((text) => /tab\W+timeline/.test(text)),
      "the workbench has saved which tab is in front",
      60_000,
    );
    await page.reload();
    await window().panel.locator(".mark-box").first().waitFor({ timeout: 60_000 });
    assert.equal(await tab(/^Timeline/).getAttribute("aria-selected"), "true");
    await window().panelSays("crm_dw");
    assert.equal(await page.locator(".tab", { hasText: JOB }).count(), 1);
  });
});

import assert from "node:assert/strict";
import { existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import * as vscode from "vscode";
import type { ExtensionApi } from "../../src/extension/extension.ts";
import type { JobModel } from "../../src/extension/jobs/jobModel.ts";
import { tempFolder } from "../support/tempFolder.ts";
import { waitFor } from "../support/waitFor.ts";
import { extensionApi, inExtension, jobThat, start, useEngine } from "./support/extension.ts";

const request = (changes: object = {}) => ({
  inventory_path: inExtension("samples", "snowflake"),
  source_type: "snowflake",
  target_catalog: "hosttest",
  target_schema: "migrated",
  ...changes,
});

describe("a migration with the embedded engine", () => {
  let api: ExtensionApi;

  before(async () => {
    api = await extensionApi();
    await useEngine("");
    await vscode.commands.executeCommand("dwMigration.jobs.focus");
  });

  it("runs to its end and shows in the tree, the panel and the log", async () => {
    const announced: string[] = [];
    const listener = api.jobs.onDidLog(({ rows }) =>
      announced.push(...rows.map(({ message }) => message)),
    );
    const id = await start(request());
    const panel = api.panels.get(id);
    assert.ok(panel, "no panel opened");
    const job = await jobThat(
      api,
      id,
      "ends",
      ({ active, complete }) => !active && complete,
      60_000,
    );
    listener.dispose();
    assert.equal(job.summary.status, "completed");
    assert.ok(job.summary.total_objects > 10, `${job.summary.total_objects} objects`);
    assert.equal(job.results.rows.length, job.summary.total_objects);
    assert.ok(job.logs.rows.length > 0);
    assert.equal(announced.length, job.logs.count);
    const databasePath = job.summary.target_path;
    assert.ok(databasePath && existsSync(databasePath), `no database at ${databasePath}`);
    await waitFor("the badge", () => api.view.badge === 0);
  });

  it("answers the panel's window of rows", async () => {
    const id = await start(request({ dry_run: true }));
    const panel = api.panels.get(id);
    assert.ok(panel);
    const query = { text: "", status: null, type: null, sort: "name", descending: false };
    await jobThat(api, id, "ends", ({ active, complete }) => !active && complete, 60_000);
    panel.reveal();
    await waitFor("the panel's last state", () => {
      // The page itself asks, too, for as many rows as it can show: the last request counts.
      panel.receive({ type: "objects", first: 0, count: 5, query });
      panel.receive({ type: "ready" });
      return panel.lastState?.job?.status === "completed";
    });
    assert.equal(panel.lastState?.objects?.rows.length, 5);
    assert.equal(panel.lastState?.job?.dryRun, true);
    assert.equal(panel.lastState?.job?.targetPath, null);
  });

  it("is cancelled within a second", async () => {
    const folder = tempFolder();
    try {
      // Big enough that it cannot have ended by itself.
      const tables = Array.from({ length: 5_000 }, (_, n) => `CREATE TABLE t${n} (id NUMBER(9));`);
      writeFileSync(join(folder.path, "tables.sql"), tables.join("\n"));
      const id = await start(request({ inventory_path: folder.path, concurrency: 1 }));
      await jobThat(api, id, "has rows", ({ results }) => results.rows.length > 0);
      const begun = performance.now();
      await vscode.commands.executeCommand("dwMigration.cancel", id);
      const job = await jobThat(api, id, "ends", ({ active }) => !active, 5_000);
      assert.ok(performance.now() - begun < 1_000);
      assert.equal(job.summary.status, "cancelled");
    } finally {
      folder.remove();
    }
  });

  it("retries from what the editors hold, and moves the problems to where they stand by then", async () => {
    const folder = tempFolder();
    const file = join(folder.path, "views.sql");
    const uri = vscode.Uri.file(file);
    const lines = () => {
      const all = vscode.languages.getDiagnostics(uri).map(({ range }) => range.start.line);
      return [...new Set(all)].sort().join();
    };
    try {
      const views = ["a", "b"].map((name) => `CREATE VIEW v_${name} AS SELECT ${name} FROM t;`);
      writeFileSync(join(folder.path, "t.sql"), "CREATE TABLE t (id NUMBER(9));");
      writeFileSync(file, views.join("\n"));
      const id = await start(request({ inventory_path: folder.path }));
      const ended = (failed: number) => (job: JobModel) =>
        !job.active && job.complete && job.summary.failed_objects === failed;
      await jobThat(api, id, "fails twice", ended(2), 60_000);
      await waitFor("both problems", () => lines() === "0,1");

      const document = await vscode.workspace.openTextDocument(uri);
      const edit = new vscode.WorkspaceEdit();
      const all = document.validateRange(new vscode.Range(0, 0, 9, 0));
      edit.replace(
        uri,
        all,
        `-- v_a was mended.\n\n${views.join("\n").replace("SELECT a", "SELECT id")}`,
      );
      await vscode.workspace.applyEdit(edit);
      assert.equal(document.isDirty, true);
      await vscode.commands.executeCommand("dwMigration.retryFailed", id);
      assert.equal(document.isDirty, false);
      const job = await jobThat(api, id, "fails once", ended(1), 60_000);
      assert.deepEqual([job.summary.status, job.summary.completed_objects], ["completed", 2]);
      await waitFor("the problem at its new place", () => lines() === "3");
    } finally {
      await vscode.commands.executeCommand("workbench.action.closeAllEditors");
      folder.remove();
    }
  });

  it("is deleted with its panel", async () => {
    const id = await start(request({ dry_run: true }));
    await jobThat(api, id, "ends", ({ active }) => !active, 60_000);
    await vscode.commands.executeCommand("dwMigration.delete", id, { confirmed: true });
    assert.equal(api.jobs.get(id), undefined);
    assert.equal(api.panels.get(id), undefined);
    await vscode.commands.executeCommand("dwMigration.refresh");
    assert.equal(api.jobs.get(id), undefined);
  });

  it("refuses what cannot be migrated", async () => {
    const inventory_path = inExtension("no", "such", "folder");
    const answer = await vscode.commands.executeCommand(
      "dwMigration.start",
      request({ inventory_path }),
    );
    assert.equal(answer, undefined);
  });
});

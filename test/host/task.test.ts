import assert from "node:assert/strict";
import { join } from "node:path";
import * as vscode from "vscode";
import type { ExtensionApi } from "../../src/extension/extension.ts";
import { writeFiles, writeTables } from "../support/inventories.ts";
import { tempFolder } from "../support/tempFolder.ts";
import { waitFor } from "../support/waitFor.ts";
import { extensionApi, inExtension, jobThat, useEngine } from "./support/extension.ts";

const TYPE = "dw-migration";

/** Runs a task; answers what ends it and its exit code. */
async function execute(task: vscode.Task) {
  let code: number | undefined;
  let ended = false;
  const listeners = [
    vscode.tasks.onDidEndTaskProcess(({ execution, exitCode }) => {
      if (execution === running) code = exitCode;
    }),
    vscode.tasks.onDidEndTask(({ execution }) => {
      if (execution === running) ended = true;
    }),
  ];
  const running = await vscode.tasks.executeTask(task);
  const exitCode = async () => {
    await waitFor("the end of the task", () => ended, 60_000);
    for (const listener of listeners) listener.dispose();
    return code;
  };
  return { running, exitCode };
}

/** Defines a task in the user's tasks.json, as a person does; answers it as VS Code has it then. */
async function define(label: string, fields: Record<string, unknown>): Promise<vscode.Task> {
  const tasks = [{ label, type: TYPE, problemMatcher: "$dw-migration", ...fields }];
  const configuration = vscode.workspace.getConfiguration("tasks");
  await configuration.update("tasks", tasks, vscode.ConfigurationTarget.Global);
  return waitFor(`the task ${label}`, async () => {
    const known = await vscode.tasks.fetchTasks({ type: TYPE });
    return known.find(({ name }) => name === label);
  });
}

describe("a migration as a task", () => {
  const folder = tempFolder();
  let api: ExtensionApi;

  before(async () => {
    api = await extensionApi();
    await useEngine("");
  });
  after(() => folder.remove());

  const newest = () => api.jobs.list()[0];

  it("is offered for each migration.json of the workspace", async () => {
    const tasks = await vscode.tasks.fetchTasks({ type: TYPE });
    const found = tasks.map(({ name, definition }) => [name, definition.file]);
    assert.deepEqual(found, [["snowflake.migration.json", "snowflake.migration.json"]]);
    // What is in Problems anyhow is not told twice.
    assert.deepEqual(tasks[0]?.problemMatchers, []);
  });

  it("runs to its end with 0, without a panel", async () => {
    const [task] = await vscode.tasks.fetchTasks({ type: TYPE });
    assert.ok(task);
    const { exitCode } = await execute(task);
    assert.equal(await exitCode(), 0);
    const job = newest();
    assert.equal(job?.summary.status, "completed");
    assert.equal(job?.summary.target_catalog, "retail_dw");
    assert.equal(job?.summary.inventory_path, inExtension("samples", "snowflake"));
    assert.equal(api.panels.get(job?.id ?? ""), undefined);
  });

  it("ends with 2 when objects failed, which are in Problems by the matcher", async () => {
    const settings = vscode.workspace.getConfiguration("dwMigration");
    await settings.update("showProblems", false, vscode.ConfigurationTarget.Global);
    try {
      writeFiles(folder.path, {
        "ddl/t.sql": "CREATE TABLE a (id INTEGER);\nCREATE TABLE b (id INTEGER, id INTEGER);\n",
        "some.migration.json": JSON.stringify({
          inventory_path: "ddl",
          source_type: "snowflake",
          target_catalog: "tasktest",
          target_schema: "migrated",
        }),
      });
      const file = join(folder.path, "some.migration.json");
      const { exitCode } = await execute(await define("dry", { file, dry_run: true }));
      assert.equal(await exitCode(), 2);
      assert.equal(newest()?.summary.dry_run, true);
      const uri = vscode.Uri.file(join(folder.path, "ddl", "t.sql"));
      const [problem] = await waitFor("the problem", () => {
        const found = vscode.languages.getDiagnostics(uri);
        return found.length > 0 && found;
      });
      assert.equal(problem?.source, "DW Migration");
      assert.equal(problem?.range.start.line, 1);
      assert.equal(problem?.severity, vscode.DiagnosticSeverity.Error);
    } finally {
      await settings.update("showProblems", undefined, vscode.ConfigurationTarget.Global);
    }
  });

  it("starts nothing and ends with 1 when its file is wrong, and says where", async () => {
    const file = join(folder.path, "wrong.migration.json");
    writeFiles(folder.path, { "wrong.migration.json": '{ "inventory_paht": "ddl" }' });
    const before = newest()?.id;
    const { exitCode } = await execute(await define("wrong", { file }));
    assert.equal(await exitCode(), 1);
    assert.equal(newest()?.id, before);
    const diagnostics = vscode.languages.getDiagnostics(vscode.Uri.file(file));
    const [first] = diagnostics.filter(({ source }) => source === "DW Migration");
    assert.match(first?.message ?? "", /“(target_catalog|inventory_path)”/);
  });

  it("cancels its job when it is ended", async () => {
    const inventory_path = writeTables(join(folder.path, "many"), 5_000);
    const task = await define("many", {
      inventory_path,
      source_type: "snowflake",
      target_catalog: "tasktest",
      target_schema: "many",
      concurrency: 1,
    });
    const { running, exitCode } = await execute(task);
    const job = await waitFor("its first objects", () => {
      const found = newest();
      return found?.summary.target_schema === "many" && found.results.rows.length > 0 && found;
    });
    running.terminate();
    await exitCode();
    const { summary } = await jobThat(api, job.id, "ends", ({ active }) => !active);
    assert.equal(summary.status, "cancelled");
  });
});

import assert from "node:assert/strict";
import * as vscode from "vscode";
import type { ExtensionApi } from "../../src/extension/extension.ts";
import { LegacyServer } from "../support/legacyServer.ts";
import { waitFor } from "../support/waitFor.ts";
import { extensionApi, jobThat, start, useEngine } from "./support/extension.ts";

const REQUEST = {
  inventory_path: "/data/retail",
  source_type: "oracle",
  target_catalog: "main",
  target_schema: "music",
};

describe("a server of the old system, set by its address", () => {
  let api: ExtensionApi;
  let server: LegacyServer;

  before(async () => {
    api = await extensionApi();
    server = await new LegacyServer().listen();
    await vscode.commands.executeCommand("dwMigration.jobs.focus");
    await useEngine(server.url);
  });

  after(async () => {
    await useEngine("");
    await server.close();
  });

  it("is listed", async () => {
    const job = server.addJob({ status: "completed" });
    await vscode.commands.executeCommand("dwMigration.refresh");
    assert.ok(api.jobs.get(job.job_id));
    assert.equal(api.connection.current?.kind, "remote");
  });

  it("is followed", async () => {
    const id = await start(REQUEST);
    const job = server.jobs.get(id);
    assert.ok(job);
    await waitFor("the badge", () => api.view.badge === 1);
    await waitFor("the status bar", () => api.statusBar.text?.includes("1 job "));
    for (const name of ["t1", "t2", "t3", "t4"]) server.finishObject(job, name);
    await jobThat(api, id, "has its rows", ({ results }) => results.rows.length === 4);
    server.end(job);
    await jobThat(api, id, "ends", ({ summary }) => summary.status === "completed");
    await waitFor("the status bar to be empty", () => api.statusBar.text === undefined);
  });

  it("is missed while it is away, and its jobs stay", async () => {
    const id = await start(REQUEST);
    const job = server.jobs.get(id);
    assert.ok(job);
    await jobThat(api, id, "is followed", ({ stream }) => stream?.state === "live");
    const count = api.jobs.list().length;
    await server.close();
    await waitFor("the warning", () => api.statusBar.text?.includes("$(debug-disconnect)"));
    await waitFor("the message", () => api.view.message?.startsWith("Not updated since"));
    assert.equal(api.jobs.list().length, count);
    await server.listen();
    await vscode.commands.executeCommand("dwMigration.refresh");
    await jobThat(api, id, "is followed again", ({ stream }) => stream?.state === "live");
    server.end(job);
    await jobThat(api, id, "ends", ({ active }) => !active);
    await waitFor("the status bar to be empty", () => api.statusBar.text === undefined);
    assert.equal(api.view.message, undefined);
  });

  it("cancels and deletes", async () => {
    const id = await start(REQUEST);
    await vscode.commands.executeCommand("dwMigration.cancel", id);
    await jobThat(api, id, "is cancelled", ({ summary }) => summary.status === "cancelled");
    await vscode.commands.executeCommand("dwMigration.delete", id, { confirmed: true });
    assert.equal(server.jobs.has(id), false);
    assert.equal(api.jobs.get(id), undefined);
  });

  it("wants a token, which is kept as a secret", async () => {
    server.token = "sesame";
    await vscode.commands.executeCommand("dwMigration.setToken", "wrong");
    await waitFor("the refusal", () => api.sync.state.state === "unauthorised");
    // A message would hide the welcome view with its button.
    assert.equal(api.view.message, undefined);
    await waitFor("the status bar", () => api.statusBar.text?.includes("no access"));
    await vscode.commands.executeCommand("dwMigration.setToken", "sesame");
    await waitFor("the list", () => api.jobs.loaded && api.sync.state.state === "live");
    assert.equal(api.view.message, undefined);
    const configuration = JSON.stringify(vscode.workspace.getConfiguration("dwMigration"));
    assert.ok(!configuration.includes("sesame"));
    await vscode.commands.executeCommand("dwMigration.setToken", "");
    await waitFor("the refusal", () => api.sync.state.state === "unauthorised");
  });
});

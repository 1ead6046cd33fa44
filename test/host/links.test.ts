import assert from "node:assert/strict";
import * as vscode from "vscode";
import type { ExtensionApi } from "../../src/extension/extension.ts";
import { LegacyServer } from "../support/legacyServer.ts";
import { waitFor } from "../support/waitFor.ts";
import { extensionApi, useEngine } from "./support/extension.ts";

describe("links to jobs", () => {
  let api: ExtensionApi;
  let server: LegacyServer;

  before(async () => {
    api = await extensionApi();
    server = await new LegacyServer().listen();
    await useEngine(server.url);
  });

  after(async () => {
    await useEngine("");
    await server.close();
  });

  const open = (link: string) => vscode.commands.executeCommand("dwMigration.openLink", link);

  it("open the panel of a job that the window does not know yet", async () => {
    const { job_id } = server.addJob({ status: "completed" });
    await open(`${vscode.env.uriScheme}://dw-migration.dw-migration-assistant/job/${job_id}`);
    await waitFor("the panel", () => api.panels.get(job_id)?.visible);
    api.panels.close(job_id);
  });

  it("are copied as they are followed, in any case of the extension's name", async () => {
    const { job_id } = server.addJob({ status: "completed" });
    await vscode.commands.executeCommand("dwMigration.refresh");
    const link = await vscode.commands.executeCommand<string>("dwMigration.copyLink", job_id);
    assert.equal(
      link,
      `${vscode.env.uriScheme}://dw-migration.dw-migration-assistant/job/${job_id}`,
    );
    assert.equal(await vscode.env.clipboard.readText(), link);
    await open(link.replace("dw-migration.dw", "DW-Migration.dw"));
    await waitFor("the panel", () => api.panels.get(job_id)?.visible);
    api.panels.close(job_id);
  });

  it("that are none, of somebody else's, or of a job that is not there open nothing", async () => {
    const before = vscode.window.tabGroups.all.flatMap(({ tabs }) => tabs).length;
    const { job_id } = server.addJob({ status: "completed" });
    for (const link of ["", "nonsense", "vscode://other.one/job/x", "http://%", job_id]) {
      await open(link);
    }
    await open(`${vscode.env.uriScheme}://dw-migration.dw-migration-assistant/job/unknown`);
    assert.equal(vscode.window.tabGroups.all.flatMap(({ tabs }) => tabs).length, before);
  });
});

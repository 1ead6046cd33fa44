import assert from "node:assert/strict";
import * as vscode from "vscode";
import type { ExtensionApi } from "../../src/extension/extension.ts";
import { waitFor } from "../support/waitFor.ts";
import { extensionApi, inExtension, jobThat, start, useEngine } from "./support/extension.ts";

/** What VS Code hands over when the window is reloaded: a panel without content, and what its page had saved. */
function reloadedPanel(): vscode.WebviewPanel {
  return vscode.window.createWebviewPanel("dwMigration.job", "", vscode.ViewColumn.One, {});
}

describe("a panel after a reload of the window", () => {
  let api: ExtensionApi;
  let job = "";

  before(async () => {
    api = await extensionApi();
    await useEngine("");
    job = await start({
      inventory_path: inExtension("samples", "snowflake"),
      source_type: "snowflake",
      target_catalog: "restored",
      target_schema: "migrated",
      dry_run: true,
    });
    await jobThat(api, job, "ends", ({ active }) => !active, 60_000);
    api.panels.close(job);
  });
  after(() => api.panels.close(job));

  it("has its content again, and is the only one of its job", async () => {
    await api.panels.deserializeWebviewPanel(reloadedPanel(), { jobId: job });
    const panel = api.panels.get(job);
    assert.ok(panel);
    panel.reveal();
    await waitFor("its state", () => {
      // Its page says so, too, once it is drawn.
      panel.receive({ type: "ready" });
      return panel.lastState?.job?.status === "completed";
    });
    assert.equal(api.panels.show(job), panel);
  });

  it("is closed where nothing says of which job it was, and beside an open one of its job", async () => {
    for (const state of [undefined, {}, { jobId: 7 }, { jobId: "" }, { jobId: job }]) {
      const second = reloadedPanel();
      let closed = false;
      second.onDidDispose(() => {
        closed = true;
      });
      await api.panels.deserializeWebviewPanel(second, state);
      await waitFor(`the end of a panel with ${JSON.stringify(state)}`, () => closed);
    }
    assert.ok(api.panels.get(job));
  });
});

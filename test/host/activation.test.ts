import assert from "node:assert/strict";
import { statSync } from "node:fs";
import * as vscode from "vscode";
import { COMMANDS } from "../../src/extension/commands/ids.ts";
import { waitFor } from "../support/waitFor.ts";
import { extensionApi, inExtension } from "./support/extension.ts";

/** Ten times the budget: a busy machine is no failure, but a file, a socket or a process in activate() is. */
const MAX_ACTIVATION_MS = 200;
const MAX_BUNDLE_BYTES = 120 * 1024;

describe("activation", () => {
  it("is quick and loads little", async () => {
    const { activationMs } = await extensionApi();
    assert.ok(activationMs <= MAX_ACTIVATION_MS, `activate() took ${activationMs} ms`);
    const { size } = statSync(inExtension("dist", "extension.cjs"));
    assert.ok(size <= MAX_BUNDLE_BYTES, `${size} bytes are loaded at activation`);
  });

  it("registers every command", async () => {
    await extensionApi();
    const registered = new Set(await vscode.commands.getCommands(true));
    for (const command of Object.values(COMMANDS)) assert.ok(registered.has(command), command);
  });

  it("shows its view", async () => {
    const api = await extensionApi();
    await vscode.commands.executeCommand("dwMigration.jobs.focus");
    await waitFor("the view", () => api.view.visible);
    assert.equal(api.view.message, undefined);
  });

  it("starts no engine only because somebody looks", async () => {
    const api = await extensionApi();
    await vscode.commands.executeCommand("dwMigration.jobs.focus");
    await waitFor("the view", () => api.view.visible);
    assert.equal(api.connection.current, undefined);
  });
});

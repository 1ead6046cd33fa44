import * as vscode from "vscode";
import type { Timers } from "../timers.ts";
import { EngineConnection } from "./engineConnection.ts";
import type { EngineSettings } from "./engineSettings.ts";
import { loadEngineClient } from "./loadEngineClient.ts";

/** The connection of this window: where its engine would be, and what may start it. Nothing is connected yet. */
export function openConnection(
  context: vscode.ExtensionContext,
  {
    settings,
    timers,
    log,
  }: { settings: EngineSettings; timers: Timers; log: vscode.LogOutputChannel },
): EngineConnection {
  const { l10n } = vscode;
  return new EngineConnection({
    settings,
    engineFolder: engineFolderOf(context),
    enginePath: context.asAbsolutePath("dist/engine.mjs"),
    version: String(context.extension.packageJSON.version),
    isTrusted: () => vscode.workspace.isTrusted,
    manageTrust: { title: l10n.t("Manage Workspace Trust"), command: "workbench.trust.manage" },
    load: loadEngineClient,
    timers,
    log,
    l10n,
  });
}

/** Where the engine on this machine keeps its jobs, and the file by which it is found. */
export function engineFolderOf({ globalStorageUri }: vscode.ExtensionContext): string {
  return vscode.Uri.joinPath(globalStorageUri, "engine").fsPath;
}

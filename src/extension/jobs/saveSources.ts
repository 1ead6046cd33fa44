import * as vscode from "vscode";
import { AppError } from "../errors.ts";
import { isInventoryFile } from "./inventoryFiles.ts";

/**
 * Saves what is edited of an inventory, as VS Code does before it runs a task: the engine reads the files, not the editors.
 * Rejects with an AppError when one cannot be saved.
 */
export async function saveSources(inventoryPath: string): Promise<void> {
  const edited = vscode.workspace.textDocuments.filter(
    ({ isDirty, uri }) =>
      isDirty && uri.scheme === "file" && isInventoryFile(inventoryPath, uri.fsPath),
  );
  for (const document of edited) {
    if (await document.save()) continue;
    const name = vscode.workspace.asRelativePath(document.uri);
    const message = vscode.l10n.t("{0} could not be saved. Save it, then try again.", name);
    throw new AppError("source.not_saved", message);
  }
}

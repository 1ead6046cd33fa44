import * as vscode from "vscode";
import type { StartRequestInput } from "../../protocol/requests.ts";
import { migrationText } from "./migrationText.ts";

/** Writes a start as a migration.json where the user wants it; undefined when he wants it nowhere. */
export async function saveMigration(request: StartRequestInput): Promise<vscode.Uri | undefined> {
  const folder = vscode.workspace.getWorkspaceFolder(vscode.Uri.file(request.inventory_path));
  const root = (folder ?? vscode.workspace.workspaceFolders?.[0])?.uri;
  const uri = await vscode.window.showSaveDialog({
    title: vscode.l10n.t("Save the migration as"),
    saveLabel: vscode.l10n.t("Save"),
    filters: { "migration.json": ["json"] },
    ...(root && { defaultUri: await freeName(root, request.target_catalog) }),
  });
  if (!uri) return undefined;
  const text = migrationText(request, uri.fsPath);
  await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(text));
  return uri;
}

/** migration.json, or one by the catalog's name when that is there already. */
async function freeName(root: vscode.Uri, catalog: string): Promise<vscode.Uri> {
  const first = vscode.Uri.joinPath(root, "migration.json");
  try {
    await vscode.workspace.fs.stat(first);
  } catch {
    return first;
  }
  return vscode.Uri.joinPath(root, `${catalog.replaceAll(/[^\w-]+/g, "_")}.migration.json`);
}

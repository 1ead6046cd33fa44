import { homedir } from "node:os";
import * as vscode from "vscode";
import { AppError } from "../errors.ts";

const NAME = "dw-sample";
const MOST_COPIES = 1_000;

/** Copies the sample that comes with the extension into a folder that is not there yet, and answers it. */
export async function writeSample(
  extensionUri: vscode.Uri,
  parent: vscode.Uri,
): Promise<vscode.Uri> {
  const source = vscode.Uri.joinPath(extensionUri, "samples", "first-steps");
  for (let copy = 1; copy <= MOST_COPIES; copy++) {
    const target = vscode.Uri.joinPath(parent, copy === 1 ? NAME : `${NAME}-${copy}`);
    if (await exists(target)) continue;
    await vscode.workspace.fs.copy(source, target, { overwrite: false });
    return target;
  }
  const message = vscode.l10n.t(
    "{0} has a lot of samples already. Choose another folder.",
    parent.fsPath,
  );
  throw new AppError("sample.full", message);
}

/** Where the sample goes: the folder that is open, or one that the user chooses. */
export async function askParent(): Promise<vscode.Uri> {
  const open = (vscode.workspace.workspaceFolders ?? []).filter(({ uri }) => uri.scheme === "file");
  const [only] = open;
  if (only && open.length === 1) return only.uri;
  if (open.length > 1) {
    const placeHolder = vscode.l10n.t("Create the sample in which folder?");
    const picked = await vscode.window.showWorkspaceFolderPick({ placeHolder });
    if (!picked) throw new vscode.CancellationError();
    return picked.uri;
  }
  const [chosen] =
    (await vscode.window.showOpenDialog({
      title: vscode.l10n.t("Folder to create the sample in"),
      openLabel: vscode.l10n.t("Create Here"),
      canSelectFolders: true,
      canSelectFiles: false,
      defaultUri: vscode.Uri.file(homedir()),
    })) ?? [];
  if (!chosen) throw new vscode.CancellationError();
  return chosen;
}

async function exists(uri: vscode.Uri): Promise<boolean> {
  return vscode.workspace.fs.stat(uri).then(
    () => true,
    () => false,
  );
}

import { existsSync } from "node:fs";
import { dirname, resolve } from "node:path";
import * as vscode from "vscode";
import { AppError } from "../errors.ts";
import { freeColumn } from "../freeColumn.ts";
import type { JobModel } from "../jobs/jobModel.ts";

/** Opens the statement that a row of the job's table came from. */
export async function openSource(job: JobModel, rowId: number | undefined): Promise<void> {
  const result = rowId === undefined ? undefined : job.results.rows[rowId]?.result;
  const issue = result?.issues?.[0];
  const file = result?.file ?? issue?.file;
  const root = job.summary.inventory_path;
  if (!file || !root) {
    const message = vscode.l10n.t("The engine does not say where this object comes from.");
    throw new AppError("source.unknown", message);
  }
  const path = locate(root, file);
  if (!path) {
    const message = vscode.l10n.t("{0} is not on this machine.", file);
    throw new AppError("source.missing", message);
  }
  const line = Math.max(0, (result?.line ?? issue?.line ?? 1) - 1);
  const column = Math.max(0, (result?.column ?? issue?.column ?? 1) - 1);
  const selection = new vscode.Range(line, column, line, column);
  const options = { selection, preview: true, viewColumn: freeColumn() };
  await vscode.window.showTextDocument(vscode.Uri.file(path), options);
}

/** Shows the DuckDB file of a job in the file manager, or copies its path where there is none. */
export async function revealDatabase(job: JobModel): Promise<void> {
  const path = job.summary.target_path;
  if (!path || job.summary.dry_run) {
    throw new AppError("database.none", vscode.l10n.t("This job wrote no database file."));
  }
  const desktop = vscode.env.uiKind === vscode.UIKind.Desktop && !vscode.env.remoteName;
  if (desktop && existsSync(path)) {
    await vscode.commands.executeCommand("revealFileInOS", vscode.Uri.file(path));
    return;
  }
  await vscode.env.clipboard.writeText(path);
  vscode.window.setStatusBarMessage(vscode.l10n.t("Copied the path {0}", path), 5_000);
}

/** Where a file of a job's inventory lies on this machine; undefined where it is not here. */
export function sourcePath({ summary }: JobModel, file: string): string | undefined {
  return summary.inventory_path ? locate(summary.inventory_path, file) : undefined;
}

/** The file of an inventory: below its folder, or beside its one file or manifest. */
function locate(root: string, file: string): string | undefined {
  return [resolve(root, file), resolve(dirname(root), file)].find((path) => existsSync(path));
}

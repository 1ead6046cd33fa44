import { basename } from "node:path";
import * as vscode from "vscode";
import { countsText } from "../commands/checkStart.ts";
import { COMMANDS } from "../commands/ids.ts";
import { AppError } from "../errors.ts";
import { isMigrationFile, MIGRATION_FILES, NO_MIGRATION_FILES } from "./fileNames.ts";
import { type ReadyDeps, type ReadyMigration, readyMigration } from "./readyMigration.ts";
import { type StartJobDeps, startJob } from "./startJob.ts";

export type RunFileDeps = ReadyDeps & StartJobDeps;

/** What is done with a migration.json. */
export type RunMode = "run" | "check" | "dryRun";

const MOST_FILES = 200;

/** Checks or runs a migration.json: the given one, that in the editor, or one that is chosen. */
export async function runMigrationFile(
  deps: RunFileDeps,
  target: unknown,
  mode: RunMode,
  options: unknown,
): Promise<string | undefined> {
  const document = await vscode.workspace.openTextDocument(await fileOf(target));
  if (isSaveWanted(options)) await document.save();
  deps.connection.retryNow();
  const name = basename(document.uri.path);
  const title = vscode.l10n.t("Checking {0}…", name);
  const location = vscode.ProgressLocation.Window;
  const ready = await vscode.window.withProgress({ location, title }, () =>
    readyMigration(deps, document, mode === "dryRun" ? { dry_run: true } : {}),
  );
  if (mode !== "check") return startJob(deps, ready.request);
  tellCheck(document.uri, ready);
  return undefined;
}

function isSaveWanted(options: unknown): boolean {
  return typeof options === "object" && options !== null && "save" in options && !!options.save;
}

async function fileOf(target: unknown): Promise<vscode.Uri> {
  if (target instanceof vscode.Uri) return target;
  const open = vscode.window.activeTextEditor?.document.uri;
  if (open && isMigrationFile(open.path)) return open;
  const found = await vscode.workspace.findFiles(MIGRATION_FILES, NO_MIGRATION_FILES, MOST_FILES);
  if (found.length === 0) {
    const message = vscode.l10n.t(
      "There is no migration.json in this workspace. Start Migration… can save one in its last step.",
    );
    const action = { title: vscode.l10n.t("Start Migration…"), command: COMMANDS.start };
    throw new AppError("migration.none", message, { action });
  }
  const items = found
    .map((uri) => ({ uri, label: vscode.workspace.asRelativePath(uri) }))
    .sort((a, b) => a.label.localeCompare(b.label));
  const placeHolder = vscode.l10n.t("Which migration?");
  const chosen = await vscode.window.showQuickPick(items, { placeHolder });
  if (!chosen) throw new vscode.CancellationError();
  return chosen.uri;
}

/** Says that a file can be started, and what that would do. Nobody waits for the answer. */
function tellCheck(uri: vscode.Uri, { request, answer, warnings }: ReadyMigration): void {
  const { l10n } = vscode;
  const name = basename(uri.path);
  const target = `${request.target_catalog}.${request.target_schema}`;
  const text = answer
    ? l10n.t("{0} can be started: {1} → {2}.", name, countsText(answer, l10n), target)
    : l10n.t("{0} can be started. This server does not say more before.", name);
  const run = l10n.t("Run Migration");
  const problems = l10n.t("Show Problems");
  const chosen =
    warnings > 0
      ? vscode.window.showWarningMessage(
          warnings === 1
            ? l10n.t("{0} 1 warning.", text)
            : l10n.t("{0} {1} warnings.", text, warnings),
          run,
          problems,
        )
      : vscode.window.showInformationMessage(text, run);
  void chosen.then((button) => {
    if (button === run) void vscode.commands.executeCommand(COMMANDS.runFile, uri);
    else if (button === problems) {
      void vscode.commands.executeCommand("workbench.actions.view.problems");
    }
  });
}

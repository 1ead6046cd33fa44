import { basename } from "node:path";
import * as vscode from "vscode";
import type { StartRequestInput, ValidateResponse } from "../../protocol/requests.ts";
import { COMMANDS } from "../commands/ids.ts";
import type { EngineConnection } from "../engine/engineConnection.ts";
import { AppError } from "../errors.ts";
import type { JobActions } from "../jobs/jobActions.ts";
import { checkMigration, engineProblems } from "./checkMigration.ts";
import type { FileProblem } from "./readMigration.ts";

export interface ReadyDeps {
  connection: EngineConnection;
  actions: JobActions;
  /** Shows what is wrong with a file in its editor and in Problems. */
  showProblems(
    document: vscode.TextDocument,
    problems: readonly FileProblem[],
    root?: string,
  ): void;
}

/** A migration.json that was checked to the end: nothing is in the way of its start. */
export interface ReadyMigration {
  request: StartRequestInput;
  /** What a start would do; undefined where the engine cannot tell before. */
  answer: ValidateResponse | undefined;
  warnings: number;
}

/**
 * Checks a migration.json, at last by the engine, and shows at their places what is wrong. Rejects with an AppError when
 * something is: also when the editor holds what was not saved. `change` makes the request another one before the engine is asked.
 */
export async function readyMigration(
  deps: ReadyDeps,
  document: vscode.TextDocument,
  change: Partial<StartRequestInput> = {},
): Promise<ReadyMigration> {
  const { l10n } = vscode;
  const file = document.uri.fsPath;
  if (document.isDirty || document.isUntitled) throw notSaved(document);
  const place = { file, sharesDisk: deps.connection.sharesDisk };
  const checked = await checkMigration(document.getText(), place, l10n);
  if (!checked.request) {
    deps.showProblems(document, checked.problems);
    throw invalid(file, checked.problems);
  }
  const request = { ...checked.request, ...change };
  const answer = await deps.actions.validate(request);
  const problems = answer ? engineProblems(answer, checked.spanOf, l10n) : [];
  deps.showProblems(document, problems, request.inventory_path);
  const errors = problems.filter(({ severity }) => severity === "error");
  if (errors.length > 0) throw invalid(file, errors);
  return { request, answer, warnings: answer?.problems.filter(isWarning).length ?? 0 };
}

function isWarning({ severity }: { severity: string }): boolean {
  return severity === "warning";
}

function notSaved({ uri }: vscode.TextDocument): AppError {
  const name = basename(uri.path);
  const message = vscode.l10n.t("{0} is not saved: what would run is not what you see.", name);
  const action = {
    title: vscode.l10n.t("Save and Check"),
    command: COMMANDS.checkFile,
    arguments: [uri, { save: true }],
  };
  return new AppError("migration.unsaved", message, { action });
}

function invalid(file: string, problems: readonly FileProblem[]): AppError {
  const first = problems[0]?.message ?? "";
  const name = basename(file);
  const message =
    problems.length === 1
      ? vscode.l10n.t("{0} cannot be started: {1}", name, first)
      : vscode.l10n.t(
          "{0} cannot be started, {1} things are wrong: {2}",
          name,
          problems.length,
          first,
        );
  const action = {
    title: vscode.l10n.t("Show Problems"),
    command: "workbench.actions.view.problems",
  };
  return new AppError("migration.invalid", message, { action });
}

import * as vscode from "vscode";
import { AppError } from "../errors.ts";
import type { JobActions } from "../jobs/jobActions.ts";
import type { JobModel } from "../jobs/jobModel.ts";
import type { ResultRow } from "../jobs/resultTable.ts";
import type { ObjectDocuments } from "../objectDocuments/objectDocuments.ts";
import { compareObjects, openObjects } from "../objectDocuments/openObjects.ts";
import { type CopyHeads, copyText } from "./copyText.ts";
import type { PanelCommand } from "./messages.ts";
import { isRetryable, MAX_OPEN } from "./objectDetail.ts";

/** The engine takes so many names in one request. */
const MAX_RETRIED = 100_000;
const SAID_MS = 5_000;

export type ObjectAction = Extract<
  PanelCommand,
  "showSource" | "showTarget" | "compare" | "retryObjects" | "copyObjects"
>;

export interface ObjectActionDeps {
  actions: JobActions;
  documents: ObjectDocuments;
}

/** Does to objects of a job what the panel asks for. */
export async function runObjectAction(
  action: ObjectAction,
  job: JobModel,
  rows: readonly ResultRow[],
  { actions, documents }: ObjectActionDeps,
): Promise<void> {
  if (rows.length === 0) {
    throw new AppError("object.none_selected", vscode.l10n.t("No object is selected."));
  }
  switch (action) {
    case "showSource":
      return openObjects(documents, job.id, few(rows), "source");
    case "showTarget":
      return openObjects(documents, job.id, few(rows), "target");
    case "compare":
      return compareObjects(documents, job.id, few(rows));
    case "retryObjects":
      return retry(rows, job, actions);
    case "copyObjects": {
      await vscode.env.clipboard.writeText(copyText(rows, heads()));
      const said =
        rows.length === 1
          ? vscode.l10n.t("Copied 1 object")
          : vscode.l10n.t("Copied {0} objects", rows.length);
      vscode.window.setStatusBarMessage(said, SAID_MS);
    }
  }
}

async function retry(
  rows: readonly ResultRow[],
  job: JobModel,
  actions: JobActions,
): Promise<void> {
  const objects = rows.filter(isRetryable).map(({ result }) => result.object_name);
  if (objects.length === 0) {
    const message = vscode.l10n.t("None of the selected objects failed or was skipped.");
    throw new AppError("retry.nothing", message);
  }
  if (objects.length > MAX_RETRIED) {
    const message = vscode.l10n.t("At most {0} objects can be chosen at once.", MAX_RETRIED);
    throw new AppError("retry.too_many", message);
  }
  await actions.retry(job.id, { objects });
}

function few(rows: readonly ResultRow[]) {
  if (rows.length <= MAX_OPEN) return rows.map(({ result }) => result);
  const message = vscode.l10n.t("Select at most {0} objects to open them.", MAX_OPEN);
  throw new AppError("object.too_many", message);
}

function heads(): CopyHeads {
  return {
    object: vscode.l10n.t("Object"),
    type: vscode.l10n.t("Type"),
    result: vscode.l10n.t("Result"),
    code: vscode.l10n.t("Code"),
    message: vscode.l10n.t("Message"),
    timeMs: vscode.l10n.t("Time (ms)"),
    rows: vscode.l10n.t("Rows"),
    attempt: vscode.l10n.t("Try"),
    source: vscode.l10n.t("Source"),
  };
}

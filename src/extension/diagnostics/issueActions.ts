import * as vscode from "vscode";
import { COMMANDS } from "../commands/ids.ts";
import type { JobStore } from "../jobs/jobStore.ts";
import type { ObjectNode } from "../jobs/tree/nodes.ts";
import { IssueDiagnostic } from "./issueDiagnostics.ts";

/** What can be done about an issue where it is shown: see both sides, run the object again, read the page of its code. */
export class IssueActions implements vscode.CodeActionProvider {
  readonly #jobs: JobStore;

  constructor(jobs: JobStore) {
    this.#jobs = jobs;
  }

  provideCodeActions(
    _document: vscode.TextDocument,
    _range: vscode.Range,
    { diagnostics }: vscode.CodeActionContext,
  ): vscode.CodeAction[] {
    return diagnostics.flatMap((diagnostic) =>
      diagnostic instanceof IssueDiagnostic ? this.#actionsFor(diagnostic) : [],
    );
  }

  #actionsFor(diagnostic: IssueDiagnostic): vscode.CodeAction[] {
    const { mark, code } = diagnostic;
    const job = this.#jobs.get(mark.jobId);
    const row = job?.results.rows[mark.rowId];
    if (!job || !row) return [];
    const node: ObjectNode = { kind: "object", job, row };
    const name = mark.objectName;
    const actions = [
      action(vscode.l10n.t("Compare source and target of {0}", name), COMMANDS.compareObject, node),
    ];
    if (!job.active && !job.summary.imported) {
      const title = vscode.l10n.t("Retry {0}", name);
      actions.push(action(title, COMMANDS.retryObject, node));
    }
    if (typeof code === "object") {
      const title = vscode.l10n.t("Explain {0}", code.value);
      actions.push(action(title, "markdown.showPreview", code.target));
    }
    for (const made of actions) made.diagnostics = [diagnostic];
    return actions;
  }
}

function action(title: string, command: string, argument: unknown): vscode.CodeAction {
  const made = new vscode.CodeAction(title, vscode.CodeActionKind.QuickFix);
  made.command = { title, command, arguments: [argument] };
  return made;
}

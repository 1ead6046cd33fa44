import * as vscode from "vscode";
import { IssueActions } from "./diagnostics/issueActions.ts";
import { IssueDiagnostics } from "./diagnostics/issueDiagnostics.ts";
import type { JobStore } from "./jobs/jobStore.ts";
import { type Disposable, DisposableStore } from "./lifetime.ts";
import { StatementLenses } from "./translate/statementLenses.ts";

/** What migrations add to SQL files: problems with their quick fixes, and lenses above statements. */
export function registerEditorFeatures(jobs: JobStore, extensionUri: vscode.Uri): Disposable {
  const store = new DisposableStore();
  store.add(new IssueDiagnostics({ jobs, extensionUri }));
  store.add(
    vscode.languages.registerCodeActionsProvider({ scheme: "file" }, new IssueActions(jobs), {
      providedCodeActionKinds: [vscode.CodeActionKind.QuickFix],
    }),
  );
  store.add(new StatementLenses(jobs));
  return store;
}

import { dirname, resolve } from "node:path";
import * as vscode from "vscode";
import type { FileProblem } from "./readMigration.ts";

const SOURCE = "DW Migration";

const SEVERITIES = {
  error: vscode.DiagnosticSeverity.Error,
  warning: vscode.DiagnosticSeverity.Warning,
} as const;

/** A problem of a migration.json in its editor, which knows what would mend it. */
export class MigrationDiagnostic extends vscode.Diagnostic {
  readonly replacement: FileProblem["replacement"];

  /** `root`: the inventory in which the problem's places lie. */
  constructor(document: vscode.TextDocument, problem: FileProblem, root: string | undefined) {
    const { span, severity, code, message, replacement, places = [] } = problem;
    const range = new vscode.Range(document.positionAt(span.from), document.positionAt(span.to));
    super(range, message, SEVERITIES[severity]);
    this.replacement = replacement;
    this.source = SOURCE;
    this.code = code;
    if (root === undefined) return;
    this.relatedInformation = places.map(({ file = "", line = 1, column = 1, message: text }) => {
      const at = new vscode.Position(Math.max(0, line - 1), Math.max(0, column - 1));
      const uri = vscode.Uri.file(sourceFile(root, file));
      return new vscode.DiagnosticRelatedInformation(new vscode.Location(uri, at), text);
    });
  }
}

/** A file that the engine names lies in the inventory's folder, or beside its one file. */
function sourceFile(root: string, file: string): string {
  return resolve(/\.(?:sql|json)$/i.test(root) ? dirname(root) : root, file);
}

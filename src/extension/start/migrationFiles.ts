import * as vscode from "vscode";
import { type Disposable, DisposableStore } from "../lifetime.ts";
import type { Timers } from "../timers.ts";
import { isMigrationFile } from "./fileNames.ts";
import { MigrationDiagnostic } from "./migrationDiagnostic.ts";
import type { FileProblem } from "./readMigration.ts";
import type { StartFlow } from "./startFlow.ts";

const SOURCE = "DW Migration file";
/** While somebody types, the file is read this long after the last key. */
const PAUSE_MS = 250;

/** Keeps what is wrong with every open migration.json beside it, at its place. */
export class MigrationFiles implements vscode.CodeActionProvider, Disposable {
  readonly #flow: () => Promise<StartFlow>;
  readonly #timers: Timers;
  readonly #store = new DisposableStore();
  readonly #collection = this.#store.add(vscode.languages.createDiagnosticCollection(SOURCE));
  /** Checks that wait for the end of typing, by file. */
  readonly #waiting = new Map<string, Disposable>();

  constructor(flow: () => Promise<StartFlow>, timers: Timers) {
    this.#flow = flow;
    this.#timers = timers;
    const { workspace } = vscode;
    for (const document of workspace.textDocuments) this.#schedule(document);
    this.#store.add(workspace.onDidOpenTextDocument((document) => this.#schedule(document)));
    this.#store.add(workspace.onDidSaveTextDocument((document) => this.#schedule(document)));
    this.#store.add(workspace.onDidChangeTextDocument(({ document }) => this.#schedule(document)));
    this.#store.add(
      workspace.onDidCloseTextDocument(({ uri }) => {
        this.#forget(uri);
        this.#collection.delete(uri);
      }),
    );
    this.#store.add(
      vscode.languages.registerCodeActionsProvider({ scheme: "file", language: "json" }, this, {
        providedCodeActionKinds: [vscode.CodeActionKind.QuickFix],
      }),
    );
  }

  /** Shows what is wrong with a file, in the place of what was shown. A check that waits or runs would know less. */
  show(document: vscode.TextDocument, problems: readonly FileProblem[], root?: string): void {
    this.#forget(document.uri);
    const all = problems.map((problem) => new MigrationDiagnostic(document, problem, root));
    this.#collection.set(document.uri, all);
  }

  provideCodeActions(
    document: vscode.TextDocument,
    _range: vscode.Range,
    { diagnostics }: vscode.CodeActionContext,
  ): vscode.CodeAction[] {
    return diagnostics.flatMap((diagnostic) => {
      if (!(diagnostic instanceof MigrationDiagnostic) || !diagnostic.replacement) return [];
      const { label, text } = diagnostic.replacement;
      const title = vscode.l10n.t("Change to “{0}”", label);
      const action = new vscode.CodeAction(title, vscode.CodeActionKind.QuickFix);
      action.edit = new vscode.WorkspaceEdit();
      action.edit.replace(document.uri, diagnostic.range, text);
      action.diagnostics = [diagnostic];
      action.isPreferred = true;
      return [action];
    });
  }

  dispose(): void {
    for (const waiting of this.#waiting.values()) waiting.dispose();
    this.#store.dispose();
  }

  #schedule(document: vscode.TextDocument): void {
    const { uri } = document;
    if (uri.scheme !== "file" || !isMigrationFile(uri.path)) return;
    this.#forget(uri);
    const waiting = this.#timers.after(PAUSE_MS, () => void this.#check(document, waiting));
    this.#waiting.set(uri.toString(), waiting);
  }

  /** A check is worth something as long as no other was begun or shown. */
  async #check(document: vscode.TextDocument, mine: Disposable): Promise<void> {
    const problems = await (await this.#flow()).look(document);
    if (this.#waiting.get(document.uri.toString()) === mine) this.show(document, problems);
  }

  #forget(uri: vscode.Uri): void {
    this.#waiting.get(uri.toString())?.dispose();
    this.#waiting.delete(uri.toString());
  }
}

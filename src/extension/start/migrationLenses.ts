import * as vscode from "vscode";
import { COMMANDS } from "../commands/ids.ts";
import { type Disposable, DisposableStore } from "../lifetime.ts";
import { MIGRATION_FILES } from "./fileNames.ts";

const SETTING = "dwMigration.codeLens";

/** What can be done with a migration.json, above its first line. */
export class MigrationLenses implements vscode.CodeLensProvider, Disposable {
  readonly #store = new DisposableStore();
  readonly #changed = this.#store.add(new vscode.EventEmitter<void>());

  readonly onDidChangeCodeLenses = this.#changed.event;

  constructor() {
    const selector = { scheme: "file", pattern: MIGRATION_FILES };
    this.#store.add(vscode.languages.registerCodeLensProvider(selector, this));
    this.#store.add(
      vscode.workspace.onDidChangeConfiguration((change) => {
        if (change.affectsConfiguration(SETTING)) this.#changed.fire();
      }),
    );
  }

  provideCodeLenses({ uri }: vscode.TextDocument): vscode.CodeLens[] {
    if (!vscode.workspace.getConfiguration("", uri).get(SETTING, true)) return [];
    const top = new vscode.Range(0, 0, 0, 0);
    const lens = (title: string, command: string) =>
      new vscode.CodeLens(top, { title, command, arguments: [uri] });
    return [
      lens(vscode.l10n.t("$(play) Run migration"), COMMANDS.runFile),
      lens(vscode.l10n.t("$(checklist) Check only"), COMMANDS.checkFile),
      lens(vscode.l10n.t("$(beaker) Dry run"), COMMANDS.dryRunFile),
    ];
  }

  dispose(): void {
    this.#store.dispose();
  }
}

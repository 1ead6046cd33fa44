import * as vscode from "vscode";
import { COMMANDS } from "../commands/ids.ts";
import type { JobStore } from "../jobs/jobStore.ts";
import type { ObjectNode } from "../jobs/tree/nodes.ts";
import { type Disposable, DisposableStore } from "../lifetime.ts";
import { systemTimers, Throttle } from "../timers.ts";
import { lastResults } from "./lastResults.ts";
import { statementStarts } from "./statementStarts.ts";

const SETTING = "dwMigration.codeLens";
const REFRESH_MS = 2_000;
/** Beyond this a file is data, and reading it for lenses would be felt. */
const MOST_CHARS = 2_000_000;

/** "Translate" above each statement of a SQL file, and "Show last result" where a migration of this window made it. */
export class StatementLenses implements vscode.CodeLensProvider, Disposable {
  readonly #jobs: JobStore;
  readonly #store = new DisposableStore();
  readonly #changed = this.#store.add(new vscode.EventEmitter<void>());
  readonly #throttle = this.#store.add(
    new Throttle(REFRESH_MS, systemTimers, () => this.#changed.fire()),
  );

  readonly onDidChangeCodeLenses = this.#changed.event;

  constructor(jobs: JobStore) {
    this.#jobs = jobs;
    this.#store.add(
      jobs.onDidChange(({ ended }) => {
        if (ended) this.#throttle.schedule();
      }),
    );
    this.#store.add(
      vscode.workspace.onDidChangeConfiguration((change) => {
        if (change.affectsConfiguration(SETTING)) this.#changed.fire();
      }),
    );
    this.#store.add(
      vscode.languages.registerCodeLensProvider(
        [
          { scheme: "file", pattern: "**/*.{sql,ddl,prc,pkb,pks,vw,tab,fnc,trg,bteq}" },
          { scheme: "file", language: "sql" },
        ],
        this,
      ),
    );
  }

  provideCodeLenses(document: vscode.TextDocument): vscode.CodeLens[] {
    if (!vscode.workspace.getConfiguration().get(SETTING, true)) return [];
    const text = document.getText();
    if (text.length > MOST_CHARS) return [];
    const results = lastResults(this.#jobs.list(), document.uri.fsPath);
    const starts = statementStarts(text);
    return starts.flatMap(({ line }, index) => {
      const next = starts[index + 1]?.line ?? document.lineCount;
      const range = new vscode.Range(line, 0, line, 0);
      const whole = new vscode.Range(line, 0, next, 0);
      const lenses = [
        new vscode.CodeLens(range, {
          title: vscode.l10n.t("Translate"),
          command: COMMANDS.translateSelection,
          arguments: [document.uri, whole],
        }),
      ];
      const found = results.get(line + 1);
      if (found) lenses.push(new vscode.CodeLens(range, resultCommand(found)));
      return lenses;
    });
  }

  dispose(): void {
    this.#store.dispose();
  }
}

function resultCommand(node: ObjectNode): vscode.Command {
  const { result } = node.row;
  const names = {
    success: vscode.l10n.t("migrated"),
    error: vscode.l10n.t("failed"),
    skipped: vscode.l10n.t("skipped"),
  };
  return {
    title: vscode.l10n.t("Show last result: {0}", names[result.status]),
    command: COMMANDS.compareObject,
    arguments: [node],
  };
}

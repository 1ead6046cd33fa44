import * as vscode from "vscode";
import type { JobStore } from "../jobs/jobStore.ts";
import type { ResultTable } from "../jobs/resultTable.ts";
import { type Disposable, DisposableStore } from "../lifetime.ts";
import { sourcePath } from "../panel/jobFiles.ts";
import { systemTimers, Throttle } from "../timers.ts";
import { type IssueMark, issueMarks, newestByInventory } from "./issueMarks.ts";
import { SourcePaths } from "./sourcePaths.ts";

const SOURCE = "DW Migration";
const UPDATE_MS = 1_000;
const SETTING = "dwMigration.showProblems";

const SEVERITIES = {
  error: vscode.DiagnosticSeverity.Error,
  warning: vscode.DiagnosticSeverity.Warning,
  info: vscode.DiagnosticSeverity.Information,
} as const;

/** A diagnostic that knows which object of which job it is about. */
export class IssueDiagnostic extends vscode.Diagnostic {
  readonly mark: IssueMark;

  constructor(mark: IssueMark, page: vscode.Uri | undefined) {
    const line = Math.max(0, mark.line - 1);
    const column = Math.max(0, mark.column - 1);
    const text = mark.hint ? `${mark.message}\n${mark.hint}` : mark.message;
    super(new vscode.Range(line, column, line, column), text, SEVERITIES[mark.severity]);
    this.mark = mark;
    this.source = SOURCE;
    if (mark.code) this.code = page ? { value: mark.code, target: page } : mark.code;
  }
}

/** What migrations say of source files, shown in them: of each inventory what its newest job in this window said. */
export class IssueDiagnostics implements Disposable {
  readonly #jobs: JobStore;
  readonly #docs: vscode.Uri;
  readonly #store = new DisposableStore();
  readonly #collection = this.#store.add(vscode.languages.createDiagnosticCollection(SOURCE));
  readonly #throttle = this.#store.add(new Throttle(UPDATE_MS, systemTimers, () => this.#update()));
  readonly #paths = new SourcePaths(sourcePath);
  /** What is shown: the tables, and how far each was. After a retry a job has another table, which counts from 0 again. */
  #shown: { results: ResultTable; version: number }[] = [];

  constructor(options: { jobs: JobStore; extensionUri: vscode.Uri }) {
    this.#jobs = options.jobs;
    this.#docs = vscode.Uri.joinPath(options.extensionUri, "docs", "issues");
    const { jobs } = options;
    this.#store.add(jobs.onDidChange(() => this.#throttle.schedule()));
    this.#store.add(jobs.onDidChangeMembership(() => this.#throttle.schedule()));
    this.#store.add(
      vscode.workspace.onDidChangeConfiguration((change) => {
        if (change.affectsConfiguration(SETTING)) this.#throttle.schedule();
      }),
    );
  }

  dispose(): void {
    this.#store.dispose();
  }

  #update(): void {
    const wanted = vscode.workspace.getConfiguration().get(SETTING, true);
    const jobs = wanted ? newestByInventory(this.#jobs.list()) : [];
    const state = jobs.map(({ results }) => ({ results, version: results.version }));
    const isShown = state.every(({ results, version }, at) => {
      const shown = this.#shown[at];
      return shown?.results === results && shown.version === version;
    });
    if (isShown && state.length === this.#shown.length) return;
    this.#shown = state;
    this.#paths.keepOnly(jobs);
    const found: [vscode.Uri, vscode.Diagnostic[]][] = [];
    for (const job of jobs) {
      for (const [file, marks] of issueMarks(job)) {
        const path = this.#paths.of(job, file);
        if (path === undefined) continue;
        found.push([vscode.Uri.file(path), marks.map((mark) => this.#diagnostic(mark))]);
      }
    }
    this.#collection.clear();
    this.#collection.set(found);
  }

  #diagnostic(mark: IssueMark): IssueDiagnostic {
    const known = /^DWM-[A-Z]+-\d+$/.test(mark.code);
    return new IssueDiagnostic(
      mark,
      known ? vscode.Uri.joinPath(this.#docs, `${mark.code}.md`) : undefined,
    );
  }
}

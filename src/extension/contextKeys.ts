import * as vscode from "vscode";
import type { ListState } from "./jobs/jobListSync.ts";
import type { Grouping } from "./jobs/tree/grouping.ts";

/** The context keys that when clauses of the manifest use, each as `dwMigration.<name>`. */
interface ContextValues {
  /** How the list of jobs is doing. */
  connection: ListState["state"];
  /** A job runs that can be cancelled. */
  hasActiveJob: boolean;
  /** There is a job that can be deleted. */
  hasEndedJob: boolean;
  /** What the jobs are grouped by. */
  grouping: Grouping;
  /** Only some of the jobs are shown. */
  filtered: boolean;
  /** The server can pause, resume and retry. */
  canControl: boolean;
  /** The server has whole logs and results, exports and imports. */
  canExport: boolean;
  /** The sample of the walkthrough was made in this window. */
  sampleCreated: boolean;
}

/** Sets context keys, each only when it changes. */
export class ContextKeys {
  readonly #values = new Map<string, unknown>();

  set<K extends keyof ContextValues>(key: K, value: ContextValues[K]): void {
    if (this.#values.get(key) === value) return;
    this.#values.set(key, value);
    void vscode.commands.executeCommand("setContext", `dwMigration.${key}`, value);
  }
}

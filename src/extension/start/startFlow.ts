/**
 * Entry of the bundle of the start flow: the wizard, what reads and runs migration.json (with zod), and the terminal of
 * tasks. It is loaded on first use; the first bundle imports only types from here. See loadStartFlow.ts.
 */
import * as vscode from "vscode";
import { asStartRequest } from "../commands/startRequest.ts";
import { StartWizard, type StartWizardDeps } from "../commands/startWizard.ts";
import { checkMigration } from "./checkMigration.ts";
import { MigrationTerminal, type TaskDeps } from "./migrationTerminal.ts";
import type { FileProblem } from "./readMigration.ts";
import { type RunFileDeps, type RunMode, runMigrationFile } from "./runFile.ts";
import { startJob } from "./startJob.ts";
import type { TaskFields } from "./taskFields.ts";

export interface StartFlowDeps extends StartWizardDeps, RunFileDeps, TaskDeps {}

/** All that leads to a start, for the commands and editors that begin it. */
export class StartFlow {
  readonly #deps: StartFlowDeps;
  readonly #wizard: StartWizard;

  constructor(deps: StartFlowDeps) {
    this.#deps = deps;
    this.#wizard = new StartWizard(deps);
  }

  /** Starts what the argument says; asks for it where it says nothing. */
  async start(argument: unknown): Promise<string> {
    const given = asStartRequest(argument);
    return given ? startJob(this.#deps, given) : this.#ask();
  }

  /** Asks for everything but the folder or file, which was chosen already. */
  async migrate(chosen: vscode.Uri): Promise<string> {
    return this.#ask(chosen.fsPath);
  }

  /** Checks or runs a migration.json; answers the job's id where one was started. */
  run(target: unknown, mode: RunMode, options: unknown): Promise<string | undefined> {
    return runMigrationFile(this.#deps, target, mode, options);
  }

  /** What is wrong with a migration.json as far as that can be told without the engine. */
  async look(document: vscode.TextDocument): Promise<FileProblem[]> {
    const { sharesDisk } = this.#deps.connection;
    const place = { file: document.uri.fsPath, sharesDisk };
    return (await checkMigration(document.getText(), place, vscode.l10n)).problems;
  }

  /** The terminal of a task. */
  terminal(fields: TaskFields, folder: vscode.Uri | undefined): vscode.Pseudoterminal {
    return new MigrationTerminal(this.#deps, fields, folder);
  }

  async #ask(chosen?: string): Promise<string> {
    const request = await this.#wizard.run(chosen);
    const jobId = await startJob(this.#deps, request);
    this.#wizard.remember(request);
    return jobId;
  }
}

/** Makes the start flow of a window. */
export function createStartFlow(deps: StartFlowDeps): StartFlow {
  return new StartFlow(deps);
}

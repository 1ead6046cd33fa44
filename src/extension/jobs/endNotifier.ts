import * as vscode from "vscode";
import { COMMANDS } from "../commands/ids.ts";
import { messageOf } from "../errors.ts";
import { type Disposable, DisposableStore } from "../lifetime.ts";
import { canRetry } from "./jobAbilities.ts";
import type { JobModel } from "./jobModel.ts";
import type { JobStore } from "./jobStore.ts";
import { jobLabel } from "./jobText.ts";

const STARTED_HERE = "startedJobs";
const KEPT = 50;

export interface EndNotifierOptions {
  jobs: JobStore;
  memory: vscode.Memento;
  log: vscode.LogOutputChannel;
  /** True while the user looks at the job: its panel says it all. */
  isShown(jobId: string): boolean;
  /** True when the server can run failed objects again. */
  canRetry(): boolean;
}

/** Tells of the end of a job that did not go well, in the window that started it, unless it is in sight there. */
export class EndNotifier implements Disposable {
  readonly #options: EndNotifierOptions;
  readonly #store = new DisposableStore();

  constructor(options: EndNotifierOptions) {
    this.#options = options;
    this.#store.add(
      options.jobs.onDidChange(({ job, ended }) => {
        if (ended) this.#ended(job);
      }),
    );
  }

  /** Remembers, over a reload too, that the job belongs to this window. */
  startedHere(jobId: string): void {
    const ids = [...this.#startedHere(), jobId].slice(-KEPT);
    void this.#options.memory.update(STARTED_HERE, ids);
  }

  dispose(): void {
    this.#store.dispose();
  }

  #startedHere(): string[] {
    return this.#options.memory.get<string[]>(STARTED_HERE, []);
  }

  #ended(job: JobModel): void {
    if (!this.#startedHere().includes(job.id) || this.#options.isShown(job.id)) return;
    const { status, failed_objects, total_objects, error } = job.summary;
    const label = jobLabel(job);
    if (status === "failed") {
      const text = vscode.l10n.t("{0} failed: {1}", label, error ?? vscode.l10n.t("see the log"));
      this.#offer(job, vscode.window.showErrorMessage(text, ...this.#buttons(job)));
    } else if (status === "completed" && failed_objects > 0) {
      const text = vscode.l10n.t(
        "{0}: {1} of {2} objects failed.",
        label,
        failed_objects,
        total_objects,
      );
      this.#offer(job, vscode.window.showWarningMessage(text, ...this.#buttons(job)));
    }
  }

  #buttons(job: JobModel): string[] {
    return this.#options.canRetry() && canRetry(job) ? [showJob(), retryFailed()] : [showJob()];
  }

  /** Nobody waits for the answer: a notification may stay for ever. */
  #offer(job: JobModel, choice: Thenable<string | undefined>): void {
    choice.then(
      (chosen) => {
        if (!chosen) return;
        const command = chosen === retryFailed() ? COMMANDS.retryFailed : COMMANDS.showJob;
        void vscode.commands.executeCommand(command, job.id);
      },
      (error: unknown) => this.#options.log.debug(messageOf(error)),
    );
  }
}

function showJob(): string {
  return vscode.l10n.t("Show Job");
}

function retryFailed(): string {
  return vscode.l10n.t("Retry Failed");
}

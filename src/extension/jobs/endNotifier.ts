import * as vscode from "vscode";
import { COMMANDS } from "../commands/ids.ts";
import type { EngineConnection } from "../engine/engineConnection.ts";
import { messageOf } from "../errors.ts";
import { type Disposable, DisposableStore } from "../lifetime.ts";
import type { JobPanels } from "../panel/jobPanels.ts";
import { type EndNotice, endNotice, type NoticeRules } from "./endNotice.ts";
import { canRetry } from "./jobAbilities.ts";
import type { JobModel } from "./jobModel.ts";
import type { JobStore } from "./jobStore.ts";

const STARTED_HERE = "startedJobs";
const KEPT = 50;
const DEFAULT_MINUTES = 5;

export interface EndNotifierOptions {
  jobs: JobStore;
  panels: Pick<JobPanels, "get">;
  connection: Pick<EngineConnection, "current">;
  /** Remembers which jobs were started in this window. */
  memory: vscode.Memento;
  log: vscode.LogOutputChannel;
}

/** A button of a notification, and the command that it runs on the job. */
interface Offer {
  title: string;
  command: string;
}

/** Tells of the end of a job in the window that started it: of what went wrong, and of what took long or was not watched. */
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
    if (!this.#startedHere().includes(job.id)) return;
    const inSight = this.#options.panels.get(job.id)?.visible === true;
    const { focused } = vscode.window.state;
    const notice = endNotice(job, readRules(), { focused, inSight }, Date.now(), vscode.l10n);
    if (notice) this.#tell(job, notice);
  }

  /** Nobody waits for the answer: a notification may stay for ever. */
  #tell(job: JobModel, { severity, text }: EndNotice): void {
    const offers = this.#offers(job);
    const titles = offers.map(({ title }) => title);
    showMessage(severity, text, titles).then(
      (chosen) => {
        const offer = offers.find(({ title }) => title === chosen);
        if (offer) void vscode.commands.executeCommand(offer.command, job.id);
      },
      (error: unknown) => this.#options.log.debug(messageOf(error)),
    );
  }

  #offers(job: JobModel): Offer[] {
    const can = (capability: string) =>
      this.#options.connection.current?.capabilities.has(capability) === true;
    const offers: Offer[] = [{ title: vscode.l10n.t("Show Job"), command: COMMANDS.showJob }];
    if (can("control") && canRetry(job)) {
      offers.push({ title: vscode.l10n.t("Retry Failed"), command: COMMANDS.retryFailed });
    }
    if (can("export")) {
      offers.push({ title: vscode.l10n.t("Open Report"), command: COMMANDS.openReport });
    }
    return offers;
  }
}

function showMessage(
  severity: EndNotice["severity"],
  text: string,
  buttons: string[],
): Thenable<string | undefined> {
  switch (severity) {
    case "error":
      return vscode.window.showErrorMessage(text, ...buttons);
    case "warning":
      return vscode.window.showWarningMessage(text, ...buttons);
    case "info":
      return vscode.window.showInformationMessage(text, ...buttons);
  }
}

/** Somebody may write anything into settings.json: what is no rule counts as the default. */
function readRules(): NoticeRules {
  const settings = vscode.workspace.getConfiguration("dwMigration.notifications");
  const show = settings.get<unknown>("show");
  const minutes = settings.get<unknown>("longerThanMinutes");
  return {
    show: show === "failures" || show === "none" ? show : "all",
    longerThanMinutes: typeof minutes === "number" && minutes >= 0 ? minutes : DEFAULT_MINUTES,
  };
}

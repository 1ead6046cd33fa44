import * as vscode from "vscode";
import { COMMANDS } from "../commands/ids.ts";
import type { JobListSync } from "../jobs/jobListSync.ts";
import type { JobModel } from "../jobs/jobModel.ts";
import type { JobStore } from "../jobs/jobStore.ts";
import { describeJob } from "../jobs/tree/describeJob.ts";
import { type Disposable, DisposableStore, MutableDisposable } from "../lifetime.ts";
import { Throttle, type Timers } from "../timers.ts";
import { describeStatus } from "./statusText.ts";

/** What a click runs. Not in the manifest: from the palette there are the commands that it leads to. */
const CLICKED = "dwMigration.statusBarClicked";
const UPDATE_MS = 500;
const SECOND_MS = 1_000;

export interface StatusBarOptions {
  jobs: JobStore;
  list: JobListSync;
  timers: Timers;
}

interface JobPick extends vscode.QuickPickItem {
  job: JobModel;
}

/** The one item in the status bar: running jobs, or what is wrong with the connection; hidden when all is quiet. */
export class StatusBar implements Disposable {
  readonly #options: StatusBarOptions;
  readonly #store = new DisposableStore();
  readonly #item: vscode.StatusBarItem;
  readonly #tick = this.#store.add(new MutableDisposable<Disposable>());
  readonly #throttle: Throttle;
  #text: string | undefined;

  constructor(options: StatusBarOptions) {
    this.#options = options;
    const { jobs, list, timers } = options;
    this.#item = this.#store.add(
      vscode.window.createStatusBarItem("dwMigration.status", vscode.StatusBarAlignment.Left),
    );
    this.#item.name = vscode.l10n.t("DW Migration");
    this.#item.command = CLICKED;
    this.#throttle = this.#store.add(new Throttle(UPDATE_MS, timers, () => this.#update()));
    this.#store.add(jobs.onDidChange(() => this.#throttle.schedule()));
    this.#store.add(jobs.onDidChangeMembership(() => this.#throttle.schedule()));
    this.#store.add(list.onDidChangeState(() => this.#throttle.schedule()));
    this.#store.add(vscode.commands.registerCommand(CLICKED, () => this.#clicked()));
  }

  /** What it shows; undefined while it is hidden. */
  get text(): string | undefined {
    return this.#text;
  }

  dispose(): void {
    this.#store.dispose();
  }

  #update(): void {
    const { jobs, list, timers } = this.#options;
    const shown = describeStatus(list.state, jobs.list(), timers.now(), vscode.l10n);
    // The seconds count down.
    this.#tick.value =
      list.state.state === "retrying"
        ? timers.after(SECOND_MS, () => this.#throttle.schedule())
        : undefined;
    this.#text = shown?.text;
    if (!shown) {
      this.#item.hide();
      return;
    }
    this.#item.text = shown.text;
    this.#item.tooltip = shown.tooltip;
    this.#item.accessibilityInformation = { label: shown.accessibleLabel, role: "button" };
    this.#item.backgroundColor = shown.warning
      ? new vscode.ThemeColor("statusBarItem.warningBackground")
      : undefined;
    this.#item.show();
  }

  /** With trouble: does something about it. Else: shows the job that is chosen. */
  async #clicked(): Promise<void> {
    const { jobs, list } = this.#options;
    const { state } = list.state;
    if (state === "unauthorised") {
      await vscode.commands.executeCommand(COMMANDS.setToken);
    } else if (state === "retrying" || state === "offline") {
      await vscode.commands.executeCommand(COMMANDS.refresh);
    } else {
      const chosen = await vscode.window.showQuickPick(picksOf(jobs.list()), {
        placeHolder: vscode.l10n.t("Choose a migration job"),
        matchOnDescription: true,
      });
      if (chosen) await vscode.commands.executeCommand(COMMANDS.showJob, chosen.job.id);
    }
  }
}

/** Those that run come first. */
function picksOf(jobs: readonly JobModel[]): JobPick[] {
  const sorted = [...jobs].sort((a, b) => Number(b.active) - Number(a.active));
  return sorted.map((job) => {
    const { label, description, icon } = describeJob(job, vscode.l10n);
    return { job, label, description, iconPath: new vscode.ThemeIcon(icon.icon) };
  });
}

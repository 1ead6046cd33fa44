import * as vscode from "vscode";
import { COMMANDS } from "../../commands/ids.ts";
import { type Disposable, DisposableStore } from "../../lifetime.ts";
import { systemTimers, Throttle } from "../../timers.ts";
import type { JobModel } from "../jobModel.ts";
import type { JobStore } from "../jobStore.ts";
import { describeJob } from "./describeJob.ts";
import { tooltipLines } from "./jobTooltip.ts";

/** The view repaints at most four times a second. */
const REPAINT_MS = 250;

/** The jobs as a tree. While the view is hidden nothing is repainted. */
export class JobsTree implements vscode.TreeDataProvider<JobModel>, Disposable {
  readonly #jobs: JobStore;
  readonly #store = new DisposableStore();
  readonly #changed = this.#store.add(new vscode.EventEmitter<JobModel[] | undefined>());
  readonly #throttle = this.#store.add(new Throttle(REPAINT_MS, systemTimers, () => this.#fire()));
  readonly #dirty = new Set<JobModel>();
  #rootDirty = false;
  #visible = false;

  readonly onDidChangeTreeData = this.#changed.event;

  constructor(jobs: JobStore) {
    this.#jobs = jobs;
    this.#store.add(
      jobs.onDidChange(({ job }) => {
        this.#dirty.add(job);
        if (this.#visible) this.#throttle.schedule();
      }),
    );
    this.#store.add(
      jobs.onDidChangeMembership(() => {
        this.#rootDirty = true;
        if (this.#visible) this.#throttle.schedule();
      }),
    );
  }

  setVisible(visible: boolean): void {
    this.#visible = visible;
    if (visible) this.#throttle.schedule();
  }

  getChildren(element?: JobModel): JobModel[] {
    return element ? [] : [...this.#jobs.list()];
  }

  getTreeItem(job: JobModel): vscode.TreeItem {
    const { id, label, description, icon, contextValue, accessibleLabel } = describeJob(
      job,
      vscode.l10n,
    );
    const item = new vscode.TreeItem(label, vscode.TreeItemCollapsibleState.None);
    item.id = id;
    item.description = description;
    item.iconPath = new vscode.ThemeIcon(
      icon.icon,
      icon.color ? new vscode.ThemeColor(icon.color) : undefined,
    );
    item.contextValue = contextValue;
    item.accessibilityInformation = { label: accessibleLabel };
    item.command = {
      command: COMMANDS.showJob,
      title: vscode.l10n.t("Show Job"),
      arguments: [job],
    };
    return item;
  }

  resolveTreeItem(item: vscode.TreeItem, job: JobModel): vscode.TreeItem {
    const tooltip = new vscode.MarkdownString();
    for (const [label, value] of tooltipLines(job, vscode.l10n)) {
      tooltip.appendMarkdown(`**${label}:** `).appendText(value).appendMarkdown("  \n");
    }
    item.tooltip = tooltip;
    return item;
  }

  getParent(): undefined {
    return undefined;
  }

  dispose(): void {
    this.#store.dispose();
  }

  #fire(): void {
    if (!this.#visible) return;
    const all = this.#rootDirty;
    const changed = [...this.#dirty].filter(({ id }) => this.#jobs.get(id));
    this.#rootDirty = false;
    this.#dirty.clear();
    if (all) this.#changed.fire(undefined);
    else if (changed.length > 0) this.#changed.fire(changed);
  }
}

import * as vscode from "vscode";
import type { ContextKeys } from "../../contextKeys.ts";
import { type Disposable, DisposableStore, MutableDisposable } from "../../lifetime.ts";
import { connectionMessage, isBroken } from "../../status/connectionText.ts";
import { systemTimers, Throttle } from "../../timers.ts";
import type { JobListSync } from "../jobListSync.ts";
import { JobModel } from "../jobModel.ts";
import type { JobStore } from "../jobStore.ts";
import type { JobSync } from "../jobSync.ts";
import { GROUPINGS, type Grouping } from "./grouping.ts";
import { JobsTree } from "./jobsTree.ts";
import type { ObjectGroup, TreeNode } from "./nodes.ts";
import { JOBS_VIEW } from "./viewId.ts";

const UPDATE_MS = 250;
const SECOND_MS = 1_000;

export interface JobsViewOptions {
  jobs: JobStore;
  list: JobListSync;
  sync: JobSync;
  context: ContextKeys;
  /** Remembers how the jobs are grouped. */
  memory: vscode.Memento;
}

const GROUPING = "jobsGrouping";

/**
 * The view "Jobs": the tree, its message and its badge. No progress bar: its sign in the activity bar would take the place of
 * the badge, and the rows of running jobs spin.
 */
export class JobsView implements Disposable {
  readonly #options: JobsViewOptions;
  readonly #store = new DisposableStore();
  readonly #tree: JobsTree;
  readonly #tick = this.#store.add(new MutableDisposable<Disposable>());
  readonly #view: vscode.TreeView<TreeNode>;
  /** Jobs whose objects are shown: their results are wanted. */
  readonly #expanded = new Map<string, Disposable>();
  #grouping: Grouping;
  #filter = "";

  constructor(options: JobsViewOptions) {
    this.#options = options;
    const { jobs, list, sync } = options;
    const remembered = options.memory.get<string>(GROUPING);
    this.#grouping = GROUPINGS.find((grouping) => grouping === remembered) ?? "day";
    this.#tree = this.#store.add(new JobsTree(jobs, { grouping: this.#grouping, filter: "" }));
    this.#view = this.#store.add(
      vscode.window.createTreeView(JOBS_VIEW, {
        treeDataProvider: this.#tree,
        showCollapseAll: true,
      }),
    );
    this.#store.add(this.#view.onDidExpandElement(({ element }) => this.#expand(element)));
    this.#store.add(this.#view.onDidCollapseElement(({ element }) => this.#collapse(element)));
    const throttle = this.#store.add(new Throttle(UPDATE_MS, systemTimers, () => this.#update()));
    this.#store.add(jobs.onDidChangeMembership(() => throttle.schedule()));
    this.#store.add(
      jobs.onDidChange(({ statusChanged }) => {
        if (statusChanged) throttle.schedule();
      }),
    );
    this.#store.add(
      list.onDidChangeState(() => {
        this.#showConnection();
        throttle.schedule();
      }),
    );
    const showVisibility = (visible: boolean) => {
      this.#tree.setVisible(visible);
      sync.setVisible(visible);
      if (visible) throttle.schedule();
    };
    this.#store.add(this.#view.onDidChangeVisibility(({ visible }) => showVisibility(visible)));
    showVisibility(this.#view.visible);
  }

  /** What the view says above the jobs. */
  get message(): string | undefined {
    return this.#view.message;
  }

  get visible(): boolean {
    return this.#view.visible;
  }

  get badge(): number {
    return this.#view.badge?.value ?? 0;
  }

  get grouping(): Grouping {
    return this.#grouping;
  }

  get filter(): string {
    return this.#filter;
  }

  group(by: Grouping): void {
    this.#grouping = by;
    void this.#options.memory.update(GROUPING, by);
    this.#arrange();
  }

  /** Shows only jobs that have these words; an empty text shows all. */
  filterBy(words: string): void {
    this.#filter = words.trim();
    this.#arrange();
  }

  showMore(group: ObjectGroup): void {
    this.#tree.showMore(group);
  }

  dispose(): void {
    for (const watch of this.#expanded.values()) watch.dispose();
    this.#expanded.clear();
    this.#store.dispose();
  }

  #arrange(): void {
    this.#tree.arrange({ grouping: this.#grouping, filter: this.#filter });
    this.#update();
  }

  #expand(node: TreeNode): void {
    if (!(node instanceof JobModel) || this.#expanded.has(node.id)) return;
    this.#expanded.set(node.id, this.#options.sync.watch(node.id));
  }

  #collapse(node: TreeNode): void {
    if (!(node instanceof JobModel)) return;
    this.#expanded.get(node.id)?.dispose();
    this.#expanded.delete(node.id);
  }

  #update(): void {
    const { jobs, context, list: sync } = this.#options;
    const list = jobs.list();
    const running = list.filter(({ active }) => active).length;
    this.#view.badge = running === 0 ? undefined : { value: running, tooltip: badgeText(running) };
    this.#showConnection();
    context.set("hasActiveJob", running > 0);
    context.set("hasEndedJob", running < list.length);
    context.set("grouping", this.#grouping);
    context.set("filtered", this.#filter !== "");
    const parts = running === 0 ? [] : [runningText(running)];
    if (this.#filter !== "") {
      const shown = this.#tree.matching().length;
      parts.push(vscode.l10n.t("“{0}”: {1} of {2}", this.#filter, shown, list.length));
    }
    // What is shown stays, and is marked as old.
    if (isBroken(sync.state) && list.length > 0) parts.push(vscode.l10n.t("not up to date"));
    this.#view.description = parts.length === 0 ? undefined : parts.join(" · ");
  }

  #showConnection(): void {
    const { list, jobs, context } = this.#options;
    const hasJobs = jobs.list().length > 0;
    const message = connectionMessage(list.state, hasJobs, systemTimers.now(), vscode.l10n);
    // The seconds count down, where somebody sees it.
    this.#tick.value =
      list.state.state === "retrying" && this.#view.visible
        ? systemTimers.after(SECOND_MS, () => this.#showConnection())
        : undefined;
    if (this.#view.message !== message) this.#view.message = message;
    context.set("connection", list.state.state);
  }
}

function runningText(running: number): string {
  return vscode.l10n.t("{0} running", running);
}

function badgeText(running: number): string {
  return running === 1
    ? vscode.l10n.t("1 migration is running")
    : vscode.l10n.t("{0} migrations are running", running);
}

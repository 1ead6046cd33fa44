import * as vscode from "vscode";
import { type Disposable, DisposableStore } from "../../lifetime.ts";
import { systemTimers, Throttle } from "../../timers.ts";
import { JobModel } from "../jobModel.ts";
import type { JobStore } from "../jobStore.ts";
import { objectTooltip } from "./describeNode.ts";
import { type Grouping, groupJobs } from "./grouping.ts";
import { matchesFilter } from "./jobFilter.ts";
import { tooltipLines } from "./jobTooltip.ts";
import { type JobGroup, nodeId, type ObjectGroup, type TreeNode } from "./nodes.ts";
import { objectGroupsOf, objectsOf, PAGE } from "./objectGroups.ts";
import { toTreeItem } from "./treeItem.ts";

/** The view repaints at most four times a second. */
const REPAINT_MS = 250;

/** How the tree is arranged. */
export interface Arrangement {
  grouping: Grouping;
  /** Words that jobs have to have; empty: all are shown. */
  filter: string;
}

/** The jobs as a tree: groups, jobs, their objects by how they ended. While the view is hidden nothing is repainted. */
export class JobsTree implements vscode.TreeDataProvider<TreeNode>, Disposable {
  readonly #jobs: JobStore;
  readonly #store = new DisposableStore();
  readonly #changed = this.#store.add(new vscode.EventEmitter<TreeNode[] | undefined>());
  readonly #throttle = this.#store.add(new Throttle(REPAINT_MS, systemTimers, () => this.#fire()));
  readonly #dirty = new Set<JobModel>();
  /** How many objects of a group are shown, by its id, where it is more than a page. */
  readonly #shown = new Map<string, number>();
  #groups: readonly JobGroup[] = [];
  #arrangement: Arrangement;
  #rootDirty = false;
  #visible = false;

  readonly onDidChangeTreeData = this.#changed.event;

  constructor(jobs: JobStore, arrangement: Arrangement) {
    this.#jobs = jobs;
    this.#arrangement = arrangement;
    this.#store.add(
      jobs.onDidChange(({ job, statusChanged }) => {
        this.#dirty.add(job);
        // It may belong to another group now.
        if (statusChanged) this.#rootDirty = true;
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

  arrange(arrangement: Arrangement): void {
    this.#arrangement = arrangement;
    this.#rootDirty = true;
    if (this.#visible) this.#throttle.schedule();
  }

  setVisible(visible: boolean): void {
    this.#visible = visible;
    if (visible) this.#throttle.schedule();
  }

  /** Shows another page of a group's objects. */
  showMore(group: ObjectGroup): void {
    const id = nodeId(group);
    this.#shown.set(id, (this.#shown.get(id) ?? PAGE) + PAGE);
    this.#dirty.add(group.job);
    this.#throttle.schedule();
  }

  /** Jobs that the filter lets through. */
  matching(): JobModel[] {
    const { filter } = this.#arrangement;
    return this.#jobs.list().filter((job) => matchesFilter(job, filter, vscode.l10n));
  }

  getChildren(element?: TreeNode): TreeNode[] {
    if (element === undefined) {
      const { grouping } = this.#arrangement;
      this.#groups = groupJobs(this.matching(), grouping, systemTimers.now(), vscode.l10n);
      return [...this.#groups];
    }
    if (element instanceof JobModel) return objectGroupsOf(element);
    if (element.kind === "jobs") return [...element.jobs];
    if (element.kind !== "objects" || element.status === "running") return [];
    return objectsOf(element, this.#shown.get(nodeId(element)) ?? PAGE);
  }

  getTreeItem(node: TreeNode): vscode.TreeItem {
    return toTreeItem(node);
  }

  resolveTreeItem(item: vscode.TreeItem, node: TreeNode): vscode.TreeItem {
    const lines =
      node instanceof JobModel
        ? tooltipLines(node, vscode.l10n)
        : node.kind === "object"
          ? objectTooltip(node, vscode.l10n)
          : [];
    const tooltip = new vscode.MarkdownString();
    for (const [label, value] of lines) {
      tooltip.appendMarkdown(`**${label}:** `).appendText(value).appendMarkdown("  \n");
    }
    if (lines.length > 0) item.tooltip = tooltip;
    return item;
  }

  getParent(node: TreeNode): TreeNode | undefined {
    if (node instanceof JobModel) return this.#groups.find(({ jobs }) => jobs.includes(node));
    if (node.kind === "objects") return node.job;
    if (node.kind === "object")
      return { kind: "objects", job: node.job, status: node.row.result.status };
    return node.kind === "more" ? node.group : undefined;
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

import * as vscode from "vscode";
import { COMMANDS } from "../../commands/ids.ts";
import { JobModel } from "../jobModel.ts";
import { describeJob } from "./describeJob.ts";
import {
  describeJobGroup,
  describeMore,
  describeObject,
  describeObjectGroup,
  type NodeItem,
} from "./describeNode.ts";
import type { TreeNode } from "./nodes.ts";

const { Collapsed, Expanded, None } = vscode.TreeItemCollapsibleState;

/** The TreeItem of a node: pure, so that it may be asked for at any time. */
export function toTreeItem(node: TreeNode): vscode.TreeItem {
  if (node instanceof JobModel) {
    const title = vscode.l10n.t("Show Job");
    return made(describeJob(node, vscode.l10n), Collapsed, COMMANDS.showJob, title, node);
  }
  switch (node.kind) {
    case "jobs":
      return made(describeJobGroup(node), Expanded);
    case "objects": {
      const state = node.status === "running" ? None : Collapsed;
      return made(describeObjectGroup(node, vscode.l10n), state);
    }
    case "object": {
      const title = vscode.l10n.t("Show Object");
      return made(describeObject(node, vscode.l10n), None, COMMANDS.showObject, title, node);
    }
    case "more": {
      const title = vscode.l10n.t("Show More");
      return made(describeMore(node, vscode.l10n), None, COMMANDS.showMore, title, node.group);
    }
  }
}

function made(
  described: NodeItem,
  state: vscode.TreeItemCollapsibleState,
  command?: string,
  title = "",
  argument?: unknown,
): vscode.TreeItem {
  const { id, label, description, icon, contextValue, accessibleLabel } = described;
  const item = new vscode.TreeItem(label, state);
  item.id = id;
  item.description = description;
  if (icon) {
    const color = icon.color ? new vscode.ThemeColor(icon.color) : undefined;
    item.iconPath = new vscode.ThemeIcon(icon.icon, color);
  }
  item.contextValue = contextValue;
  item.accessibilityInformation = { label: accessibleLabel };
  if (command) item.command = { command, title, arguments: [argument] };
  return item;
}

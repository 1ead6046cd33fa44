import * as vscode from "vscode";

/**
 * Where a new editor goes: in front; but beside a page of the editor's own, such as the walkthrough, which somebody is in the
 * middle of.
 */
export function freeColumn(): vscode.ViewColumn {
  const { activeTab } = vscode.window.tabGroups.activeTabGroup;
  const { Active, Beside } = vscode.ViewColumn;
  return activeTab && activeTab.input === undefined ? Beside : Active;
}

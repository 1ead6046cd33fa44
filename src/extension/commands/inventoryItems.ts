import { isAbsolute } from "node:path";
import * as vscode from "vscode";
import { formatCount } from "../formats.ts";
import { GoBack } from "./goBack.ts";
import { inputStep, pickStep, type StepPosition } from "./steps.ts";

const MAX_FILES = 2_000;
const MAX_FOLDERS = 20;
const EXCLUDED = "**/{node_modules,.git,dist,target,build}/**";

interface InventoryItem extends vscode.QuickPickItem {
  /** A path, or what to ask for. */
  choice: { path: string } | { browse: "folder" | "file" } | "type" | undefined;
}

export interface InventoryChoices {
  /** What was chosen before; empty the first time. */
  chosen: string;
  recent: readonly string[];
  /** False for an engine on another machine: it reads its own disk, so paths are typed, not browsed. */
  sharesDisk: boolean;
}

/** Asks for the folder or file to migrate; answers its path. */
export async function askInventory(at: StepPosition, choices: InventoryChoices): Promise<string> {
  let { problem } = at;
  for (;;) {
    const { choice } = await pickStep({
      ...at,
      problem,
      placeholder: vscode.l10n.t("Which folder of .sql files, or which file?"),
      items: inventoryItems(choices),
      isActive: (item) => isPath(item.choice, choices.chosen),
    });
    const path = await resolveChoice(choice, at, choices.chosen);
    if (path !== undefined) return path;
    problem = undefined;
  }
}

async function resolveChoice(
  choice: InventoryItem["choice"],
  at: StepPosition,
  chosen: string,
): Promise<string | undefined> {
  if (choice === undefined) return undefined;
  if (choice === "type") {
    return askPath(at, vscode.l10n.t("The path as the engine's machine has it"), chosen);
  }
  if ("path" in choice) return choice.path;
  const workspace = vscode.workspace.workspaceFolders?.[0]?.uri;
  const picked = await vscode.window.showOpenDialog({
    title:
      choice.browse === "folder"
        ? vscode.l10n.t("Folder of .sql files to migrate")
        : vscode.l10n.t(".sql file or manifest to migrate"),
    canSelectFolders: choice.browse === "folder",
    canSelectFiles: choice.browse === "file",
    openLabel: vscode.l10n.t("Migrate"),
    ...(workspace ? { defaultUri: workspace } : {}),
    ...(choice.browse === "file"
      ? { filters: { SQL: ["sql"], [vscode.l10n.t("Manifest")]: ["json"] } }
      : {}),
  });
  return picked?.[0]?.fsPath;
}

function isPath(choice: InventoryItem["choice"], path: string): boolean {
  return typeof choice === "object" && "path" in choice && choice.path === path;
}

/** Asks for an absolute path; undefined when the user goes back to where the question came from. */
export async function askPath(
  at: StepPosition,
  prompt: string,
  value: string,
  mayBeEmpty = false,
): Promise<string | undefined> {
  try {
    return await inputStep({
      ...at,
      problem: undefined,
      canGoBack: true,
      prompt,
      value,
      validate: (text) =>
        (mayBeEmpty && text.trim() === "") ||
        isAbsolute(text.trim()) ||
        /^[a-z]:[\\/]/i.test(text.trim())
          ? undefined
          : vscode.l10n.t("Enter an absolute path."),
    });
  } catch (error) {
    if (error instanceof GoBack) return undefined;
    throw error;
  }
}

async function inventoryItems(choices: InventoryChoices): Promise<InventoryItem[]> {
  const { chosen, recent, sharesDisk } = choices;
  const found = sharesDisk ? await foldersWithSql() : [];
  const items: InventoryItem[] = found.map(({ path, files }) => ({
    choice: { path },
    label: `$(folder) ${folderLabel(path)}`,
    description:
      files === 1
        ? vscode.l10n.t("1 file")
        : vscode.l10n.t("{0} files", formatCount(files, vscode.l10n)),
  }));
  const remembered = new Set(chosen === "" ? recent : [chosen, ...recent]);
  for (const { path } of found) remembered.delete(path);
  if (remembered.size > 0) items.push(separator(vscode.l10n.t("Recent")));
  for (const path of remembered) items.push({ choice: { path }, label: `$(history) ${path}` });
  items.push(separator(vscode.l10n.t("Others")));
  if (!sharesDisk) {
    const label = vscode.l10n.t("$(edit) Enter a Path on the Engine's Machine…");
    return [...items, { choice: "type", label }];
  }
  return [
    ...items,
    { choice: { browse: "folder" }, label: vscode.l10n.t("$(folder-opened) Browse for a Folder…") },
    { choice: { browse: "file" }, label: vscode.l10n.t("$(file) Browse for a File…") },
    { choice: "type", label: vscode.l10n.t("$(edit) Enter a Path…") },
  ];
}

/** A folder by its name in the workspace, the workspace's own folders by theirs. */
function folderLabel(path: string): string {
  const { workspaceFolders: roots = [] } = vscode.workspace;
  const root = roots.find(({ uri }) => uri.fsPath === path);
  return root?.name ?? vscode.workspace.asRelativePath(path, roots.length > 1);
}

function separator(label: string): InventoryItem {
  return { label, kind: vscode.QuickPickItemKind.Separator, choice: undefined };
}

/** The workspace's folders that hold .sql files at any depth, and the folders right below them. */
async function foldersWithSql(): Promise<{ path: string; files: number }[]> {
  const uris = await vscode.workspace.findFiles("**/*.sql", EXCLUDED, MAX_FILES);
  const counts = new Map<string, number>();
  for (const uri of uris) {
    const folder = vscode.workspace.getWorkspaceFolder(uri);
    if (!folder || uri.scheme !== "file") continue;
    const root = folder.uri.fsPath;
    counts.set(root, (counts.get(root) ?? 0) + 1);
    const below = uri.path.slice(folder.uri.path.length + 1).split("/");
    const [first] = below;
    if (below.length < 2 || first === undefined) continue;
    const path = vscode.Uri.joinPath(folder.uri, first).fsPath;
    counts.set(path, (counts.get(path) ?? 0) + 1);
  }
  return [...counts]
    .map(([path, files]) => ({ path, files }))
    .sort((a, b) => (a.path < b.path ? -1 : 1))
    .slice(0, MAX_FOLDERS);
}

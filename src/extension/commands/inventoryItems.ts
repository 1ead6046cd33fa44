import { isAbsolute } from "node:path";
import * as vscode from "vscode";
import { GoBack, inputStep, pickStep, type StepPosition } from "./steps.ts";

const MAX_FILES = 2_000;
const MAX_FOLDERS = 20;
const EXCLUDED = "**/{node_modules,.git,dist,target,build}/**";

interface InventoryItem extends vscode.QuickPickItem {
  /** A path, or what to ask for. */
  choice: { path: string } | { browse: "folder" | "file" } | "type" | undefined;
}

export interface InventoryChoices {
  recent: readonly string[];
  /** A remote engine reads its own disk: paths are typed, not browsed. */
  remote: boolean;
}

/** Asks for the folder or file to migrate; answers its path. */
export async function askInventory(at: StepPosition, choices: InventoryChoices): Promise<string> {
  for (;;) {
    const { choice } = await pickStep({
      ...at,
      placeholder: vscode.l10n.t("Which folder of .sql files, or which file?"),
      items: inventoryItems(choices),
    });
    const path = await resolveChoice(choice, at);
    if (path !== undefined) return path;
  }
}

async function resolveChoice(
  choice: InventoryItem["choice"],
  at: StepPosition,
): Promise<string | undefined> {
  if (choice === undefined) return undefined;
  if (choice === "type") return typePath(at);
  if ("path" in choice) return choice.path;
  const chosen = await vscode.window.showOpenDialog({
    canSelectFolders: choice.browse === "folder",
    canSelectFiles: choice.browse === "file",
    openLabel: vscode.l10n.t("Migrate"),
    ...(choice.browse === "file" ? { filters: { SQL: ["sql"], Manifest: ["json"] } } : {}),
  });
  return chosen?.[0]?.fsPath;
}

/** Undefined when the user goes back to the list. */
async function typePath(at: StepPosition): Promise<string | undefined> {
  try {
    return await inputStep({
      ...at,
      canGoBack: true,
      prompt: vscode.l10n.t("The path as the engine's machine has it"),
      value: "",
      validate: (text) =>
        isAbsolute(text.trim()) || /^[a-z]:[\\/]/i.test(text.trim())
          ? undefined
          : vscode.l10n.t("Enter an absolute path."),
    });
  } catch (error) {
    if (error instanceof GoBack) return undefined;
    throw error;
  }
}

async function inventoryItems({ recent, remote }: InventoryChoices): Promise<InventoryItem[]> {
  const found = await foldersWithSql();
  const items: InventoryItem[] = found.map(({ path, files }) => ({
    choice: { path },
    label: `$(folder) ${folderLabel(path)}`,
    description: files === 1 ? vscode.l10n.t("1 file") : vscode.l10n.t("{0} files", files),
  }));
  const others = recent.filter((path) => !found.some((folder) => folder.path === path));
  if (others.length > 0) items.push(separator(vscode.l10n.t("Recent")));
  for (const path of others) items.push({ choice: { path }, label: `$(history) ${path}` });
  items.push(separator(""));
  if (remote) {
    items.push({ choice: "type", label: vscode.l10n.t("$(edit) Enter a Path on the Server…") });
  }
  items.push(
    { choice: { browse: "folder" }, label: vscode.l10n.t("$(folder-opened) Browse for a Folder…") },
    { choice: { browse: "file" }, label: vscode.l10n.t("$(file) Browse for a File…") },
  );
  return items;
}

/** A folder by its name in the workspace, the workspace's own folders by theirs. */
function folderLabel(path: string): string {
  const root = vscode.workspace.workspaceFolders?.find(({ uri }) => uri.fsPath === path);
  return root?.name ?? vscode.workspace.asRelativePath(path, true);
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

import { resolve } from "node:path";
import * as vscode from "vscode";
import type { StartProblem, StartRequestInput } from "../../protocol/requests.ts";
import { messageOf } from "../errors.ts";
import { saveMigration } from "../start/saveMigration.ts";
import { type StartCheck, warningLine } from "./checkStart.ts";
import { GoBack } from "./goBack.ts";
import { askPath } from "./inventoryItems.ts";
import { pickStep, type StepPosition } from "./steps.ts";

type Choice = "migrate" | "dryRun" | "database" | "save" | "log" | StartProblem;

interface StartItem extends vscode.QuickPickItem {
  choice?: Choice;
}

export interface StartStepOptions {
  /** Asks the engine what the start would do; a GoBack where it would be refused. */
  check(): Promise<StartCheck | undefined>;
  log: vscode.LogOutputChannel;
  /** False when the engine's files are not those of this machine. */
  sharesDisk: boolean;
}

/** The last step: shows what would be made and what is wrong, and asks how to start. Sets dry_run and target_path. */
export async function askStart(
  at: StepPosition,
  request: StartRequestInput,
  options: StartStepOptions,
): Promise<void> {
  let check = options.check();
  let { problem } = at;
  for (;;) {
    const target = `${request.target_catalog}.${request.target_schema}`;
    const { choice } = await pickStep<StartItem>({
      ...at,
      problem,
      placeholder: vscode.l10n.t("Start {0} → {1}?", request.inventory_path, target),
      items: check.then((known) => startItems(request, known)),
      isActive: (item) => item.choice === (request.dry_run ? "dryRun" : "migrate"),
    });
    problem = undefined;
    switch (choice) {
      case undefined:
        break;
      case "migrate":
      case "dryRun":
        request.dry_run = choice === "dryRun";
        return;
      case "database":
        if (await changeDatabase(at, request)) check = options.check();
        break;
      case "save":
        problem = await save(request);
        break;
      case "log":
        for (const warning of (await check)?.warnings ?? []) options.log.warn(warningLine(warning));
        options.log.show(true);
        break;
      default:
        problem = options.sharesDisk ? await show(choice, request) : choice.message;
    }
  }
}

function startItems(request: StartRequestInput, check: StartCheck | undefined): StartItem[] {
  const { l10n } = vscode;
  const target = `${request.target_catalog}.${request.target_schema}`;
  const items: StartItem[] = [
    {
      choice: "migrate",
      label: l10n.t("$(play) Migrate"),
      description: l10n.t("creates the objects in {0}", target),
      ...(check && { detail: check.text }),
    },
    {
      choice: "dryRun",
      label: l10n.t("$(beaker) Dry run"),
      description: l10n.t("translates and executes everything, keeps nothing"),
    },
    { label: l10n.t("options"), kind: vscode.QuickPickItemKind.Separator },
    {
      choice: "database",
      label: l10n.t("$(database) Database File…"),
      description: request.target_path ?? l10n.t("in the engine's folder"),
    },
    {
      choice: "save",
      label: l10n.t("$(save) Save as migration.json"),
      description: l10n.t("to run it again from its editor or as a task"),
    },
  ];
  const warnings = check?.warnings ?? [];
  if (warnings.length === 0) return items;
  items.push({ label: l10n.t("warnings"), kind: vscode.QuickPickItemKind.Separator });
  for (const warning of warnings) items.push(warningItem(warning));
  if (warnings.length === 1) return items;
  return [...items, { choice: "log", label: l10n.t("$(output) Show All Warnings in the Log") }];
}

function warningItem(warning: StartProblem): StartItem {
  const { code, message, file, line } = warning;
  const place = file === undefined ? code : [file, line].filter(Boolean).join(":");
  return { choice: warning, label: `$(warning) ${place}`, detail: message, description: code };
}

/** Opens a place of the scripts behind the question. Answers why that cannot be done. */
async function show(
  { file, line = 1, column = 1, message }: StartProblem,
  { inventory_path: root }: StartRequestInput,
): Promise<string | undefined> {
  if (file === undefined) return message;
  const at = new vscode.Position(Math.max(0, line - 1), Math.max(0, column - 1));
  const folder = /\.(?:sql|json)$/i.test(root) ? resolve(root, "..") : root;
  const options = { selection: new vscode.Range(at, at), preserveFocus: true, preview: true };
  try {
    await vscode.window.showTextDocument(vscode.Uri.file(resolve(folder, file)), options);
    return message;
  } catch (error) {
    return messageOf(error);
  }
}

/** Answers whether the file is another one now. Nothing is the engine's own choice. */
async function changeDatabase(at: StepPosition, request: StartRequestInput): Promise<boolean> {
  const before = request.target_path ?? "";
  const prompt = vscode.l10n.t(
    "The DuckDB file to write, by its absolute path. Empty: in the engine's folder",
  );
  const path = await askPath(at, prompt, before, true);
  if (path === undefined || path === before) return false;
  if (path === "") delete request.target_path;
  else request.target_path = path;
  return true;
}

/** Writes the answers as a migration.json. Answers what is to be said of it. */
async function save(request: StartRequestInput): Promise<string | undefined> {
  try {
    const uri = await saveMigration(request);
    if (!uri) return undefined;
    await vscode.window.showTextDocument(uri, { preserveFocus: true, preview: false });
    const name = vscode.workspace.asRelativePath(uri);
    return vscode.l10n.t("Saved as {0}. Start it now, or leave with Escape.", name);
  } catch (error) {
    if (error instanceof GoBack) throw error;
    return messageOf(error);
  }
}

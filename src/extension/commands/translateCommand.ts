import * as vscode from "vscode";
import type { TranslateRequestInput } from "../../protocol/translate.ts";
import type { EngineConnection } from "../engine/engineConnection.ts";
import { AppError } from "../errors.ts";
import type { JobStore } from "../jobs/jobStore.ts";
import { translationText } from "../translate/translationText.ts";
import type { CommandHandler } from "./registerCommands.ts";

export interface TranslateCommandDeps {
  connection: EngineConnection;
  jobs: JobStore;
  /** Remembers what was asked for last. */
  memory: vscode.Memento;
}

const LAST_SOURCE = "translate.source";
const LAST_TARGET = "translate.target";
const AUTO = "auto";

type Target = TranslateRequestInput["target_type"];

/** What a caller may give beside the text: then it is not asked for. */
interface Given {
  source_type?: string;
  target_type?: Target;
}

export function translateCommands(
  deps: TranslateCommandDeps,
): Record<"translateSelection", CommandHandler> {
  return {
    translateSelection: (document, range, given) =>
      translateSelection(deps, document, range, given ?? {}),
  };
}

/**
 * Translates the selection, or the whole file, into a new editor beside. From a code lens it gets the document and the range
 * of a statement; a last argument with source and target asks nothing.
 */
async function translateSelection(
  deps: TranslateCommandDeps,
  document?: unknown,
  range?: unknown,
  given: Given = {},
): Promise<string> {
  const sql = await textOf(document, range);
  if (sql.trim() === "") {
    const message = vscode.l10n.t(
      "There is nothing to translate: open a SQL file or select a part.",
    );
    throw new AppError("translate.nothing", message);
  }
  const source = given.source_type ?? (await askSource(deps));
  const target = given.target_type ?? (await askTarget(deps));
  const { api, capabilities } = await deps.connection.session();
  if (!capabilities.has("translate")) {
    const message = vscode.l10n.t("This server cannot translate a piece of SQL.");
    throw new AppError("translate.unsupported", message);
  }
  const answer = await api.control.translate({ sql, source_type: source, target_type: target });
  const content = translationText(answer, vscode.l10n);
  const made = await vscode.workspace.openTextDocument({ language: "sql", content });
  await vscode.window.showTextDocument(made, {
    viewColumn: vscode.ViewColumn.Beside,
    preview: true,
  });
  return content;
}

async function textOf(document: unknown, range: unknown): Promise<string> {
  if (document instanceof vscode.Uri) {
    const opened = await vscode.workspace.openTextDocument(document);
    return opened.getText(range instanceof vscode.Range ? range : undefined);
  }
  const editor = vscode.window.activeTextEditor;
  if (!editor) return "";
  return editor.document.getText(editor.selection.isEmpty ? undefined : editor.selection);
}

async function askSource({ memory, jobs, connection }: TranslateCommandDeps): Promise<string> {
  const { sourceTypes } = await connection.session();
  const last = memory.get<string>(LAST_SOURCE) ?? jobs.list()[0]?.summary.source_type ?? AUTO;
  const detect = { type: AUTO, label: vscode.l10n.t("Detect") };
  const items = [detect, ...sourceTypes].map(({ type, label }) => {
    return { type, label, description: type === last ? vscode.l10n.t("last used") : "" };
  });
  items.sort((a, b) => Number(b.type === last) - Number(a.type === last));
  const placeHolder = vscode.l10n.t("Which warehouse does it come from?");
  const chosen = await vscode.window.showQuickPick(items, { placeHolder });
  if (!chosen) throw new vscode.CancellationError();
  void memory.update(LAST_SOURCE, chosen.type);
  return chosen.type;
}

async function askTarget({ memory }: TranslateCommandDeps): Promise<Target> {
  const last = memory.get<Target>(LAST_TARGET, "databricks");
  const items: { target: Target; label: string }[] = [
    { target: "databricks", label: "Databricks SQL" },
    { target: "duckdb", label: "DuckDB" },
  ];
  items.sort((a, b) => Number(b.target === last) - Number(a.target === last));
  const placeHolder = vscode.l10n.t("Translate it to what?");
  const chosen = await vscode.window.showQuickPick(items, { placeHolder });
  if (!chosen) throw new vscode.CancellationError();
  void memory.update(LAST_TARGET, chosen.target);
  return chosen.target;
}

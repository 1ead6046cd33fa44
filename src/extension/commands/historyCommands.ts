import * as vscode from "vscode";
import type { ExportFormat } from "../../protocol/jobExport.ts";
import type { EngineConnection } from "../engine/engineConnection.ts";
import { AppError } from "../errors.ts";
import type { JobStore } from "../jobs/jobStore.ts";
import type { JobSync } from "../jobs/jobSync.ts";
import { jobTitle } from "../jobs/jobText.ts";
import { withViewProgress } from "../jobs/tree/viewProgress.ts";
import type { LogDocuments } from "../logDocument/logDocuments.ts";
import type { JobPanels } from "../panel/jobPanels.ts";
import type { ReportPanels } from "../report/reportPanels.ts";
import { pickJob } from "./pickJob.ts";
import type { CommandHandler } from "./registerCommands.ts";

export interface HistoryCommandDeps {
  jobs: JobStore;
  sync: JobSync;
  connection: EngineConnection;
  panels: JobPanels;
  logs: LogDocuments;
  reports: ReportPanels;
}

type HistoryCommandName = "openFullLog" | "exportReport" | "openReport" | "importJob";

interface FormatItem extends vscode.QuickPickItem {
  format: ExportFormat;
  extension: string;
}

/** The commands that bring out what the engine stored of a job, and back in. */
export function historyCommands(
  deps: HistoryCommandDeps,
): Record<HistoryCommandName, CommandHandler> {
  const { jobs, connection, panels, sync, logs, reports } = deps;
  return {
    openFullLog: async (argument) => {
      const placeHolder = vscode.l10n.t("Open the log of which job?");
      await logs.show(await pickJob(jobs, argument, placeHolder, () => true));
    },
    exportReport: async (argument) => {
      const placeHolder = vscode.l10n.t("Export which job?");
      const job = await pickJob(jobs, argument, placeHolder, () => true);
      const { format, extension } = await pickFormat();
      const name = `${jobTitle(job)}-${job.id.slice(0, 8)}.${extension}`;
      const target = await askTarget(name, extension);
      await withViewProgress(async () => {
        const { api } = await connection.session();
        const text = await api.control.exportJob(job.id, format);
        await vscode.workspace.fs.writeFile(target, Buffer.from(text));
      });
      offerToOpen(target);
    },
    openReport: async (argument) => {
      const placeHolder = vscode.l10n.t("Open the report of which job?");
      const job = await pickJob(jobs, argument, placeHolder, () => true);
      await withViewProgress(() => reports.show(job));
    },
    importJob: async (argument) => {
      const source = argument instanceof vscode.Uri ? argument : await askSource();
      const document = readDocument(await vscode.workspace.fs.readFile(source));
      const jobId = await withViewProgress(async () => {
        const { api } = await connection.session();
        const imported = await api.control.importJob(document);
        await sync.refresh();
        return imported;
      });
      panels.show(jobId);
      return jobId;
    },
  };
}

async function pickFormat(): Promise<FormatItem> {
  const items: FormatItem[] = [
    {
      format: "html",
      extension: "html",
      label: vscode.l10n.t("HTML report"),
      description: vscode.l10n.t("one page, to read and to send"),
    },
    {
      format: "markdown",
      extension: "md",
      label: vscode.l10n.t("Markdown report"),
      description: vscode.l10n.t("for a pull request or a wiki"),
    },
    {
      format: "csv",
      extension: "csv",
      label: vscode.l10n.t("CSV of the objects"),
      description: vscode.l10n.t("one line an object"),
    },
    {
      format: "json",
      extension: "json",
      label: vscode.l10n.t("JSON"),
      description: vscode.l10n.t("everything, can be imported again"),
    },
  ];
  const placeHolder = vscode.l10n.t("Which format?");
  const item = await vscode.window.showQuickPick(items, { placeHolder });
  if (!item) throw new vscode.CancellationError();
  return item;
}

async function askTarget(name: string, extension: string): Promise<vscode.Uri> {
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
  const target = await vscode.window.showSaveDialog({
    title: vscode.l10n.t("Export Report"),
    filters: { [extension.toUpperCase()]: [extension] },
    ...(folder && { defaultUri: vscode.Uri.joinPath(folder, name) }),
  });
  if (!target) throw new vscode.CancellationError();
  return target;
}

async function askSource(): Promise<vscode.Uri> {
  const [source] =
    (await vscode.window.showOpenDialog({
      title: vscode.l10n.t("Import Job"),
      filters: { JSON: ["json"] },
    })) ?? [];
  if (!source) throw new vscode.CancellationError();
  return source;
}

function readDocument(bytes: Uint8Array): object {
  try {
    const value: unknown = JSON.parse(Buffer.from(bytes).toString());
    if (typeof value === "object" && value !== null) return value;
  } catch {
    // Said below.
  }
  const message = vscode.l10n.t(
    "This file is no exported job. Export one as JSON and choose that file.",
  );
  throw new AppError("import.not_json", message);
}

/** Not awaited: a message may stay for ever, and the command is over. */
function offerToOpen(target: vscode.Uri): void {
  const open = vscode.l10n.t("Open");
  const name = target.path.slice(target.path.lastIndexOf("/") + 1);
  void vscode.window
    .showInformationMessage(vscode.l10n.t("Exported to {0}.", name), open)
    .then((chosen) => {
      if (chosen === open) void vscode.commands.executeCommand("vscode.open", target);
    });
}

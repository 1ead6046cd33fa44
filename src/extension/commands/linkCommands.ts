import * as vscode from "vscode";
import type { EngineConnection } from "../engine/engineConnection.ts";
import { AppError } from "../errors.ts";
import { awaitRow } from "../jobs/awaitRow.ts";
import type { JobStore } from "../jobs/jobStore.ts";
import type { JobSync } from "../jobs/jobSync.ts";
import { objectNode } from "../jobs/tree/nodes.ts";
import { withViewProgress } from "../jobs/tree/viewProgress.ts";
import { findJob } from "../links/findJob.ts";
import { type JobLink, jobLinkPath, readJobLink } from "../links/jobLink.ts";
import type { JobPanels } from "../panel/jobPanels.ts";
import type { Timers } from "../timers.ts";
import { pickJob } from "./pickJob.ts";
import type { CommandHandler } from "./registerCommands.ts";

const COPIED_MS = 5_000;

export interface LinkCommandDeps {
  connection: EngineConnection;
  jobs: JobStore;
  sync: JobSync;
  timers: Timers;
  panels: JobPanels;
  /** `publisher.name` */
  extensionId: string;
}

/** The commands of links to jobs: one makes them, the other follows them. */
export function linkCommands(
  deps: LinkCommandDeps,
): Record<"copyLink" | "openLink", CommandHandler> {
  return {
    copyLink: async (argument) => {
      const link = await linkFor(deps, argument);
      const text = linkUri(link, deps.extensionId).toString();
      await vscode.env.clipboard.writeText(text);
      vscode.window.setStatusBarMessage(vscode.l10n.t("Copied {0}", text), COPIED_MS);
      return text;
    },
    openLink: async (argument) => {
      const text = typeof argument === "string" ? argument : await askLink(deps.extensionId);
      await openLink(deps, text.trim());
    },
  };
}

async function openLink(deps: LinkCommandDeps, text: string): Promise<void> {
  const link = readLink(text, deps.extensionId);
  const { jobs, panels, sync, timers } = deps;
  const { jobId, object } = link;
  const isTrusted = () => vscode.workspace.isTrusted;
  await withViewProgress(() => findJob(jobId, { ...deps, isTrusted, l10n: vscode.l10n }));
  const panel = panels.show(jobId);
  if (object === undefined) return;
  const row = await withViewProgress(() =>
    awaitRow({ jobs, sync, timers }, jobId, ({ result }) => result.object_name === object),
  );
  if (!row) {
    const message = vscode.l10n.t("The job has no result of an object {0}.", object);
    throw new AppError("link.unknown_object", message);
  }
  panel.showRow(row.id);
}

/** The object or job that the command is called for; from the palette the job that is picked. */
async function linkFor({ jobs }: LinkCommandDeps, argument: unknown): Promise<JobLink> {
  const node = objectNode(argument);
  if (node) return { jobId: node.job.id, object: node.row.result.object_name };
  const placeHolder = vscode.l10n.t("Copy the link to which job?");
  return { jobId: (await pickJob(jobs, argument, placeHolder, () => true)).id };
}

/** Of this kind of VS Code, stable or Insiders. Not as an external address: that would hold for this window alone. */
function linkUri(link: JobLink, authority: string): vscode.Uri {
  return vscode.Uri.from({ scheme: vscode.env.uriScheme, authority, path: jobLinkPath(link) });
}

function readLink(text: string, extensionId: string): JobLink {
  const uri = parseUri(text);
  const ours = uri?.authority.toLowerCase() === extensionId.toLowerCase();
  const link = uri && ours ? readJobLink(uri.path) : undefined;
  if (link) return link;
  const example = `${vscode.env.uriScheme}://${extensionId}/job/<id>`;
  const message = vscode.l10n.t(
    "“{0}” is no link to a migration job. Such a link looks like {1}: copy it from the job's context menu.",
    text,
    example,
  );
  throw new AppError("link.bad", message);
}

function parseUri(text: string): vscode.Uri | undefined {
  try {
    return vscode.Uri.parse(text, true);
  } catch {
    return undefined;
  }
}

/** For a VS Code in the browser, which no link of another program reaches. */
async function askLink(extensionId: string): Promise<string> {
  const text = await vscode.window.showInputBox({
    title: vscode.l10n.t("Open Link to Job"),
    placeHolder: `${vscode.env.uriScheme}://${extensionId}/job/…`,
    prompt: vscode.l10n.t("The link, as Copy Link made it"),
    ignoreFocusOut: true,
  });
  if (text === undefined) throw new vscode.CancellationError();
  return text;
}

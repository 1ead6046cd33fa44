import * as vscode from "vscode";
import { AppError } from "../errors.ts";
import type { JobModel } from "../jobs/jobModel.ts";
import type { JobStore } from "../jobs/jobStore.ts";
import { describeJob } from "../jobs/tree/describeJob.ts";

interface JobPick extends vscode.QuickPickItem {
  job: JobModel;
}

/**
 * The job a command is for: the tree's node, the job of that id, or, from the palette, the one that the user picks from
 * those that fit.
 */
export async function pickJob(
  jobs: JobStore,
  argument: unknown,
  placeHolder: string,
  fits: (job: JobModel) => boolean,
): Promise<JobModel> {
  const id = idOf(argument);
  if (id !== undefined) {
    const job = jobs.get(id);
    if (job) return job;
    throw new AppError("job.unknown", vscode.l10n.t("This job does not exist any more."));
  }
  const candidates = jobs.list().filter(fits);
  if (candidates.length === 0) {
    throw new AppError("job.none", vscode.l10n.t("There is no such migration job."));
  }
  const picks = candidates.map((job): JobPick => {
    const { label, description, icon } = describeJob(job, vscode.l10n);
    return { job, label, description, iconPath: new vscode.ThemeIcon(icon.icon) };
  });
  const chosen = await vscode.window.showQuickPick(picks, {
    placeHolder,
    matchOnDescription: true,
  });
  if (!chosen) throw new vscode.CancellationError();
  return chosen.job;
}

function idOf(argument: unknown): string | undefined {
  if (typeof argument === "string") return argument;
  if (typeof argument !== "object" || argument === null || !("id" in argument)) return undefined;
  return typeof argument.id === "string" ? argument.id : undefined;
}

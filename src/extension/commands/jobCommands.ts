import * as vscode from "vscode";
import { canCancel } from "../jobs/jobAbilities.ts";
import type { JobActions } from "../jobs/jobActions.ts";
import type { JobStore } from "../jobs/jobStore.ts";
import { hasDatabase, jobLabel } from "../jobs/jobText.ts";
import { revealDatabase } from "../panel/jobFiles.ts";
import type { JobPanels } from "../panel/jobPanels.ts";
import { pickJob } from "./pickJob.ts";
import type { CommandHandler } from "./registerCommands.ts";

export interface JobCommandDeps {
  jobs: JobStore;
  actions: JobActions;
  panels: JobPanels;
}

type JobCommandName = "showJob" | "cancel" | "delete" | "revealDatabase";

/** The commands that are about one job. */
export function jobCommands(deps: JobCommandDeps): Record<JobCommandName, CommandHandler> {
  const { jobs, actions, panels } = deps;
  return {
    showJob: async (argument) => {
      const placeHolder = vscode.l10n.t("Show which job?");
      panels.show((await pickJob(jobs, argument, placeHolder, () => true)).id);
    },
    cancel: async (argument) => {
      const placeHolder = vscode.l10n.t("Cancel which job?");
      const job = await pickJob(jobs, argument, placeHolder, canCancel);
      await actions.cancel(job.id);
    },
    /** `{ confirmed: true }` as second argument asks nothing: for keybindings and tests. */
    delete: async (argument, options) => {
      const placeHolder = vscode.l10n.t("Delete which job?");
      const job = await pickJob(jobs, argument, placeHolder, ({ active }) => !active);
      if (!isConfirmed(options)) await confirmDelete(jobLabel(job));
      await actions.remove(job.id);
      panels.close(job.id);
    },
    revealDatabase: async (argument) => {
      const placeHolder = vscode.l10n.t("Show the database of which job?");
      await revealDatabase(await pickJob(jobs, argument, placeHolder, hasDatabase));
    },
  };
}

async function confirmDelete(label: string): Promise<void> {
  const confirm = vscode.l10n.t("Delete");
  const chosen = await vscode.window.showWarningMessage(
    vscode.l10n.t("Delete the job {0}?", label),
    {
      modal: true,
      detail: vscode.l10n.t(
        "Its results and its log are removed for good. What it created in the target stays.",
      ),
    },
    confirm,
  );
  if (chosen !== confirm) throw new vscode.CancellationError();
}

function isConfirmed(options: unknown): boolean {
  return typeof options === "object" && options !== null && "confirmed" in options
    ? options.confirmed === true
    : false;
}

import * as vscode from "vscode";
import { canCancelNow, canPause, canResume, canRetry } from "../jobs/jobAbilities.ts";
import type { JobActions } from "../jobs/jobActions.ts";
import type { JobStore } from "../jobs/jobStore.ts";
import { askRetry } from "./askRetry.ts";
import { pickJob } from "./pickJob.ts";
import type { CommandHandler } from "./registerCommands.ts";

type ControlCommandName = "cancelNow" | "pause" | "resume" | "retryFailed" | "retry";

/** The commands that steer one job; servers of the old system know none of them. */
export function controlCommands(deps: {
  jobs: JobStore;
  actions: JobActions;
}): Record<ControlCommandName, CommandHandler> {
  const { jobs, actions } = deps;
  return {
    cancelNow: async (argument) => {
      const placeHolder = vscode.l10n.t("Cancel which job now?");
      await actions.cancelNow((await pickJob(jobs, argument, placeHolder, canCancelNow)).id);
    },
    pause: async (argument) => {
      const placeHolder = vscode.l10n.t("Pause which job?");
      await actions.pause((await pickJob(jobs, argument, placeHolder, canPause)).id);
    },
    resume: async (argument) => {
      const placeHolder = vscode.l10n.t("Resume which job?");
      await actions.resume((await pickJob(jobs, argument, placeHolder, canResume)).id);
    },
    retryFailed: async (argument) => {
      const placeHolder = vscode.l10n.t("Retry the failed objects of which job?");
      return actions.retry((await pickJob(jobs, argument, placeHolder, canRetry)).id);
    },
    retry: async (argument) => {
      const placeHolder = vscode.l10n.t("Retry objects of which job?");
      const job = await pickJob(jobs, argument, placeHolder, canRetry);
      const selection = await askRetry(job, actions.unsuccessful(job.id));
      return actions.retry(job.id, selection);
    },
  };
}

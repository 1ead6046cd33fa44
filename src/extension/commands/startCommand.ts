import type { EndNotifier } from "../jobs/endNotifier.ts";
import type { JobActions } from "../jobs/jobActions.ts";
import { withViewProgress } from "../jobs/tree/viewProgress.ts";
import type { JobPanels } from "../panel/jobPanels.ts";
import type { CommandHandler } from "./registerCommands.ts";
import { asStartRequest } from "./startRequest.ts";
import type { StartWizard } from "./startWizard.ts";

export interface StartCommandDeps {
  wizard: StartWizard;
  actions: JobActions;
  notifier: EndNotifier;
  panels: JobPanels;
}

/** Starts a migration, asking for what the argument does not say, and shows it. */
export function startCommand({
  wizard,
  actions,
  notifier,
  panels,
}: StartCommandDeps): CommandHandler {
  return async (argument) => {
    const request = asStartRequest(argument) ?? (await wizard.run());
    const jobId = await withViewProgress(() => actions.start(request));
    wizard.remember(request.inventory_path);
    notifier.startedHere(jobId);
    panels.show(jobId);
    return jobId;
  };
}

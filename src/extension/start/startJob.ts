import type { StartRequestInput } from "../../protocol/requests.ts";
import type { RecentInventories } from "../commands/recentInventories.ts";
import type { EndNotifier } from "../jobs/endNotifier.ts";
import type { JobActions } from "../jobs/jobActions.ts";
import { withViewProgress } from "../jobs/tree/viewProgress.ts";
import type { JobPanels } from "../panel/jobPanels.ts";

export interface StartJobDeps {
  actions: JobActions;
  notifier: EndNotifier;
  panels: JobPanels;
  recent: RecentInventories;
}

/** Starts a migration as one of this window, and shows it unless it is shown elsewhere. Answers its job id. */
export async function startJob(
  { actions, notifier, panels, recent }: StartJobDeps,
  request: StartRequestInput,
  showPanel = true,
): Promise<string> {
  const jobId = await withViewProgress(() => actions.start(request));
  recent.add(request.inventory_path);
  notifier.startedHere(jobId);
  if (showPanel) panels.show(jobId);
  return jobId;
}

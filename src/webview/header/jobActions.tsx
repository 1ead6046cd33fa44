import type { JobView } from "../../extension/panel/messages.ts";
import { isTerminal } from "../../protocol/jobState.ts";
import { Icon } from "../icon.tsx";
import { usePanel } from "../panelContext.ts";
import { strings } from "../strings.ts";
import { CancelButton } from "./cancelButton.tsx";

interface JobActionsProps {
  job: JobView;
  cancelAsked: boolean;
  onCancel: () => void;
}

/** The buttons that the state of the job allows; the others are absent. */
export function JobActions({ job, cancelAsked, onCancel }: JobActionsProps) {
  const { host } = usePanel();
  if (isTerminal(job.status)) {
    return (
      <div class="actions">
        {job.targetPath !== null && (
          <button type="button" class="primary" onClick={() => host.run("revealDatabase")}>
            {strings.revealDatabase}
          </button>
        )}
        <button type="button" onClick={() => host.run("startMigration")}>
          {strings.startAnother}
        </button>
      </div>
    );
  }
  if (job.cancelling || cancelAsked) {
    return (
      <div class="actions waiting">
        <Icon name="running" tone="dim" />
        {strings.cancelling}
      </div>
    );
  }
  return job.canCancel ? <CancelButton onCancel={onCancel} /> : null;
}

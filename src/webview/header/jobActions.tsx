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
  if (isTerminal(job.status)) return <EndedActions job={job} />;
  if (job.cancelling || cancelAsked) return <CancellingActions job={job} />;
  return (
    <div class="actions">
      <PauseButton job={job} />
      {job.retryAsked ? <Rereading /> : job.canRetryFailed && <RetryFailedButton job={job} />}
      {job.canCancel && <CancelButton onCancel={onCancel} />}
      <ExportButton job={job} />
    </div>
  );
}

function EndedActions({ job }: { job: JobView }) {
  const { host } = usePanel();
  return (
    <div class="actions">
      {job.retryAsked ? <Rereading /> : job.canRetry && <RetryButton job={job} />}
      {job.targetPath !== null && (
        <button
          type="button"
          class={job.canRetry ? undefined : "primary"}
          onClick={() => host.run("revealDatabase")}
        >
          {strings.revealDatabase}
        </button>
      )}
      <ExportButton job={job} />
      <button type="button" onClick={() => host.run("startMigration")}>
        {strings.startAnother}
      </button>
    </div>
  );
}

function RetryButton({ job }: { job: JobView }) {
  const { host } = usePanel();
  const isDone = job.status === "completed";
  return (
    <button
      type="button"
      class="primary"
      title={isDone ? strings.retryFailedHint : strings.goOnHint}
      onClick={() => host.run("retryFailed")}
    >
      {isDone ? strings.retryFailed : strings.goOn}
    </button>
  );
}

/** In place of the button that asked for a retry, until the engine has answered. */
function Rereading() {
  const { host } = usePanel();
  return (
    <>
      <span class="busy">
        <Icon name="running" tone="dim" />
        {strings.rereading}
      </span>
      <button type="button" onClick={() => host.run("callOffRetry")}>
        {strings.callOffRetry}
      </button>
    </>
  );
}

/** What is in work may finish; who does not want to wait need not. */
function CancellingActions({ job }: { job: JobView }) {
  const { host } = usePanel();
  if (job.canCancelNow) {
    return (
      <div class="actions">
        <button type="button" title={strings.cancelNowHint} onClick={() => host.run("cancelNow")}>
          {strings.cancelNow}
        </button>
      </div>
    );
  }
  return (
    <div class="actions waiting">
      <Icon name="running" tone="dim" />
      {strings.cancelling}
    </div>
  );
}

/** What failed so far, while the rest goes on. */
function RetryFailedButton({ job }: { job: JobView }) {
  const { host, format } = usePanel();
  return (
    <button type="button" title={strings.retryFailedHint} onClick={() => host.run("retryFailed")}>
      {strings.retryFailedCount(format.count(job.failed))}
    </button>
  );
}

function ExportButton({ job }: { job: JobView }) {
  const { host } = usePanel();
  return job.canExport ? (
    <button type="button" onClick={() => host.run("export")}>
      {strings.export}
    </button>
  ) : null;
}

function PauseButton({ job }: { job: JobView }) {
  const { host } = usePanel();
  if (job.canResume) {
    return (
      <button type="button" class="primary" onClick={() => host.run("resume")}>
        {strings.resume}
      </button>
    );
  }
  return job.canPause ? (
    <button type="button" onClick={() => host.run("pause")}>
      {strings.pause}
    </button>
  ) : null;
}

import type { ConnectionView, JobView } from "../../extension/panel/messages.ts";
import { isTerminal } from "../../protocol/jobState.ts";
import { memo } from "../memo.ts";
import { useNow } from "../useNow.ts";
import { ConnectionLine } from "./connectionLine.tsx";
import { JobActions } from "./jobActions.tsx";
import { Progress } from "./progress.tsx";
import { StateLine } from "./stateLine.tsx";
import { SummaryLine } from "./summaryLine.tsx";

interface HeaderProps {
  /** Undefined until the host told. */
  job: JobView | undefined;
  connection: ConnectionView;
  /** A cancel went out that the host has not confirmed yet. */
  cancelAsked: boolean;
  onCancel: () => void;
}

/** What and where to, its state, what can be done, how far it is. */
export const Header = memo(function Header(props: HeaderProps) {
  const { job, connection, cancelAsked, onCancel } = props;
  const now = useNow(job?.status === "running" || connection.state === "retrying");
  return (
    <header>
      <div class="title-row">
        <div class="grow">
          {job && (
            <>
              <h1>
                {job.title} <span class="target">→ {job.target}</span>
              </h1>
              <StateLine job={job} now={now} />
            </>
          )}
          <ConnectionLine connection={connection} now={now} />
        </div>
        {job && <JobActions job={job} cancelAsked={cancelAsked} onCancel={onCancel} />}
      </div>
      {job && <Progress job={job} now={now} />}
      {job && isTerminal(job.status) && <SummaryLine job={job} now={now} />}
    </header>
  );
});

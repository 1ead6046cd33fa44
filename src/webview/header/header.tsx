import { isTerminal } from "../../protocol/jobState.ts";
import type { PanelModel } from "../state.ts";
import { useNow } from "../useNow.ts";
import { ConnectionLine } from "./connectionLine.tsx";
import { JobActions } from "./jobActions.tsx";
import { Progress } from "./progress.tsx";
import { StateLine } from "./stateLine.tsx";
import { SummaryLine } from "./summaryLine.tsx";

/** What and where to, its state, what can be done, how far it is. */
export function Header({ model, onCancel }: { model: PanelModel; onCancel: () => void }) {
  const { job, connection } = model;
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
        {job && <JobActions job={job} cancelAsked={model.cancelAsked} onCancel={onCancel} />}
      </div>
      {job && <Progress job={job} now={now} />}
      {job && isTerminal(job.status) && <SummaryLine job={job} now={now} />}
    </header>
  );
}

import type { FailuresView } from "../../extension/panel/activityMessages.ts";
import type { JobView } from "../../extension/panel/messages.ts";
import { isTerminal } from "../../protocol/jobState.ts";
import { Notice } from "../notice.tsx";
import { usePanel } from "../panelContext.ts";
import { strings } from "../strings.ts";
import { FailureCard } from "./failureCard.tsx";

const texts = strings.failures;

interface FailuresTabProps {
  job: JobView;
  view: FailuresView | null;
  /** Shows all objects of a group in the table: those that have this text, the code or the message. */
  onShowAll: (text: string) => void;
}

/** What failed, by cause: what it is, why, where for example, and what can be done about all of them. */
export function FailuresTab({ job, view, onShowAll }: FailuresTabProps) {
  const { format } = usePanel();
  if (!view || view.groups.length === 0) {
    const ended = isTerminal(job.status);
    // The numbers come before what they are made of.
    if (job.failed > 0) return <Notice text={texts.reading} busy />;
    return <Notice text={ended ? texts.none : texts.noneYet} />;
  }
  const { groups, more, canRetry } = view;
  return (
    <ul class="failures" aria-label={texts.label}>
      {groups.map((group) => (
        <FailureCard key={group.key} group={group} canRetry={canRetry} onShowAll={onShowAll} />
      ))}
      {more.groups > 0 && (
        <li class="nothing">{texts.more(format.count(more.groups), format.count(more.objects))}</li>
      )}
    </ul>
  );
}

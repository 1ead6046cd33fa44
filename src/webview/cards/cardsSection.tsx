import type { JobView } from "../../extension/panel/messages.ts";
import { memo } from "../memo.ts";
import { usePanel } from "../panelContext.ts";
import { Section } from "../section.tsx";
import { strings } from "../strings.ts";
import type { Folding } from "../useFolded.ts";
import { Cards } from "./cards.tsx";

/** The cards, or the most important of them in a line. */
export const CardsSection = memo(function CardsSection({
  job,
  folding,
}: {
  job: JobView;
  folding: Folding;
}) {
  const { format } = usePanel();
  const folded = folding.isFolded("cards");
  const short = [
    strings.segmentDone(format.count(job.completed)),
    job.failed > 0 && strings.failedCount(format.count(job.failed)),
    job.skipped > 0 && strings.skippedCount(format.count(job.skipped)),
  ];
  return (
    <Section
      id="cards"
      title={strings.cards.label}
      folded={folded}
      onFold={(isFolded) => folding.fold("cards", isFolded)}
      aside={folded && <span class="section-short">{short.filter(Boolean).join(" · ")}</span>}
    >
      <Cards job={job} />
    </Section>
  );
});

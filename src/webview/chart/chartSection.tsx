import { useCallback, useState } from "preact/hooks";
import type { ChartView } from "../../extension/panel/activityMessages.ts";
import { memo } from "../memo.ts";
import { usePanel } from "../panelContext.ts";
import { Section } from "../section.tsx";
import { strings } from "../strings.ts";
import type { Folding } from "../useFolded.ts";
import { type Reading, seriesOf } from "./series.ts";
import { useChart } from "./useChart.ts";

const texts = strings.chart;

interface ChartSectionProps {
  /** Undefined until the host told; null when no time is known. */
  view: ChartView | null | undefined;
  /** More objects may end: the place of the chart is kept, so that nothing moves when it comes. */
  active: boolean;
  folding: Folding;
}

/** The chart with its title; absent of a job that has ended without telling when its objects did. */
export const ChartSection = memo(function ChartSection({
  view,
  active,
  folding,
}: ChartSectionProps) {
  const { format } = usePanel();
  const [reading, setReading] = useState<Reading | null>(null);
  const read = useCallback((next: Reading | null) => setReading(next), []);
  const Chart = useChart();
  const folded = folding.isFolded("chart");
  if (view === null && !active && !folded) return null;
  const unit = view ? seriesOf(view).unit : "minute";
  const aside = reading ? (
    <output class="chart-reading">
      {texts.reading(
        format.timeOfDay(reading.time),
        format.rate(reading.rate),
        format.count(reading.failed),
      )}
    </output>
  ) : (
    <span class="legend">
      <i class="key key-finished" />
      {texts.finished}
      <i class="key key-failed" />
      {texts.failed}
    </span>
  );
  return (
    <Section
      id="chart"
      title={texts.title[unit]}
      folded={folded}
      onFold={(isFolded) => folding.fold("chart", isFolded)}
      aside={folded ? null : aside}
    >
      {view && Chart ? <Chart view={view} onRead={read} /> : <div class="chart waiting" />}
    </Section>
  );
});

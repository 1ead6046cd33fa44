import { useCallback, useState } from "preact/hooks";
import type { ChartView } from "../../extension/panel/activityMessages.ts";
import { usePanel } from "../panelContext.ts";
import { Section } from "../section.tsx";
import { strings } from "../strings.ts";
import type { Folding } from "../useFolded.ts";
import { Chart } from "./chart.tsx";
import { type Reading, seriesOf } from "./series.ts";

const texts = strings.chart;

/** The chart with its title; absent while nothing ended whose time is known. */
export function ChartSection({ view, folding }: { view: ChartView | null; folding: Folding }) {
  const { format } = usePanel();
  const [reading, setReading] = useState<Reading | null>(null);
  const read = useCallback((next: Reading | null) => setReading(next), []);
  const folded = folding.isFolded("chart");
  if (!view && !folded) return null;
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
      {view && <Chart view={view} onRead={read} />}
    </Section>
  );
}

import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import type { ChartView } from "../../extension/panel/activityMessages.ts";
import { usePanel } from "../panelContext.ts";
import { strings } from "../strings.ts";
import { createPlot, type Plot } from "./plot.ts";
import { type Reading, readingAt, seriesOf } from "./series.ts";
import { colorsOf, watchTheme } from "./themeColors.ts";

interface ChartProps {
  view: ChartView;
  /** What is pointed at, by mouse or arrow keys; null: nothing. */
  onRead: (reading: Reading | null) => void;
}

/** Objects that ended over time. Drawn when the host sends another picture, which is four times a second at most. */
export function Chart({ view, onRead }: ChartProps) {
  const { format } = usePanel();
  const parent = useRef<HTMLDivElement>(null);
  const plot = useRef<Plot | null>(null);
  const [pointed, setPointed] = useState<number | null>(null);
  const series = useMemo(() => seriesOf(view), [view]);

  useEffect(() => {
    const element = parent.current;
    if (!element) return;
    const made = createPlot(
      element,
      () => colorsOf(element),
      { times: format.axisTimes, rate: format.rate },
      setPointed,
    );
    plot.current = made;
    const stopWatching = watchTheme(() => made.recolor());
    const sizes = new ResizeObserver(() => made.resize(element.clientWidth));
    sizes.observe(element);
    return () => {
      sizes.disconnect();
      stopWatching();
      made.destroy();
      plot.current = null;
    };
  }, [format]);
  useEffect(() => plot.current?.show(series), [series]);
  useEffect(() => {
    onRead(pointed === null ? null : (readingAt(view, series, pointed) ?? null));
  }, [pointed, view, series, onRead]);

  const onKeyDown = (event: KeyboardEvent) => {
    const to = afterKey(event.key, pointed, series.xs.length);
    if (to === undefined) return;
    event.preventDefault();
    plot.current?.point(to);
    setPointed(to);
  };
  const total = view.failed.reduce((sum, n) => sum + n, 0);
  const label = strings.chart.summary(
    strings.chart.title[series.unit],
    format.timeOfDay(series.from),
    format.timeOfDay(series.to),
    format.rate(Math.max(...series.finished)),
    format.rate(series.finished.at(-1) ?? 0),
    format.count(total),
  );
  return (
    <div
      class="chart"
      role="img"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: arrow keys read the values of the picture
      tabIndex={0}
      aria-label={label}
      ref={parent}
      onKeyDown={onKeyDown}
      onBlur={() => {
        plot.current?.point(null);
        setPointed(null);
      }}
    />
  );
}

function afterKey(key: string, at: number | null, count: number): number | null | undefined {
  switch (key) {
    case "ArrowRight":
      return Math.min(count - 1, (at ?? -1) + 1);
    case "ArrowLeft":
      return Math.max(0, (at ?? count) - 1);
    case "Home":
      return 0;
    case "End":
      return count - 1;
    case "Escape":
      return null;
    default:
      return undefined;
  }
}

import uPlot from "uplot";
import type { Series } from "./series.ts";

/** Colours as the canvas understands them. */
export interface PlotColors {
  line: string;
  area: string;
  failed: string;
  text: string;
  grid: string;
  font: string;
}

export interface PlotTexts {
  times: (times: readonly number[], stepMs: number, spanMs: number) => string[];
  rate: (rate: number) => string;
}

export interface Plot {
  show(series: Series): void;
  resize(width: number): void;
  recolor(): void;
  /** Points at a place of the curve; null at none. */
  point(index: number | null): void;
  destroy(): void;
}

const HEIGHT = 80;
const AXIS_WIDTH = 40;
const AXIS_HEIGHT = 20;
/** Of a text of the axis, about. */
const CHAR_WIDTH = 6;
const LABEL_GAP = 20;
/** As long as a time gets: with the day, or with parts of seconds. */
const LABEL_CHARS = 15;
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
/** Milliseconds between two times of the axis: those that a clock has. */
const TIME_STEPS: readonly number[] = [
  ...[100, 200, 500, 1_000, 2_000, 5_000, 10_000, 15_000, 30_000],
  ...[1, 2, 5, 10, 15, 30].map((n) => n * MINUTE),
  ...[1, 2, 3, 6, 12, 24, 48, 168, 720, 8_760].map((n) => n * HOUR),
];
/** A failure is seen, however many objects went well beside it. */
const LEAST_BAR_PX = 4;
const BAR_WIDTH_PX = 5;

/** Draws a curve of what finished, and bars of what failed, into `parent`. `onPoint` tells where the mouse is. */
export function createPlot(
  parent: HTMLElement,
  colorsOf: () => PlotColors,
  texts: PlotTexts,
  onPoint: (index: number | null) => void,
): Plot {
  let colors = colorsOf();
  let series: Series | null = null;
  const axis = {
    stroke: () => colors.text,
    font: colors.font,
    ticks: { show: false },
    gap: 4,
  };
  const plot = new uPlot(
    {
      width: Math.max(1, parent.clientWidth),
      height: HEIGHT,
      padding: [6, 2, 0, 0],
      legend: { show: false },
      cursor: {
        y: false,
        drag: { x: false, y: false },
        points: { size: 6, fill: () => colors.line, stroke: () => colors.line },
      },
      scales: { x: { time: false }, y: { range: (_, __, most) => [0, Math.max(1, most * 1.1)] } },
      axes: [
        {
          ...axis,
          size: AXIS_HEIGHT,
          space: LABEL_CHARS * CHAR_WIDTH + LABEL_GAP,
          incrs: [...TIME_STEPS],
          grid: { show: false },
          // A text that would stand half outside is left out.
          values: (self, splits, _, __, stepMs) => {
            const { min = 0, max = 0 } = self.scales.x ?? {};
            return texts
              .times(splits, stepMs, (max ?? 0) - (min ?? 0))
              .map((text, n) => (isInside(self, splits[n] ?? 0, text) ? text : ""));
          },
        },
        {
          ...axis,
          size: AXIS_WIDTH,
          space: 28,
          grid: { stroke: () => colors.grid, width: 1 },
          values: (_, splits) => splits.map(texts.rate),
        },
      ],
      series: [
        {},
        {
          stroke: () => colors.line,
          fill: () => colors.area,
          width: 1.5,
          points: { show: false },
        },
      ],
      hooks: {
        draw: [(self) => series && drawFailures(self, series, colors)],
        setCursor: [(self) => onPoint(self.cursor.idx ?? null)],
      },
    },
    [[], []],
    parent,
  );
  return {
    show(next) {
      series = next;
      plot.setData([next.xs, next.finished]);
    },
    resize: (width) => plot.setSize({ width: Math.max(1, width), height: HEIGHT }),
    recolor() {
      colors = colorsOf();
      plot.redraw(false, false);
    },
    point(index) {
      const x = index === null ? undefined : series?.xs[index];
      const left = x === undefined ? -10 : plot.valToPos(x, "x");
      plot.setCursor({ left, top: x === undefined ? -10 : 0 });
    },
    destroy: () => plot.destroy(),
  };
}

function isInside(plot: uPlot, time: number, text: string): boolean {
  const left = plot.valToPos(time, "x");
  const half = (text.length * CHAR_WIDTH) / 2;
  // Not under the texts of the other axis either.
  return left > half - LABEL_GAP / 2 && left < plot.over.clientWidth - half;
}

function drawFailures(plot: uPlot, { failed }: Series, { failed: color }: PlotColors): void {
  const { ctx } = plot;
  const ratio = uPlot.pxRatio;
  const bottom = plot.valToPos(0, "y", true);
  ctx.save();
  ctx.fillStyle = color;
  for (const { x, rate } of failed) {
    const height = Math.max(LEAST_BAR_PX * ratio, bottom - plot.valToPos(rate, "y", true));
    const width = BAR_WIDTH_PX * ratio;
    ctx.fillRect(plot.valToPos(x, "x", true) - width / 2, bottom - height, width, height);
  }
  ctx.restore();
}

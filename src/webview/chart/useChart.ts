import { useEffect, useState } from "preact/hooks";

type ChartComponent = typeof import("./chart.tsx").Chart;

/**
 * The chart once its code has run, which takes as long as drawing the table: not before the first rows are painted. It lies
 * in the same file as the rest.
 */
export function useChart(): ChartComponent | null {
  const [chart, setChart] = useState<{ Chart: ChartComponent } | null>(null);
  useEffect(() => {
    void import("./chart.tsx").then(setChart);
  }, []);
  return chart?.Chart ?? null;
}

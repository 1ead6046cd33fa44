import { useEffect } from "preact/hooks";
import type { ActivityPart } from "../extension/panel/activityMessages.ts";
import { usePanel } from "./panelContext.ts";

/**
 * Tells the host which of the parts that cost something are in sight; `begun`: not before the rows are painted, which are
 * what somebody waits for.
 */
export function useShownParts(
  begun: boolean,
  shown: Readonly<Record<ActivityPart, boolean>>,
): void {
  const { host } = usePanel();
  const { chart, timeline, failures } = shown;
  useEffect(() => {
    if (!begun) return;
    const parts: ActivityPart[] = [];
    if (chart) parts.push("chart");
    if (timeline) parts.push("timeline");
    if (failures) parts.push("failures");
    host.send({ type: "show", parts });
  }, [host, begun, chart, timeline, failures]);
}

import { useEffect } from "preact/hooks";
import type { ActivityPart } from "../extension/panel/activityMessages.ts";
import { usePanel } from "./panelContext.ts";

/** Tells the host which of the parts that cost it something are in sight. */
export function useShownParts(shown: Readonly<Record<ActivityPart, boolean>>): void {
  const { host } = usePanel();
  const { chart, timeline, failures } = shown;
  useEffect(() => {
    const parts: ActivityPart[] = [];
    if (chart) parts.push("chart");
    if (timeline) parts.push("timeline");
    if (failures) parts.push("failures");
    host.send({ type: "show", parts });
  }, [host, chart, timeline, failures]);
}

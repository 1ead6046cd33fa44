import { rowHeight } from "./objects/gridRow.tsx";
import { defaultQuery } from "./objects/query.ts";
import { tabOf } from "./tabs.tsx";
import { firstRange } from "./virtual/useScrollWindow.ts";
import type { PanelHost } from "./vscodeApi.ts";

/** Asks the host for all that is seen first. To be called before anything is drawn: the host answers meanwhile. */
export function sayReady(host: PanelHost, jobId: string): void {
  const { tab, query = defaultQuery } = host.saved(jobId);
  const rows = tabOf(tab) === "objects" ? { ...firstRange(rowHeight), query } : undefined;
  host.send(rows ? { type: "ready", rows } : { type: "ready" });
}

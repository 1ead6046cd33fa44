import type { LogPage } from "../../protocol/history.ts";
import type { Session } from "../engine/engineConnection.ts";
import { SeenLines } from "../jobs/seenLines.ts";
import type { ReadLogPage } from "./fullLog.ts";

const LINES_PER_PAGE = 10_000;

/**
 * How the log of a job is read: in pages, or, from a server that has none, as the newest lines that its progress tells,
 * of which only those are answered that were not there before.
 */
export function logReader(jobId: string, session: () => Promise<Session>): ReadLogPage {
  const seen = new SeenLines();
  return async (after): Promise<LogPage> => {
    const { api, capabilities } = await session();
    if (capabilities.has("history")) return api.control.logs(jobId, after, LINES_PER_PAGE);
    const { logs } = await api.progress(jobId);
    return { logs: seen.replay().takeNew(logs), next_after: null, last_seq: after };
  };
}

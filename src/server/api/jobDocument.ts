import { Readable } from "node:stream";
import type { JobSummary } from "../../protocol/job.ts";
import type { JobStore } from "../store/types.ts";

const LOGS = 1_000;
const PAGE = 1_000;

/**
 * The whole job as JSON, read from the store page by page as the client takes it: 100,000 results never lie in memory
 * together.
 */
export function jobDocument(summary: JobSummary, store: JobStore): Readable {
  async function* pieces() {
    const logs = await store.latestLogs(summary.job_id, LOGS);
    const head = JSON.stringify({ ...summary, logs });
    yield `${head.slice(0, -1)},"object_results":[`;
    let after = 0;
    let comma = "";
    for (;;) {
      const page = await store.resultsAfter(summary.job_id, after, PAGE);
      if (page.length === 0) break;
      yield comma + page.map(({ json }) => json).join(",");
      comma = ",";
      after = page.at(-1)?.seq ?? Number.MAX_SAFE_INTEGER;
      if (page.length < PAGE) break;
    }
    yield "]}";
  }
  return Readable.from(pieces());
}

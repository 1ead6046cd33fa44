import { newestByInventory } from "../diagnostics/issueMarks.ts";
import type { JobModel } from "../jobs/jobModel.ts";
import type { ObjectNode } from "../jobs/tree/nodes.ts";

/** What the newest migration of each folder made of a file's statements, by the line they begin at, counted from 1. */
export function lastResults(jobs: readonly JobModel[], path: string): Map<number, ObjectNode> {
  const found = new Map<number, ObjectNode>();
  for (const job of newestByInventory(jobs)) {
    const root = (job.summary.inventory_path ?? "").replaceAll("\\", "/").replace(/\/+$/, "");
    const full = path.replaceAll("\\", "/");
    const inside = full === root || full.startsWith(`${root}/`);
    if (root === "" || !inside) continue;
    const own = full === root ? full.slice(full.lastIndexOf("/") + 1) : full.slice(root.length + 1);
    for (const row of job.results.rows) {
      const { file, line, status } = row.result;
      // A failure is told at its place, which need not be where its statement begins.
      if (file !== own || typeof line !== "number") continue;
      if (status !== "error" || !found.has(line)) found.set(line, { kind: "object", job, row });
    }
  }
  return found;
}

import type { JobModel } from "../jobModel.ts";
import type { ResultRow } from "../resultTable.ts";
import type { MoreNode, ObjectGroup, ObjectNode } from "./nodes.ts";

/** Objects that a group shows at once; "Show more" adds as many. */
export const PAGE = 200;

/** What stands below a job: its objects by how they ended, those that want a look first. */
export const OBJECT_GROUPS: readonly ObjectGroup["status"][] = [
  "error",
  "running",
  "skipped",
  "success",
];

/** Objects of the group, by the numbers that the engine tells: also of those that did not come here yet. */
export function countOf({ summary }: JobModel, status: ObjectGroup["status"]): number {
  switch (status) {
    case "error":
      return summary.failed_objects;
    case "running":
      return summary.running_objects ?? 0;
    case "skipped":
      return summary.skipped_objects ?? 0;
    case "success":
      return summary.completed_objects;
  }
}

/** The groups that have objects. */
export function objectGroupsOf(job: JobModel): ObjectGroup[] {
  return OBJECT_GROUPS.filter(
    (status) => countOf(job, status) > 0 && (status !== "running" || job.active),
  ).map((status) => ({ kind: "objects", job, status }));
}

/** The first `shown` objects of a group, newest first, and a node for more of them. */
export function objectsOf(group: ObjectGroup, shown: number): (ObjectNode | MoreNode)[] {
  const { job, status } = group;
  const found: ResultRow[] = [];
  let left = 0;
  for (const row of job.results.rows.toReversed()) {
    if (row.result.status !== status) continue;
    if (found.length < shown) found.push(row);
    else left++;
  }
  const nodes: (ObjectNode | MoreNode)[] = found.map((row) => ({ kind: "object", job, row }));
  if (left > 0) nodes.push({ kind: "more", group, left });
  return nodes;
}

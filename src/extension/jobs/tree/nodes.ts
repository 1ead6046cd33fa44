import type { ObjectStatus } from "../../../protocol/job.ts";
import { JobModel } from "../jobModel.ts";
import type { ResultRow } from "../resultTable.ts";

/** Jobs under a common heading: a state, a target, a day. */
export interface JobGroup {
  kind: "jobs";
  /** Stable as long as the heading is. */
  id: string;
  label: string;
  jobs: readonly JobModel[];
}

/** Objects of a job that ended the same way; those in work are only counted. */
export interface ObjectGroup {
  kind: "objects";
  job: JobModel;
  status: ObjectStatus | "running";
}

/** One object of a job. */
export interface ObjectNode {
  kind: "object";
  job: JobModel;
  row: ResultRow;
}

/** Stands behind a page of objects and shows the next one. */
export interface MoreNode {
  kind: "more";
  group: ObjectGroup;
  left: number;
}

export type TreeNode = JobGroup | JobModel | ObjectGroup | ObjectNode | MoreNode;

/** The object that a command was called for in the tree; undefined for anything else. Each bundle has a JobModel of its own. */
export function objectNode(argument: unknown): ObjectNode | undefined {
  const node = argument as Partial<ObjectNode> | null | undefined;
  return node?.kind === "object" && node.job && node.row ? (node as ObjectNode) : undefined;
}

/** A node's stable id. */
export function nodeId(node: TreeNode): string {
  if (node instanceof JobModel) return `job/${node.id}`;
  switch (node.kind) {
    case "jobs":
      return node.id;
    case "objects":
      return `job/${node.job.id}/${node.status}`;
    case "object":
      return `job/${node.job.id}/object/${node.row.id}`;
    case "more":
      return `job/${node.group.job.id}/${node.group.status}/more`;
  }
}

import type { Issue } from "../../../protocol/job.ts";

/** What stands behind a code. `{name}` in a message or hint is filled from the issue's parameters. */
export interface IssueKind {
  severity: Issue["severity"];
  message: string;
  hint?: string;
}

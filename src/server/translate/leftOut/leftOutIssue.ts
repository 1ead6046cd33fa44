import type { Issue } from "../../../protocol/job.ts";
import type { LeftOut } from "../../inventory/types.ts";
import { makeIssue } from "../issueCodes.ts";
import { CODE_OF_KIND } from "./leftOutCodes.ts";

/** What is said of a statement that is not migrated. What is not missed in the target is told as an info. */
export function leftOutIssue(leftOut: LeftOut): Issue {
  const { category, kind, name, reason, matters } = leftOut;
  const code = category === "other" && !matters ? "DWM-GEN-001" : CODE_OF_KIND[category];
  const what = name === null ? kind : `${kind} ${name}`;
  const issue = makeIssue(code, leftOut, { what, kind: what, reason: reason.replace(/\.$/, "") });
  return matters ? issue : { ...issue, severity: "info" };
}

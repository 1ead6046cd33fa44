import type { Issue } from "../protocol/job.ts";
import type { ToolData } from "./outputs.ts";
import { cut } from "./texts.ts";

type IssueView = ToolData<"explain_failed_object">["issues"][number];

const MAX_MESSAGE_CHARS = 1_000;

/** What the tools tell of an issue. */
export function issueView({ code, severity, message, file, line, column, hint }: Issue): IssueView {
  const text = cut(message, MAX_MESSAGE_CHARS);
  return { code, severity, message: text, file, line, column, ...(hint && { hint }) };
}

/** An issue in a line. */
export function issueLine({ code, severity, message, line, column, hint }: IssueView): string {
  return `${severity} ${code} at ${line}:${column}: ${message}${hint ? ` ${hint}` : ""}`;
}

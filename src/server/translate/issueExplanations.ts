import type { IssueCode } from "./issueCodes.ts";

/** What a code's page says beside the table of codes. */
export interface Explanation {
  /** What happened and why, in a sentence or three. */
  explanation: string;
  example?: { source: string; target: string };
}

export const EXPLANATIONS: Partial<Readonly<Record<IssueCode, Explanation>>> = {};

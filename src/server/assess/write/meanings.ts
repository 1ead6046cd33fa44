import type { Assessment } from "../../../protocol/assessment.ts";
import type { IssueKind } from "../../translate/codes/issueKind.ts";
import { ISSUE_CODES } from "../../translate/issueCodes.ts";
import { EXPLANATIONS } from "../../translate/issueExplanations.ts";

/** What stands behind a code that an assessment has. */
interface Meaning {
  code: string;
  message: string;
  explanation: string | undefined;
  hint: string | undefined;
}

/** The codes of an assessment, each once, in their order. */
export function meaningsOf({ issues_by_code, left_out_by_kind }: Assessment): Meaning[] {
  const codes = new Set([...issues_by_code, ...left_out_by_kind].map(({ code }) => code));
  return [...codes].sort().flatMap((code) => {
    const kind = (ISSUE_CODES as Record<string, IssueKind>)[code];
    if (!kind) return [];
    const { message, hint } = kind;
    const explanation = EXPLANATIONS[code]?.text;
    return { code, message: message.replaceAll(/\{(\w+)\}/g, "‹$1›"), explanation, hint };
  });
}

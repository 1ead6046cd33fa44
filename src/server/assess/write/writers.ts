import type { Assessment, AssessmentFormat } from "../../../protocol/assessment.ts";
import { assessmentHtml } from "./html.ts";
import { assessmentJson } from "./json.ts";
import { assessmentMarkdown } from "./markdown.ts";

interface Writer {
  contentType: string;
  write: (assessment: Assessment) => Generator<string>;
}

/** What an assessment can be written as. */
export const ASSESSMENT_WRITERS: Readonly<Record<AssessmentFormat, Writer>> = {
  json: { contentType: "application/json; charset=utf-8", write: assessmentJson },
  markdown: { contentType: "text/markdown; charset=utf-8", write: assessmentMarkdown },
  html: { contentType: "text/html; charset=utf-8", write: assessmentHtml },
};

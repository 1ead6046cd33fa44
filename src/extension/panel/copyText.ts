import type { ResultRow } from "../jobs/resultTable.ts";
import { explain } from "./objectRow.ts";

/** The names of the columns, in the language of the user. */
export interface CopyHeads {
  object: string;
  type: string;
  result: string;
  code: string;
  message: string;
  timeMs: string;
  rows: string;
  attempt: string;
  source: string;
}

/** Objects as a table for a spreadsheet or a ticket: cells between tabs, a head first. */
export function copyText(rows: readonly ResultRow[], heads: CopyHeads): string {
  const lines = rows.map(({ result }) => {
    const { message, code } = explain(result);
    const { file, line, column } = result;
    const source = file ? [file, line, column].filter(Boolean).join(":") : "";
    return [
      result.object_name,
      result.object_type.toLowerCase(),
      result.status,
      code,
      message,
      result.execution_time_ms,
      result.rows_loaded,
      result.attempt,
      source,
    ];
  });
  return [Object.values(heads), ...lines].map((cells) => cells.map(cell).join("\t")).join("\n");
}

/** One line without tabs. What a spreadsheet would take for a formula gets an apostrophe in front. */
function cell(value: unknown): string {
  if (value === null || value === undefined) return "";
  if (typeof value === "number") return String(value);
  const text = String(value).replaceAll(/\s+/g, " ").trim();
  return /^[=+\-@]/.test(text) ? `'${text}` : text;
}

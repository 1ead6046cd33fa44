import { stringify } from "csv-stringify/sync";
import type { ObjectResult } from "../../protocol/job.ts";
import { assertStillThere, type ExportSource, results } from "./source.ts";

const COLUMNS: Readonly<Record<string, (result: ObjectResult) => unknown>> = {
  object_name: (result) => result.object_name,
  object_type: (result) => result.object_type,
  status: (result) => result.status,
  error_code: (result) => result.error_code,
  error: (result) => result.error,
  file: (result) => result.file,
  line: (result) => result.line,
  column: (result) => result.column,
  target_name: (result) => result.target_name,
  rows_loaded: (result) => result.rows_loaded,
  execution_time_ms: (result) => result.execution_time_ms,
  attempt: (result) => result.attempt,
  timestamp: (result) => result.timestamp,
  issues: (result) => result.issues?.map(({ code, line }) => `${code}:${line}`).join(" "),
};

/**
 * The results that count as CSV (RFC 4180: CRLF, UTF-8, a header). A text that a spreadsheet would take for a formula has
 * a quote mark before it (OWASP, CSV injection).
 */
export async function* csvExport(source: ExportSource): AsyncGenerator<string> {
  yield write([Object.keys(COLUMNS)]);
  for await (const page of results(source)) {
    if (page.length === 0) continue;
    yield write(page.map((result) => Object.values(COLUMNS).map((read) => read(result) ?? "")));
  }
  await assertStillThere(source);
}

function write(rows: unknown[][]): string {
  return stringify(rows, { record_delimiter: "\r\n", escape_formulas: true });
}

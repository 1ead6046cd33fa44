import type { ObjectResult } from "../../../protocol/job.ts";
import { markdownSections } from "../../assess/write/markdown.ts";
import { assertStillThere, type ExportSource } from "../source.ts";
import { escaped, rows, table } from "./markdownText.ts";
import { makeReport, number } from "./report.ts";
import { type CodeTally, placeOf } from "./tally.ts";

/** The report as Markdown (GitHub's, for its tables). */
export async function* markdownReport(source: ExportSource): AsyncGenerator<string> {
  const report = await makeReport(source);
  const { tally } = report;
  yield `# ${escaped(report.title)}\n\n`;
  yield table(["", ""], report.facts);
  if (tally.errors.length > 0) yield `\n## Why objects failed\n\n${codes(tally.errors)}`;
  if (tally.skips.length > 0) yield `\n## Why objects were skipped\n\n${codes(tally.skips)}`;
  if (tally.issues.length > 0)
    yield `\n## What to look at in what arrived\n\n${codes(tally.issues)}`;
  const types = tally.types.map(({ type, success, error, skipped, rows }) => [
    type,
    ...[success, error, skipped, rows].map(number),
  ]);
  const heads = ["Type", "Completed", "Failed", "Skipped", "Rows"];
  yield `\n## Objects by type\n\n${table(heads, types)}`;
  const assessment = await report.assessment();
  if (assessment) {
    yield "\n## Assessment\n\n";
    yield* markdownSections(assessment);
  }
  yield `\n## Objects\n\n${table(["Object", "Type", "State", "Rows", "Place", "Why"], [])}`;
  for await (const page of report.objects()) yield rows(page.map(objectRow));
  if (report.left > 0) {
    yield `\n${number(report.left)} more objects are not listed here; the CSV has all of them.\n`;
  }
  yield `\nWritten ${report.writtenAt} by DW Migration Assistant ${escaped(source.version)}\n`;
  await assertStillThere(source);
}

function codes(found: readonly CodeTally[]): string {
  const cells = found.map(({ code, objects, example }) => [
    code,
    number(objects),
    [example.object, example.place].filter(Boolean).join(", "),
    example.message,
    example.hint ?? "",
  ]);
  return table(["Code", "Objects", "For example", "What it says", "What to do"], cells);
}

function objectRow(result: ObjectResult): string[] {
  const { object_name, object_type, status, rows_loaded, error } = result;
  const loaded = rows_loaded == null ? "" : number(rows_loaded);
  return [object_name, object_type, status, loaded, placeOf(result), error ?? ""];
}

import type { ObjectResult } from "../../../protocol/job.ts";
import { assessmentSections, meanings } from "../../assess/write/html.ts";
import { assertStillThere, type ExportSource } from "../source.ts";
import { escaped, factBoxes, pageHead } from "./htmlText.ts";
import { makeReport, number, type Report } from "./report.ts";
import { STYLE } from "./style.ts";
import { type CodeTally, placeOf } from "./tally.ts";

/** The report as one HTML page that needs nothing else: no script, no font, no picture from anywhere. */
export async function* htmlReport(source: ExportSource): AsyncGenerator<string> {
  const report = await makeReport(source);
  const { tally } = report;
  yield pageHead(report.title, STYLE);
  yield `<h1>${escaped(report.title)}</h1>\n${facts(report)}`;
  yield codes("Why objects failed", tally.errors, "error");
  yield codes("Why objects were skipped", tally.skips, "skipped");
  yield codes("What to look at in what arrived", tally.issues, "");
  yield types(report);
  const assessment = await report.assessment();
  if (assessment) {
    yield "<h2>Assessment</h2>\n";
    yield* assessmentSections(assessment);
    yield meanings(assessment);
  }
  yield objectsHead(report);
  for await (const page of report.objects()) yield page.map(objectRow).join("");
  yield "</tbody></table>\n";
  if (report.left > 0) {
    yield `<p>${number(report.left)} more objects are not listed here; the CSV has all of them.</p>\n`;
  }
  const version = escaped(source.version);
  yield `<footer>Written ${report.writtenAt} by DW Migration Assistant ${version}</footer>\n`;
  await assertStillThere(source);
  yield "</main></body></html>\n";
}

function facts({ facts, job }: Report): string {
  return factBoxes(
    facts.map(([name, value]) => {
      const mark = name === "State" || (name === "Failed" && job.failed > 0) ? stateOf(job) : "";
      return [name, value, mark];
    }),
  );
}

function stateOf({ status, failed }: Report["job"]): string {
  return status === "failed" || failed > 0
    ? "error"
    : status === "completed"
      ? "success"
      : "skipped";
}

function codes(title: string, found: readonly CodeTally[], mark: string): string {
  if (found.length === 0) return "";
  const rows = found.map(({ code, objects, example }) => {
    const { object, place, message, hint } = example;
    const advice = hint ? `<br><span class="hint">${escaped(hint)}</span>` : "";
    return `<tr><td class="${mark}"><code>${escaped(code)}</code></td><td class="n">${number(objects)}</td>
<td>${escaped(object)}${place && `<br><code>${escaped(place)}</code>`}</td><td>${escaped(message)}${advice}</td></tr>`;
  });
  const heads = "<th>Code<th class=n>Objects<th>For example<th>What it says";
  return `<h2>${title}</h2>\n<table><thead><tr>${heads}</thead><tbody>\n${rows.join("\n")}\n</tbody></table>\n`;
}

function types({ tally }: Report): string {
  const rows = tally.types.map(({ type, success, error, skipped, rows }) => {
    const cells = [success, error, skipped, rows].map((n) => `<td class="n">${number(n)}</td>`);
    return `<tr><td>${escaped(type)}</td>${cells.join("")}</tr>`;
  });
  const heads = ["Completed", "Failed", "Skipped", "Rows"].map((name) => `<th class=n>${name}`);
  return `<h2>Objects by type</h2>
<table class="narrow"><thead><tr><th>Type${heads.join("")}</thead><tbody>${rows.join("\n")}</tbody></table>
`;
}

function objectsHead({ job }: Report): string {
  const heads = "<th>Object<th>Type<th>State<th class=n>Rows<th>Place<th>Why";
  return `<h2>Objects (${number(job.completed + job.failed + job.skipped)})</h2>
<table><thead><tr>${heads}</thead><tbody>
`;
}

function objectRow(result: ObjectResult): string {
  const { object_name, object_type, status, rows_loaded, error } = result;
  const loaded = rows_loaded == null ? "" : number(rows_loaded);
  return `<tr><td>${escaped(object_name)}</td><td>${object_type}</td><td class="${status}">${status}</td>\
<td class="n">${loaded}</td><td><code>${escaped(placeOf(result))}</code></td><td>${escaped(error ?? "")}</td></tr>
`;
}

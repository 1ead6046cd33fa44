import type { Assessment } from "../../../protocol/assessment.ts";
import {
  type Cell,
  escaped,
  factBoxes,
  htmlTable,
  htmlTablePieces,
  pageHead,
} from "../../export/report/htmlText.ts";
import { number } from "../../export/report/report.ts";
import { STYLE } from "../../export/report/style.ts";
import {
  factsOf,
  issueCounts,
  MOST_MISSING,
  MOST_OBJECTS,
  MOST_STATEMENTS,
  MOST_USED,
  mark,
  named,
  placeOf,
  signature,
} from "./facts.ts";
import { meaningsOf } from "./meanings.ts";

/** The assessment as one HTML page that needs nothing else. */
export function* assessmentHtml(assessment: Assessment): Generator<string> {
  const title = `Assessment of ${assessment.inventory_path}`;
  yield pageHead(title, STYLE);
  yield `<h1>${escaped(title)}</h1>\n`;
  yield* assessmentSections(assessment);
  yield* statements(assessment);
  yield* objects(assessment);
  yield meanings(assessment);
  yield `<footer>${escaped(signature(assessment))}</footer>\n${mark(assessment)}\n</main></body></html>\n`;
}

/** What a reader needs of it, for a page of its own or the report of a job. */
export function* assessmentSections(assessment: Assessment): Generator<string> {
  yield factBoxes(factsOf(assessment));
  yield bar(assessment.totals);
  yield byType(assessment);
  yield hardest(assessment);
  yield issues(assessment);
  yield leftOut(assessment);
  yield graph(assessment);
  yield usage(assessment);
  yield largest(assessment);
}

/** Objects by how far they can be relied on, as one bar; its text says the same. */
function bar({ objects, exact, review, manual, not_tried }: Assessment["totals"]): string {
  if (objects === 0) return "";
  const parts: [count: number, mark: string, name: string][] = [
    [exact, "success", "exact"],
    [review, "skipped", "to review"],
    [manual, "error", "by hand"],
    [not_tried, "untried", "not tried"],
  ];
  const shown = parts.filter(([count]) => count > 0);
  const pieces = shown.map(
    ([count, mark, name]) =>
      `<span class="${mark}" style="flex:${count}" title="${number(count)} ${name}"></span>`,
  );
  const label = shown.map(([count, , name]) => `${number(count)} ${name}`).join(", ");
  return `<div class="bar" role="img" aria-label="${label}">${pieces.join("")}</div>\n`;
}

function byType({ objects_by_type }: Assessment): string {
  const rows = objects_by_type.map((one) => [
    escaped(one.kind),
    ...[one.objects, one.exact, one.review, one.manual, one.effort].map(number),
  ]);
  const heads = ["Type", "#Objects", "#Exact", "#To review", "#By hand", "#Effort points"];
  return `<h2>Translation by type</h2>\n${htmlTable(heads, rows, "narrow")}`;
}

const MARK: Readonly<Record<string, string>> = {
  exact: "success",
  review: "skipped",
  manual: "error",
};
const SAID: Readonly<Record<string, string>> = {
  exact: "exact",
  review: "to review",
  manual: "by hand",
};

function confidence(value: string | null): Cell {
  return [SAID[value ?? ""] ?? "not tried", MARK[value ?? ""] ?? ""];
}

function codes(list: readonly string[]): string {
  return list.map(codeLink).join(" ");
}

function codeLink(code: string): string {
  return `<a href="#${escaped(code)}"><code>${escaped(code)}</code></a>`;
}

function code(text: string): string {
  return text && `<code>${escaped(text)}</code>`;
}

function hardest(assessment: Assessment): string {
  const rows = named(assessment, assessment.hardest).map((object): Cell[] => [
    escaped(object.name),
    escaped(object.kind),
    confidence(object.confidence),
    number(object.effort),
    `${issueCounts(object.issues)}<br>${codes(object.codes)}`,
    code(placeOf(object)),
  ]);
  if (rows.length === 0) return "";
  const heads = ["Object", "!Type", "!Translation", "#Effort points", "Issues", "Place"];
  return `<h2>Hardest objects</h2>\n${htmlTable(heads, rows)}`;
}

const SEVERITY: Readonly<Record<string, string>> = { error: "error", warning: "skipped", info: "" };

function issues({ issues_by_code }: Assessment): string {
  if (issues_by_code.length === 0) return "";
  const rows = issues_by_code.map((one): Cell[] => {
    const { object, message, hint } = one.example;
    const place = placeOf(one.example);
    const advice = hint ? `<br><span class="hint">${escaped(hint)}</span>` : "";
    return [
      codeLink(one.code),
      [one.severity, SEVERITY[one.severity] ?? ""],
      number(one.objects),
      number(one.count),
      number(one.effort),
      `${escaped(object)}${place && `<br>${code(place)}`}`,
      escaped(message) + advice,
    ];
  });
  const heads = [
    "!Code",
    "!Severity",
    "#Objects",
    "#Places",
    "#Effort points",
    "For example",
    "What it says",
  ];
  return `<h2>Issues by code</h2>\n${htmlTable(heads, rows)}`;
}

function leftOut({ left_out_by_kind }: Assessment): string {
  if (left_out_by_kind.length === 0) return "";
  const rows = left_out_by_kind.map((one): Cell[] => {
    const { what, reason } = one.example;
    const advice = one.hint ? `<br><span class="hint">${escaped(one.hint)}</span>` : "";
    return [
      escaped(one.kind.replaceAll("_", " ")),
      codeLink(one.code),
      number(one.statements),
      [one.matter === 0 ? "" : number(one.matter), one.matter === 0 ? "" : "skipped"],
      number(one.effort),
      `${escaped(what)}<br>${code(placeOf(one.example))}`,
      escaped(reason) + advice,
    ];
  });
  const heads = [
    "!Kind",
    "!Code",
    "#Statements",
    "#Matter",
    "#Effort points",
    "For example",
    "Why, and what to do",
  ];
  return `<h2>Statements that are not migrated</h2>\n${htmlTable(heads, rows)}`;
}

function graph({ graph }: Assessment): string {
  const { waves, cycles, missing, edges } = graph;
  const parts = [
    `<h2>Dependencies</h2>\n<p>${number(edges)} dependencies. Objects of one wave can be migrated at once, after the waves before it.</p>\n`,
    htmlTable(
      ["#Wave", "#Objects"],
      waves.map(({ wave, objects }) => [number(wave), number(objects)]),
      "narrow",
    ),
  ];
  if (cycles.length > 0) {
    const items = cycles.map((cycle) => `<li>${escaped([...cycle, cycle[0]].join(" → "))}</li>`);
    parts.push(`<h3>Circles (${number(cycles.length)})</h3>\n<ul>${items.join("\n")}</ul>\n`);
  }
  if (missing.length > 0) {
    const rows = missing
      .slice(0, MOST_MISSING)
      .map(({ name, system, objects, read_by }): Cell[] => [
        escaped(name),
        system ? "system catalog" : ["missing", "error"],
        number(objects),
        escaped(read_by.slice(0, 5).join(", ")),
      ]);
    const heads = ["Name", "!What it is", "#Objects", "Read by"];
    parts.push(
      `<h3>Names that are read and not defined here (${number(missing.length)})</h3>\n`,
      htmlTable(heads, rows),
    );
  }
  return parts.join("");
}

function usage({ features, functions }: Assessment): string {
  const parts: string[] = [];
  if (features.length > 0) {
    const rows = features.map(({ name, objects }) => [escaped(name), number(objects)]);
    parts.push("<h2>Features in use</h2>\n", htmlTable(["Feature", "#Objects"], rows, "narrow"));
  }
  if (functions.length > 0) {
    const items = functions
      .slice(0, MOST_USED)
      .map(({ name, count }) => `${code(name)}&nbsp;${number(count)}`);
    const more = functions.length - items.length;
    const rest = more > 0 ? `, and ${number(more)} more` : "";
    parts.push(`<h2>Functions in use</h2>\n<p>${items.join(", ")}${rest}</p>\n`);
  }
  return parts.join("");
}

function largest(assessment: Assessment): string {
  const rows = named(assessment, assessment.largest).map((object): Cell[] => [
    escaped(object.name),
    escaped(object.kind),
    number(object.size),
    confidence(object.confidence),
    code(placeOf(object)),
  ]);
  const heads = ["Object", "!Type", "#Characters", "!Translation", "Place"];
  return `<h2>Largest objects</h2>\n${htmlTable(heads, rows)}`;
}

function* statements({ left_out }: Assessment): Generator<string> {
  const offered = left_out.filter(({ databricks }) => databricks !== null);
  if (offered.length === 0) return;
  const rows = offered
    .slice(0, MOST_STATEMENTS)
    .map(({ what, databricks, ...one }): Cell[] => [
      escaped(what),
      `<pre>${escaped(databricks ?? "")}</pre>`,
      code(placeOf(one)),
    ]);
  yield `<h2>What could take their place (${number(offered.length)})</h2>\n`;
  yield "<p>Databricks SQL for statements that are not migrated. Look at each before you run it.</p>\n";
  yield htmlTable(["Statement", "Databricks SQL", "Place"], rows);
}

function* objects({ objects }: Assessment): Generator<string> {
  yield `<h2>Objects (${number(objects.length)})</h2>\n`;
  const rows = objects
    .slice(0, MOST_OBJECTS)
    .map((object): Cell[] => [
      escaped(object.name),
      escaped(object.kind),
      confidence(object.confidence),
      number(object.effort),
      number(object.wave),
      codes(object.codes),
      code(placeOf(object)),
    ]);
  const heads = ["Object", "!Type", "!Translation", "#Effort points", "#Wave", "Issues", "Place"];
  yield* htmlTablePieces(heads, rows);
  const more = objects.length - rows.length;
  if (more > 0)
    yield `<p>${number(more)} more objects are not listed here; the JSON has all of them.</p>\n`;
}

/** What the codes mean that the sections link to. */
export function meanings(assessment: Assessment): string {
  const found = meaningsOf(assessment);
  if (found.length === 0) return "";
  const items = found.map(({ code, message, explanation, hint }) => {
    const more = [explanation, hint].filter(Boolean).map((text) => escaped(text ?? ""));
    return `<dt id="${escaped(code)}"><code>${escaped(code)}</code> ${escaped(message)}</dt><dd>${more.join("<br>")}</dd>`;
  });
  return `<h2>What the codes mean</h2>\n<dl class="codes">${items.join("\n")}</dl>\n`;
}

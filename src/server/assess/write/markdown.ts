import type { Assessment } from "../../../protocol/assessment.ts";
import { escaped, rows, table } from "../../export/report/markdownText.ts";
import { number } from "../../export/report/report.ts";
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

/** The assessment as Markdown (GitHub's, for its tables). */
export function* assessmentMarkdown(assessment: Assessment): Generator<string> {
  yield `# Assessment of ${escaped(assessment.inventory_path)}\n\n`;
  yield* markdownSections(assessment);
  yield* statements(assessment);
  yield* objects(assessment);
  yield `\n${escaped(signature(assessment))}\n\n${mark(assessment)}\n`;
}

/** What a reader needs of it, for a file of its own or the report of a job. */
export function* markdownSections(assessment: Assessment): Generator<string> {
  yield table(
    ["", ""],
    factsOf(assessment).map(([name, value]) => [name, value]),
  );
  yield `\n## Translation by type\n\n`;
  yield table(
    ["Type", "Objects", "Exact", "To review", "By hand", "Effort points"],
    assessment.objects_by_type.map((one) => [
      one.kind,
      ...[one.objects, one.exact, one.review, one.manual, one.effort].map(number),
    ]),
  );
  yield* hardest(assessment);
  yield* issues(assessment);
  yield* leftOut(assessment);
  yield* graph(assessment.graph);
  yield* usage(assessment);
  yield "\n## Largest objects\n\n";
  yield table(
    ["Object", "Type", "Characters", "Translation", "Place"],
    named(assessment, assessment.largest).map((object) => [
      object.name,
      object.kind,
      number(object.size),
      said(object.confidence),
      placeOf(object),
    ]),
  );
}

function said(confidence: string | null): string {
  const words: Readonly<Record<string, string>> = { review: "to review", manual: "by hand" };
  return words[confidence ?? ""] ?? confidence ?? "not tried";
}

function* hardest(assessment: Assessment): Generator<string> {
  const cells = named(assessment, assessment.hardest).map((object) => [
    object.name,
    object.kind,
    said(object.confidence),
    number(object.effort),
    issueCounts(object.issues),
    object.codes.join(" "),
    placeOf(object),
  ]);
  if (cells.length === 0) return;
  yield "\n## Hardest objects\n\n";
  const heads = ["Object", "Type", "Translation", "Effort points", "Issues", "Codes", "Place"];
  yield table(heads, cells);
}

function* issues({ issues_by_code }: Assessment): Generator<string> {
  if (issues_by_code.length === 0) return;
  yield "\n## Issues by code\n\n";
  const heads = [
    "Code",
    "Severity",
    "Objects",
    "Places",
    "Effort points",
    "For example",
    "What it says",
    "What to do",
  ];
  yield table(heads, []);
  for (const one of issues_by_code) {
    const { object, message, hint } = one.example;
    const cells = [
      one.severity,
      ...[one.objects, one.count, one.effort].map(number),
      [object, placeOf(one.example)].filter(Boolean).join(", "),
      message,
      hint ?? "",
    ];
    yield linked(one.code, one.docs, cells);
  }
}

/** A row whose first cell is a link to a code's page. */
function linked(code: string, docs: string, cells: readonly string[]): string {
  return `| [${code}](${docs}) ${rows([cells])}`;
}

function* leftOut({ left_out_by_kind }: Assessment): Generator<string> {
  if (left_out_by_kind.length === 0) return;
  yield "\n## Statements that are not migrated\n\n";
  const heads = [
    "Code",
    "Kind",
    "Statements",
    "Matter",
    "Effort points",
    "For example",
    "Why",
    "What to do",
  ];
  yield table(heads, []);
  for (const one of left_out_by_kind) {
    const { what, reason } = one.example;
    const cells = [
      one.kind.replaceAll("_", " "),
      ...[one.statements, one.matter, one.effort].map(number),
      `${what}, ${placeOf(one.example)}`,
      reason,
      one.hint ?? "",
    ];
    yield linked(one.code, one.docs, cells);
  }
}

function* graph({ edges, waves, cycles, missing }: Assessment["graph"]): Generator<string> {
  yield `\n## Dependencies\n\n${number(edges)} dependencies. Objects of one wave can be migrated at once, after the waves before it.\n\n`;
  yield table(
    ["Wave", "Objects"],
    waves.map(({ wave, objects }) => [number(wave), number(objects)]),
  );
  if (cycles.length > 0) {
    const items = cycles.map((cycle) => `- ${escaped([...cycle, cycle[0]].join(" -> "))}\n`);
    yield `\n### Circles (${number(cycles.length)})\n\n${items.join("")}`;
  }
  if (missing.length === 0) return;
  yield `\n### Names that are read and not defined here (${number(missing.length)})\n\n`;
  yield table(
    ["Name", "What it is", "Objects", "Read by"],
    missing
      .slice(0, MOST_MISSING)
      .map(({ name, system, objects, read_by }) => [
        name,
        system ? "system catalog" : "missing",
        number(objects),
        read_by.slice(0, 5).join(", "),
      ]),
  );
}

function* usage({ features, functions }: Assessment): Generator<string> {
  if (features.length > 0) {
    yield "\n## Features in use\n\n";
    yield table(
      ["Feature", "Objects"],
      features.map(({ name, objects }) => [name, number(objects)]),
    );
  }
  if (functions.length === 0) return;
  yield `\n## Functions in use (${number(functions.length)})\n\n`;
  yield table(
    ["Function", "Calls", "Objects"],
    functions
      .slice(0, MOST_USED)
      .map(({ name, count, objects }) => [name, number(count), number(objects)]),
  );
}

function* statements({ left_out }: Assessment): Generator<string> {
  const offered = left_out.filter(({ databricks }) => databricks !== null);
  if (offered.length === 0) return;
  yield `\n## What could take their place (${number(offered.length)})\n\n`;
  yield "Databricks SQL for statements that are not migrated. Look at each before you run it.\n\n";
  yield table(
    ["Statement", "Databricks SQL", "Place"],
    offered.slice(0, MOST_STATEMENTS).map((one) => [one.what, one.databricks ?? "", placeOf(one)]),
  );
}

function* objects({ objects }: Assessment): Generator<string> {
  yield `\n## Objects (${number(objects.length)})\n\n`;
  yield table(["Object", "Type", "Translation", "Effort points", "Wave", "Codes", "Place"], []);
  const listed = objects.slice(0, MOST_OBJECTS);
  yield rows(
    listed.map((object) => [
      object.name,
      object.kind,
      said(object.confidence),
      number(object.effort),
      number(object.wave),
      object.codes.join(" "),
      placeOf(object),
    ]),
  );
  const more = objects.length - listed.length;
  if (more > 0) {
    yield `\n${number(more)} more objects are not listed here; the JSON has all of them.\n`;
  }
}

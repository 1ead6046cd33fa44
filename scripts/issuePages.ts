import { SOURCE_TYPE_LABELS } from "../src/protocol/dialect.ts";
import type { Explanation } from "../src/server/translate/explanations/explanation.ts";
import { ISSUE_CODES } from "../src/server/translate/issueCodes.ts";
import { EXPLANATIONS } from "../src/server/translate/issueExplanations.ts";
import { LEFT_OUT_CODES } from "../src/server/translate/leftOut/leftOutCodes.ts";

type Severity = "error" | "warning" | "info";
type Example = NonNullable<Explanation["example"]>;

const AREAS: Readonly<Record<string, string>> = {
  GEN: "Scripts",
  TBL: "Tables",
  QRY: "Queries and views",
  DAT: "Rows",
  DML: "Statements that change rows",
  PRC: "Procedures and other code",
  MOD: "The language model",
  VER: "Verification of the result",
  EXE: "Execution in the target",
  JOB: "The job engine",
};

const MEANS: Readonly<Record<Severity, string>> = {
  error:
    "The object was not migrated, and what depends on it was skipped. Once the cause is gone, retry it: " +
    "**Retry…** in the Jobs view runs all objects that have this code.",
  warning:
    "The object was migrated, but something of it is different or missing. Look at the place that is named.",
  info: "The object was migrated. There is nothing to do; it is said so that nothing is left out in silence.",
};

const NOTHING_GOES = "Nothing of the statement goes to the target.";
const SKIPPED = "The object was skipped: nothing was made of it in the target.";

/** Codes that mean something else than others of their severity. */
const OWN_MEANING: Readonly<Record<string, string>> = {
  "DWM-GEN-001": `${NOTHING_GOES} A migration does not need it.`,
  "DWM-PRC-001": SKIPPED,
  "DWM-JOB-001": SKIPPED,
};

interface Kind {
  severity: Severity;
  message: string;
  hint?: string;
}

/** The pages of docs/issues by file name, one for each code, and the list of all. */
export function issuePages(): Map<string, string> {
  const pages = new Map<string, string>();
  const codes = Object.entries(ISSUE_CODES) as [string, Kind][];
  for (const [code, kind] of codes) pages.set(`${code}.md`, page(code, kind));
  const list = ["# Issue codes\n\nGenerated from the table in the code. Codes are stable.\n"];
  for (const [area, title] of Object.entries(AREAS)) {
    const rows = codes
      .filter(([code]) => areaOf(code) === area)
      .map(([code, kind]) => [code, kind] as const)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(
        ([code, { severity, message }]) =>
          `| [${code}](${code}.md) | ${severity} | ${text(message)} |`,
      );
    const heads = "| code | severity | what it says |\n| --- | --- | --- |";
    list.push(`\n## ${title}\n\n${heads}\n${rows.join("\n")}\n`);
  }
  pages.set("README.md", list.join(""));
  return pages;
}

/** TBL of DWM-TBL-004. Throws for an area that has no title: its codes would be missing in the list. */
function areaOf(code: string): string {
  const area = code.split("-")[1] ?? "";
  if (!Object.hasOwn(AREAS, area)) throw new Error(`no title for the area of ${code}`);
  return area;
}

function page(code: string, { severity, message, hint }: Kind): string {
  const explanation = EXPLANATIONS[code];
  const parts = [
    `# ${code}`,
    `Severity: ${severityOf(code, severity)}`,
    `> ${text(message)}`,
    ...(explanation ? [explanation.text] : []),
    OWN_MEANING[code] ?? (areaOf(code) === "GEN" ? NOTHING_GOES : MEANS[severity]),
    ...(explanation?.example ? exampleOf(explanation.example) : []),
    ...(hint === undefined ? [] : ["## What to do", hint]),
    "[All codes](README.md)",
  ];
  return `${parts.join("\n\n")}\n`;
}

/** Statements that are left out carry the severity of their code only where they are missed. */
function severityOf(code: string, severity: Severity): string {
  const leftOut = Object.hasOwn(LEFT_OUT_CODES, code);
  return leftOut && severity !== "info" ? `${severity}; info where nobody misses it` : severity;
}

function exampleOf({ dialect, source, target = "databricks", result }: Example): string[] {
  const from = `${SOURCE_TYPE_LABELS[dialect]}:\n\n\`\`\`sql\n${source}\n\`\`\``;
  const name = target === "databricks" ? "Databricks" : "DuckDB";
  const to = result === undefined ? [] : [`${name}:\n\n\`\`\`sql\n${result}\n\`\`\``];
  return ["## Example", from, ...to];
}

/** A message with its holes as words; what stands in angle brackets must not become markup. */
function text(message: string): string {
  return message.replaceAll("|", "\\|").replaceAll(/\{(\w+)\}/g, "*$1*");
}

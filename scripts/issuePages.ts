import { ISSUE_CODES } from "../src/server/translate/issueCodes.ts";

type Severity = "error" | "warning" | "info";

const AREAS: Readonly<Record<string, string>> = {
  GEN: "Scripts",
  TBL: "Tables",
  QRY: "Queries and views",
  DAT: "Rows",
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
  "DWM-GEN-002": NOTHING_GOES,
  "DWM-GEN-003": NOTHING_GOES,
  "DWM-PRC-001": SKIPPED,
  "DWM-JOB-001": SKIPPED,
};

/** The pages of docs/issues by file name, one for each code, and the list of all. */
export function issuePages(): Map<string, string> {
  const pages = new Map<string, string>();
  const list = ["# Issue codes", "", "Generated from the table in the code. Codes are stable.", ""];
  let area = "";
  const codes = Object.entries(ISSUE_CODES) as [
    string,
    { severity: Severity; message: string; hint?: string },
  ][];
  for (const [code, { severity, message, hint }] of codes) {
    const key = code.split("-")[1] ?? "";
    if (key !== area) {
      area = key;
      list.push(
        `## ${AREAS[key] ?? key}`,
        "",
        "| code | severity | what it says |",
        "| --- | --- | --- |",
      );
    }
    const said = text(message);
    list.push(`| [${code}](${code}.md) | ${severity} | ${said} |`);
    const after = list.length;
    pages.set(`${code}.md`, page(code, severity, said, hint));
    const next = codes[codes.findIndex(([one]) => one === code) + 1]?.[0].split("-")[1];
    if (next !== key) list.splice(after, 0, "");
  }
  pages.set("README.md", `${list.join("\n").trimEnd()}\n`);
  return pages;
}

function page(code: string, severity: Severity, said: string, hint: string | undefined): string {
  const todo = hint === undefined ? "" : `## What to do\n\n${hint}\n\n`;
  return `# ${code}\n\nSeverity: ${severity}\n\n> ${said}\n\n${OWN_MEANING[code] ?? MEANS[severity]}\n\n${todo}[All codes](README.md)\n`;
}

/** A message with its holes as words; what stands in angle brackets must not become markup. */
function text(message: string): string {
  return message.replaceAll("|", "\\|").replaceAll(/\{(\w+)\}/g, "*$1*");
}

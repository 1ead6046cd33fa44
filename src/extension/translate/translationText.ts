import type { TranslatedStatement, TranslateResponse } from "../../protocol/translate.ts";
import type { L10n } from "../hostTypes.ts";

/** A translation as the text of an editor: each statement below what there is to say about it. */
export function translationText(answer: TranslateResponse, l10n: L10n): string {
  const { statements, source_type, source_type_confidence: confidence } = answer;
  if (statements.length === 0) return `-- ${l10n.t("There is no statement in it.")}\n`;
  const parts = statements.map((statement) => statementText(statement, l10n));
  if (confidence < 1) {
    const percent = Math.round(confidence * 100);
    parts.unshift(`-- ${l10n.t("Read as {0}, {1} % sure.", source_type, percent)}\n`);
  }
  return parts.join("\n");
}

function statementText(statement: TranslatedStatement, l10n: L10n): string {
  const { sql, object_type, object_name, confidence, engine, issues, artefact } = statement;
  const words = {
    exact: l10n.t("exact"),
    review: l10n.t("to be reviewed"),
    manual: l10n.t("by hand"),
  };
  const severities = {
    info: l10n.t("info"),
    warning: l10n.t("warning"),
    error: l10n.t("error"),
  };
  const made = engine === "rules" ? "" : ` (${engine})`;
  const name = [object_type, object_name].filter(Boolean).join(" ");
  const lines = [`-- ${oneLine(name)}: ${words[confidence]}${made}`];
  for (const { code, severity, line, message, hint } of issues) {
    const place = l10n.t("line {0}", line);
    lines.push(`-- ${severities[severity]} ${code}, ${place}: ${oneLine(message)}`);
    if (hint) lines.push(`--   ${oneLine(hint)}`);
  }
  if (sql !== null) lines.push(sql);
  if (artefact) {
    lines.push(`-- ${l10n.t("In {0}:", artefact.dialect)}`);
    lines.push(...artefact.sql.split("\n").map((line) => `-- ${line}`));
  }
  return `${lines.join("\n")}\n`;
}

function oneLine(text: string): string {
  return text.replaceAll(/\s+/g, " ");
}

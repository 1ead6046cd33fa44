import type { ResultDetail } from "../../protocol/history.ts";
import type { L10n } from "../hostTypes.ts";
import type { ObjectSide } from "./objectUri.ts";

/** The text of one side of an object; where there is none, a comment says why. */
export function objectText(detail: ResultDetail, side: ObjectSide, l10n: L10n): string {
  const { source, sql, is_artefact, sql_dialect, result } = detail;
  if (side === "source") {
    const statements = source.map(({ text }) => `${text.trimEnd().replace(/;$/, "")};\n`);
    return statements.length > 0
      ? statements.join("\n")
      : comment(l10n.t("The engine does not have this object's source."));
  }
  if (sql === null) {
    const reason = result.error ?? "";
    return comment(l10n.t("Nothing was made of this object."), reason);
  }
  if (!is_artefact) return `${sql}\n`;
  const language = sql_dialect === "databricks" ? "Databricks SQL" : "DuckDB";
  const head = l10n.t(
    "The target cannot hold this object. This is what it is in {0}; it was not executed.",
    language,
  );
  return `${comment(head)}\n${sql}\n`;
}

function comment(...lines: string[]): string {
  return lines
    .flatMap((line) => line.split("\n"))
    .filter((line) => line.trim() !== "")
    .map((line) => `-- ${line}\n`)
    .join("");
}

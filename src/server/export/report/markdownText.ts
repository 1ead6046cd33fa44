/** A table of GitHub's Markdown. */
export function table(heads: readonly string[], cells: readonly (readonly string[])[]): string {
  return rows([heads, heads.map(() => "---")], (cell) => cell) + rows(cells);
}

/** Rows of such a table. */
export function rows(cells: readonly (readonly string[])[], write = escaped): string {
  return cells.map((row) => `| ${row.map(write).join(" | ")} |\n`).join("");
}

/** Text that no Markdown reader takes for markup, on one line. */
export function escaped(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(/[\\`*_[\]|#~!$@]|:(?=\/\/)/g, "\\$&")
    .replaceAll(/\s+/g, " ");
}

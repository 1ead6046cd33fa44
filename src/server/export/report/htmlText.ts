const ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

/** Text that no browser takes for markup. */
export function escaped(text: string): string {
  return text.replaceAll(/[&<>"']/g, (character) => ENTITIES[character] ?? "");
}

/** The beginning of a page that needs nothing else: no script, no font, no picture from anywhere. */
export function pageHead(title: string, style: string): string {
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light dark">
<title>${escaped(title)}</title><style>${style}</style></head><body><main>
`;
}

/** Figures in boxes: a name, a value, and the class that colours it. */
export function factBoxes(
  facts: readonly (readonly [name: string, value: string, mark?: string])[],
): string {
  const items = facts.map(
    ([name, value, mark = ""]) =>
      `<div class="${mark}"><dt>${escaped(name)}</dt><dd>${escaped(value)}</dd></div>`,
  );
  return `<dl>${items.join("")}</dl>\n`;
}

/** A cell's markup, alone or with the class that colours it. */
export type Cell = string | readonly [markup: string, className: string];

/** A table; heads that begin with # are of numbers, with ! of short words that are not broken. */
export function htmlTable(
  heads: readonly string[],
  rows: readonly (readonly Cell[])[],
  className = "",
): string {
  return [...htmlTablePieces(heads, rows, className)].join("");
}

/** The same in pieces, for tables that are long. */
export function* htmlTablePieces(
  heads: readonly string[],
  rows: readonly (readonly Cell[])[],
  className = "",
): Generator<string> {
  const kinds = heads.map((head) => (head.startsWith("#") ? "n" : head.startsWith("!") ? "k" : ""));
  const head = heads.map((name, at) => {
    const kind = kinds[at];
    return kind ? `<th class=${kind}>${escaped(name.slice(1))}` : `<th>${escaped(name)}`;
  });
  const open = className === "" ? "<table>" : `<table class="${className}">`;
  yield `${open}<thead><tr>${head.join("")}</thead><tbody>\n`;
  for (let at = 0; at < rows.length; at += PIECE) {
    yield rows
      .slice(at, at + PIECE)
      .map((cells) => tableRow(cells, kinds))
      .join("");
  }
  yield "</tbody></table>\n";
}

/** Rows that are written at once. */
const PIECE = 500;

function tableRow(cells: readonly Cell[], kinds: readonly string[]): string {
  const row = cells.map((cell, at) => {
    const [markup, mark] = typeof cell === "string" ? [cell, ""] : cell;
    const classes = [kinds[at], mark].filter(Boolean).join(" ");
    return classes === "" ? `<td>${markup}</td>` : `<td class="${classes}">${markup}</td>`;
  });
  return `<tr>${row.join("")}</tr>\n`;
}

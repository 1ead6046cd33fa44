/** A row as one text in which both engines agree: numbers by their value, times without zeros, lists by their items. */
export function rowText(row: readonly unknown[]): string {
  return row.map(valueText).join(" | ");
}

function valueText(value: unknown): string {
  if (value === null || value === undefined) return "∅";
  const text = String(value);
  if (/^(t|true)$/.test(text)) return "true";
  if (/^(f|false)$/.test(text)) return "false";
  if (/^(-?inf|nan)$/i.test(text)) return text.replace(/^inf/i, "Infinity").replace(/nan/i, "NaN");
  if (/^-?\d+(\.\d+)?(e[+-]?\d+)?$/i.test(text))
    return String(Number(Number(text).toPrecision(12)));
  if (/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d/.test(text)) return timeText(text);
  return itemsText(text)
    .replace(/\bmons?\b/g, (word) => word.replace("mon", "month"))
    .replace(/-1 (month|day|year)\b/g, "-1 $1s");
}

/** PostgreSQL writes midnight and the zone of UTC where DuckDB leaves them out. */
function timeText(text: string): string {
  const bare = text.replace(/\+00$/, "").replace(/(\.\d*?)0+$/, "$1");
  return bare.replace(/\.$/, "").replace(/ 00:00:00$/, "");
}

/** `{a,"b"}` of PostgreSQL and `['a', 'b']` of DuckDB; JSON with blanks and without. */
function itemsText(text: string): string {
  const list = /^\{[^:]*\}$/.test(text) ? `[${text.slice(1, -1)}]` : text;
  return list
    .replace(/^\['(.*)'\]$/, "[$1]")
    .replaceAll("''", "")
    .replaceAll("', '", ",")
    .replaceAll('"', "")
    .replace(/ ?: ?/g, ":")
    .replaceAll(", ", ",");
}

import { type ArrayElement, readArrayText } from "../arrayText.ts";
import { quoteText } from "../duckdbNames.ts";

/** An array in a row: PostgreSQL writes `{a,b}`, DuckDB reads `['a', 'b']`; what is no such text stays one. */
export function arrayValue(text: string): string {
  const elements = readArrayText(text);
  return elements ? listed(elements) : quoteText(text);
}

function listed(elements: readonly ArrayElement[]): string {
  const values = elements.map((element) => {
    if (element === null) return "NULL";
    return typeof element === "string" ? quoteText(element) : listed(element);
  });
  return `[${values.join(", ")}]`;
}

import { CODE } from "./explanations/code.ts";
import type { Explanation } from "./explanations/explanation.ts";
import { QUERIES } from "./explanations/queries.ts";
import { SCRIPTS } from "./explanations/scripts.ts";
import { TABLES } from "./explanations/tables.ts";

/** What the pages of codes say beside the table of codes. */
export const EXPLANATIONS: Readonly<Record<string, Explanation>> = {
  ...SCRIPTS,
  ...TABLES,
  ...QUERIES,
  ...CODE,
};

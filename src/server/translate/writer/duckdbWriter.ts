import { fullName, innerName, quoteName, quoteText } from "../duckdbNames.ts";
import type { SqlWriter } from "./sqlWriter.ts";

export const duckdbWriter: SqlWriter = {
  dialect: "duckdb",
  name: quoteName,
  text: quoteText,
  fullName,
  innerName,
};

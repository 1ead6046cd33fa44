import { fullName, innerName, quoteName, quoteText } from "../duckdbNames.ts";
import { bytesSql } from "../literals.ts";
import type { SqlWriter } from "./sqlWriter.ts";

export const duckdbWriter: SqlWriter = {
  dialect: "duckdb",
  name: quoteName,
  text: quoteText,
  bytes: bytesSql,
  textType: "VARCHAR",
  fullName,
  innerName,
};

import type { SourceType } from "../../../../src/protocol/dialect.ts";
import { translateObject } from "../../../../src/server/translate/translateObject.ts";
import type {
  TargetColumn,
  TranslateContext,
  TranslatedObject,
} from "../../../../src/server/translate/types.ts";
import { objectOf, statementsOf } from "../harness.ts";
import { databricksContext } from "./harness.ts";

interface Options {
  name?: string;
  known?: Record<string, TargetColumn[]>;
  names?: TranslateContext["names"];
}

/** Translates a table for Databricks; names stay as the source writes them unless `names` says where they go. */
export function made(
  dialect: SourceType,
  statements: string | string[],
  { name = "t", known = {}, names = { catalog: "", schema: "", targets: {} } }: Options = {},
): Promise<TranslatedObject> {
  const context = { ...databricksContext(dialect, known), names };
  return translateObject(objectOf("TABLE", name, ...[statements].flat()), context);
}

const flat = (sql: string) => sql.replace(/\s+/g, " ").replace(/\( /g, "(").replace(/ \)/g, ")");
/** Its statements, each in a line. */
export const sqlOf = (object: TranslatedObject) => statementsOf(object).map(flat);
/** The codes of what is said of it. */
export const codes = (object: TranslatedObject) => object.issues.map(({ code }) => code).sort();

import { SOURCE_TYPE_LABELS } from "../../protocol/dialect.ts";
import type { Issue } from "../../protocol/job.ts";
import type { InventoryObject } from "../inventory/types.ts";
import type { TranslateContext } from "../translate/types.ts";
import { writerFor } from "../translate/writer/sqlWriter.ts";
import type { ChatMessage } from "./chatClient.ts";

const TARGET_LABELS = { duckdb: "DuckDB", databricks: "Databricks SQL" } as const;

/** What the answer has to be, by the kind of object. */
const SHAPES: Readonly<Record<InventoryObject["objectType"], string>> = {
  TABLE: "one CREATE TABLE statement with every column of the source, in its order",
  VIEW: "the view's query only (SELECT … or WITH …), without CREATE VIEW",
  PROCEDURE: "one CREATE OR REPLACE PROCEDURE or FUNCTION statement",
};

/** The conversation that asks for an object's translation. */
export function firstMessages(
  object: InventoryObject,
  context: TranslateContext,
  issues: readonly Issue[],
): ChatMessage[] {
  const source = SOURCE_TYPE_LABELS[context.sourceType];
  const target = TARGET_LABELS[context.target];
  const rules = [
    `You translate one object of a data warehouse from ${source} to ${target}.`,
    "Keep its meaning exactly: every column, every row, NULLs, order, types. Do not invent tables, columns or functions.",
    `Answer with ${SHAPES[object.objectType]}, in one \`\`\`sql block and nothing else.`,
    "If there is no translation of the same meaning, answer with the single line CANNOT: and the reason.",
  ];
  const text = object.definition.map((statement) => statement.text).join(";\n\n");
  const told = issues
    .filter(({ severity }) => severity !== "info")
    .map(
      ({ code, message, line, column }) =>
        `- ${code} at line ${line}, column ${column}: ${message}`,
    );
  const request = [
    `The ${object.kind.toLowerCase()} ${object.name} in ${source}:`,
    "```sql",
    text,
    "```",
    ...(told.length > 0 ? ["What our rules could not translate:", ...told] : []),
    ...tables(object, context),
  ];
  return [
    { role: "system", content: rules.join("\n") },
    { role: "user", content: request.join("\n") },
  ];
}

/** Names and columns of what the object reads, as they are in the target. */
function tables(object: InventoryObject, { names, known, target }: TranslateContext): string[] {
  const writer = writerFor(target);
  const own = new Set([object.name.toLowerCase(), object.baseName.toLowerCase()]);
  const others = Object.entries(names.targets).filter(([source]) => !own.has(source));
  const lines = others.map(([source, name]) => {
    const columns = known?.[name]?.map((column) => `${writer.name(column.name)} ${column.class}`);
    const list = columns ? ` (${columns.join(", ")})` : "";
    return `- ${source} is ${writer.innerName(names, name)}${list}`;
  });
  return lines.length > 0 ? ["Names in the target:", ...lines] : [];
}

/** What is said when an answer was refused. */
export function secondMessages(
  first: readonly ChatMessage[],
  answer: string,
  complaint: string,
): ChatMessage[] {
  return [
    ...first,
    { role: "assistant", content: answer },
    {
      role: "user",
      content: `That cannot be used: ${complaint}\nAnswer again in the same form, with this mended.`,
    },
  ];
}

import type { SourceType } from "../../protocol/dialect.ts";
import { assemble } from "./assemble.ts";
import { InventoryBuilder } from "./builder.ts";
import { LineIndex } from "./lineIndex.ts";
import { splitScript } from "./split.ts";
import type { Inventory, SourceStatement } from "./types.ts";

/** An inventory that is one text, and the bare queries in it, which no inventory has. */
export interface Script extends Inventory {
  queries: SourceStatement[];
}

/** Reads a script as readInventory reads files; positions name `file`. An empty one has no objects. */
export function readScript(file: string, text: string, sourceType: SourceType): Script {
  const builder = new InventoryBuilder(sourceType);
  const lines = new LineIndex(text);
  const texts = new Map<string, SourceStatement>();
  builder.beginFile(file, text);
  for (const statement of splitScript(text, sourceType)) {
    builder.add(statement);
    const { line, column } = lines.at(statement.start);
    texts.set(`${line}:${column}`, { file, line, column, text: statement.text });
  }
  const queries: SourceStatement[] = [];
  const leftOut = builder.leftOut.filter(({ kind, matters, line, column }) => {
    const query = texts.get(`${line}:${column}`);
    if (matters || !query || !/^(SELECT|WITH)$/.test(kind)) return true;
    queries.push(query);
    return false;
  });
  const { userTypes } = builder;
  const objects = assemble(builder, sourceType);
  return { root: "", sourceType, objects, leftOut, userTypes, files: 1, queries };
}

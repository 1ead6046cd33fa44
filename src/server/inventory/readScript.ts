import type { SourceType } from "../../protocol/dialect.ts";
import { assemble } from "./assemble.ts";
import { InventoryBuilder } from "./builder.ts";
import { LineIndex } from "./lineIndex.ts";
import { splitScript } from "./split.ts";
import type { DataRange, Inventory, LeftOut, SourceStatement } from "./types.ts";
import { open } from "./unwrap.ts";

/** A statement that defines no object. */
export interface LooseStatement extends SourceStatement {
  /** It stood behind a condition (`IF NOT EXISTS (…)`) that is not part of the text. */
  guarded: boolean;
  /** What a migration makes of it: a reason why it is left out, or the table whose rows it changes. */
  migration: LeftOut | { table: string };
}

/** An inventory that is one text, with its statements that define no object, which no inventory has. */
export interface Script extends Omit<Inventory, "print" | "guessed"> {
  queries: SourceStatement[];
  loose: LooseStatement[];
}

/** Reads a script as readInventory reads files; positions name `file`. An empty one has no objects. */
export function readScript(file: string, text: string, sourceType: SourceType): Script {
  const builder = new InventoryBuilder(sourceType);
  const lines = new LineIndex(text);
  const texts = new Map<string, SourceStatement & { guarded: boolean }>();
  builder.beginFile(file, text);
  for (const statement of splitScript(text, sourceType)) {
    builder.add(statement);
    if (statement.kind !== "sql") continue;
    for (const found of open(statement, sourceType)) {
      const { line, column } = lines.at(found.statement.start);
      const { guarded, statement: inner } = found;
      texts.set(`${line}:${column}`, { file, line, column, text: inner.text, guarded });
    }
  }
  const objects = assemble(builder, sourceType);
  const queries: SourceStatement[] = [];
  const loose: LooseStatement[] = [];
  const takeRange = (range: DataRange, migration: LooseStatement["migration"]) => {
    const rows = text.slice(range.start, range.end);
    for (const { kind, start, text: one } of splitScript(rows, sourceType)) {
      if (kind !== "sql") continue;
      const { line, column } = lines.at(range.start + start);
      const guarded = texts.get(`${line}:${column}`)?.guarded ?? false;
      loose.push({ file, line, column, text: one, guarded, migration });
    }
  };
  const leftOut = builder.leftOut.filter((left) => {
    if (left.range) {
      takeRange(left.range, left);
      return false;
    }
    const statement = texts.get(`${left.line}:${left.column}`);
    // What is defined again, or filled and then created again, is gone when the script has run.
    if (
      !statement ||
      /^It is defined|created again later|replaced later|^Of this block only/.test(left.reason)
    )
      return true;
    const { guarded, ...source } = statement;
    if (!left.matters && /^(SELECT|WITH)$/.test(left.kind)) queries.push(source);
    else loose.push({ ...source, guarded, migration: left });
    return false;
  });
  for (const { name, data } of objects) for (const range of data) takeRange(range, { table: name });
  const { userTypes, statements } = builder;
  const read = { root: "", sourceType, objects, userTypes, files: 1, statements };
  return { ...read, leftOut, queries, loose };
}

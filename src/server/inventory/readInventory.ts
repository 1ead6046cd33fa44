import { stat } from "node:fs/promises";
import { join } from "node:path";
import { setImmediate } from "node:timers/promises";
import type { SourceType } from "../../protocol/dialect.ts";
import { assemble } from "./assemble.ts";
import { InventoryBuilder } from "./builder.ts";
import { InventoryError } from "./errors.ts";
import { FilesPrint } from "./filesPrint.ts";
import { locate, readText } from "./inventoryFiles.ts";
import { applyManifest } from "./manifestObjects.ts";
import type { Decoded } from "./sourceFile.ts";
import { splitScript } from "./split.ts";
import type { Inventory, LeftOut } from "./types.ts";

/** How long the event loop is held at most while a file is split. */
const SLICE_MS = 20;
/** How many files are read ahead, and up to how many bytes of them; larger ones are read one at a time. */
const READ_AHEAD = 16;
const READ_AHEAD_BYTES = 32 * 1024 * 1024;

export interface ReadInventoryOptions {
  /** Answer an inventory without objects too, instead of INVENTORY_EMPTY. */
  allowEmpty?: boolean;
}

/**
 * Reads an inventory: a folder of SQL files of any depth, one SQL file, or a manifest (inventory.json, given itself or at the
 * top of the folder). `path` is absolute. What cannot be read at all is an InventoryError; everything else that is not
 * migrated is told in `leftOut`.
 */
export async function readInventory(
  path: string,
  sourceType: SourceType,
  options: ReadInventoryOptions = {},
): Promise<Inventory> {
  const print = new FilesPrint();
  const source = await locate(path, print);
  const builder = new InventoryBuilder(sourceType);
  const leftOut: LeftOut[] = builder.leftOut;
  const guessed: string[] = [];
  for (let first = 0; first < source.files.length; first += READ_AHEAD) {
    const files = source.files.slice(first, first + READ_AHEAD);
    const texts = await readAhead(
      files.map((file) => join(source.root, file)),
      print,
    );
    for (const [at, file] of files.entries()) {
      const read = await (texts?.[at] ?? readText(join(source.root, file), print));
      if (read.guessed) guessed.push(file);
      await splitInto(builder, file, read.text, sourceType);
    }
  }
  const extra = source.entries ? applyManifest(builder, source.entries, sourceType) : undefined;
  const objects = assemble(builder, sourceType, extra);
  if (objects.length === 0 && !options.allowEmpty) throw empty(path, source.files.length, leftOut);
  const { userTypes, statements } = builder;
  const files = source.files.length;
  const { root } = source;
  return {
    ...{ root, sourceType, objects, leftOut, userTypes, files, statements },
    guessed,
    print: print.value,
  };
}

/** Begins to read files at the same time, or answers undefined when they are too large for that. */
async function readAhead(
  paths: readonly string[],
  print: FilesPrint,
): Promise<Promise<Decoded>[] | undefined> {
  const sizes = await Promise.all(
    paths.map(async (path) => (await stat(path).catch(() => null))?.size),
  );
  const bytes = sizes.reduce<number>((sum, size) => sum + (size ?? 0), 0);
  if (bytes > READ_AHEAD_BYTES) return undefined;
  const texts = paths.map((path) => readText(path, print));
  // Each is awaited in its turn; until then a rejection must not count as unhandled.
  for (const text of texts) text.catch(() => undefined);
  return texts;
}

async function splitInto(
  builder: InventoryBuilder,
  file: string,
  text: string,
  sourceType: SourceType,
): Promise<void> {
  builder.beginFile(file, text);
  let since = performance.now();
  for (const statement of splitScript(text, sourceType)) {
    builder.add(statement);
    if (performance.now() - since < SLICE_MS) continue;
    await setImmediate();
    since = performance.now();
  }
  builder.endFile(text);
}

function empty(path: string, files: number, leftOut: readonly LeftOut[]): InventoryError {
  const kinds = new Map<string, number>();
  for (const { kind } of leftOut) kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
  const most = [...kinds].sort((a, b) => b[1] - a[1]).slice(0, 5);
  const seen = most.map(([kind, count]) => `${count} ${kind}`).join(", ");
  const what =
    files === 0
      ? "holds no SQL files"
      : `holds no CREATE of a table, view or procedure (${files} files${seen ? `: ${seen}` : ""})`;
  const message = `${path} ${what}. Choose the folder with the exported DDL.`;
  return new InventoryError("INVENTORY_EMPTY", message);
}

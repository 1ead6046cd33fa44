import { readFile, stat } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { InventoryError } from "./errors.ts";
import { FilesPrint } from "./filesPrint.ts";
import { listSqlFiles } from "./listFiles.ts";
import { type ManifestEntry, parseManifest, resolveEntryFile } from "./manifest.ts";
import { type Decoded, decoded } from "./sourceFile.ts";

const MANIFEST = "inventory.json";

/** The files of an inventory. */
export interface InventoryFiles {
  /** Absolute path that the files are relative to. */
  root: string;
  files: string[];
  entries?: ReadonlyMap<ManifestEntry, string>;
}

/** Finds the files of the inventory at `path`; `print` takes what has to be read for that. */
export async function locate(path: string, print: FilesPrint): Promise<InventoryFiles> {
  const found = await stat(path).catch((cause: NodeJS.ErrnoException) => {
    const missing = cause.code === "ENOENT" || cause.code === "ENOTDIR";
    const message = missing
      ? `There is no file or folder ${path}. Check the path; the engine has to be able to see it.`
      : `${path} cannot be read (${cause.code ?? cause.message}). Check its permissions.`;
    throw new InventoryError(missing ? "INVENTORY_NOT_FOUND" : "INVENTORY_UNREADABLE", message, {
      cause,
    });
  });
  if (!found.isDirectory()) {
    if (!found.isFile()) {
      const message = `${path} is neither a file nor a folder. Choose the folder with the exported DDL.`;
      throw new InventoryError("INVENTORY_UNREADABLE", message);
    }
    if (basename(path).toLowerCase().endsWith(".json")) return fromManifest(path, print);
    return { root: dirname(path), files: [basename(path)] };
  }
  const manifest = join(path, MANIFEST);
  const listed = await stat(manifest).catch(() => undefined);
  if (listed?.isFile()) return fromManifest(manifest, print);
  const files = await listSqlFiles(path).catch((cause: NodeJS.ErrnoException) => {
    const message = `The folder ${cause.path ?? path} cannot be read (${cause.code ?? cause.message}). Check its permissions.`;
    throw new InventoryError("INVENTORY_UNREADABLE", message, { cause });
  });
  return { root: path, files };
}

async function fromManifest(path: string, print: FilesPrint): Promise<InventoryFiles> {
  const entries = new Map<ManifestEntry, string>();
  for (const entry of parseManifest((await readText(path, print)).text, path)) {
    entries.set(entry, await resolveEntryFile(entry, path));
  }
  return { root: dirname(path), files: [...new Set(entries.values())], entries };
}

/** Reads and decodes one of them. */
export async function readText(path: string, print: FilesPrint): Promise<Decoded> {
  try {
    const bytes = await readFile(path);
    print.add(path, bytes);
    return decoded(bytes);
  } catch (cause) {
    const { code, message } = cause as NodeJS.ErrnoException;
    const tooLong = code === "ERR_STRING_TOO_LONG" || code === "ERR_FS_FILE_TOO_LARGE";
    const advice =
      tooLong || code === "ERR_ENCODING_INVALID_ENCODED_DATA"
        ? "Files of more than 512 MB have to be split into several"
        : "Check its permissions";
    const text = `The file ${path} cannot be read (${code ?? message}). ${advice}.`;
    throw new InventoryError("INVENTORY_UNREADABLE", text, { cause });
  }
}

/** How many files are looked at at the same time. */
const AT_ONCE = 16;

/** What the files of the inventory at `path` hold now, as reading it would tell; takes a fraction of the time. */
export async function printFiles(path: string, signal: AbortSignal): Promise<string> {
  const print = new FilesPrint();
  const { root, files } = await locate(path, print);
  for (let first = 0; first < files.length; first += AT_ONCE) {
    signal.throwIfAborted();
    const some = files.slice(first, first + AT_ONCE);
    await Promise.all(some.map((file) => print.addFile(join(root, file))));
  }
  return print.value;
}

import { realpath, stat } from "node:fs/promises";
import { dirname, relative, resolve, sep } from "node:path";
import * as z from "zod";
import { InventoryError } from "./errors.ts";

const entrySchema = z.object({
  name: z.string().min(1),
  type: z.string().min(1),
  file: z.string().min(1),
  depends_on: z.array(z.string().min(1)).optional(),
});
const manifestSchema = z.union([z.array(entrySchema), z.object({ objects: z.array(entrySchema) })]);

/** An object as a manifest (inventory.json) lists it; `file` is relative to the manifest. */
export type ManifestEntry = z.infer<typeof entrySchema>;

/** Parses a manifest: `{ objects: [{ name, type, file, depends_on? }] }` or the bare list. */
export function parseManifest(text: string, path: string): ManifestEntry[] {
  let json: unknown;
  try {
    json = JSON.parse(text.replace(/^\uFEFF/, ""));
  } catch (cause) {
    const detail = (cause as Error).message;
    const message = `${path} is not valid JSON: ${detail}. Mend the file, or start from the folder with the SQL files.`;
    throw new InventoryError("MANIFEST_INVALID", message, { cause });
  }
  const list = Array.isArray(json) ? entriesOf(json) : manifestSchema.safeParse(json);
  if (list.success) return Array.isArray(list.data) ? list.data : list.data.objects;
  const [issue] = list.error.issues;
  const where = issue?.path.length ? ` at ${issue.path.join(".")}` : "";
  throw new InventoryError(
    "MANIFEST_INVALID",
    `${path} is no inventory manifest${where}: ${issue?.message ?? "unknown shape"}. ` +
      'It has to hold {"objects": [{"name", "type", "file", "depends_on"?}]}.',
  );
}

function entriesOf(json: unknown[]): z.ZodSafeParseResult<ManifestEntry[]> {
  return z.array(entrySchema).safeParse(json);
}

/** The path of an entry's file relative to the manifest's folder, with forward slashes. It has to lie in that folder. */
export async function resolveEntryFile(entry: ManifestEntry, manifest: string): Promise<string> {
  const root = await realpath(dirname(manifest));
  const wanted = resolve(root, entry.file.replaceAll("\\", "/"));
  const named = `The manifest ${manifest} lists ${entry.name} in ${entry.file}`;
  if (!isInside(root, wanted)) throw outside(named);
  const real = await realpath(wanted).catch((cause: Error) => {
    const message = `${named}, which does not exist. Correct the entry or add the file.`;
    throw new InventoryError("MANIFEST_INVALID", message, { cause });
  });
  if (!isInside(root, real)) throw outside(named);
  // A folder cannot be read, and a pipe or device has no end.
  if (!(await stat(real)).isFile()) {
    const message = `${named}, which is no file. Correct the entry.`;
    throw new InventoryError("MANIFEST_INVALID", message);
  }
  return relative(root, wanted).split(sep).join("/");
}

function outside(named: string): InventoryError {
  const message = `${named}, which lies outside the manifest's folder. Move the file into it.`;
  return new InventoryError("MANIFEST_INVALID", message);
}

function isInside(root: string, path: string): boolean {
  return path.startsWith(root.endsWith(sep) ? root : root + sep);
}

import { readFile } from "node:fs/promises";
import { UsageError } from "../usageError.ts";

const ADVICE = "Give a file that dw-migrate jobs export wrote with --format json";

/** The text of an exported job. Throws a UsageError where the file cannot be read or is no JSON. */
export async function readExportFile(path: string): Promise<string> {
  const text = await readFile(path, "utf8").catch((error: NodeJS.ErrnoException) => {
    throw new UsageError(
      `${path} ${REASONS[error.code ?? ""] ?? `cannot be read (${error.code})`}. ${ADVICE}.`,
    );
  });
  try {
    JSON.parse(text);
  } catch (error) {
    throw new UsageError(`${path} is no JSON (${(error as Error).message}). ${ADVICE}.`);
  }
  return text;
}

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: "is not there",
  EISDIR: "is a folder",
  EACCES: "may not be read",
};

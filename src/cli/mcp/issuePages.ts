import { readFile } from "node:fs/promises";

/** Beside the bundle's folder, or beside the sources. */
const FOLDER = import.meta.url.endsWith(".ts") ? "../../../docs/issues/" : "../docs/issues/";
const CODE = /^[A-Z]+-[A-Z]+-\d+$/;

/** The page about an issue code; undefined when there is none. */
export async function readIssuePage(code: string): Promise<string | undefined> {
  if (!CODE.test(code)) return undefined;
  try {
    return await readFile(new URL(`${FOLDER}${code}.md`, import.meta.url), "utf8");
  } catch {
    return undefined;
  }
}

import { readFile } from "node:fs/promises";

/**
 * Decodes an SQL file: UTF-16 with a byte order mark (what SSMS writes), UTF-8 with or without one, else Windows-1252.
 * The mark is no part of the text; nothing else is changed, so offsets into the text are stable.
 */
export function decodeSql(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder("utf-16le").decode(bytes);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder("utf-16be").decode(bytes);
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch (error) {
    // Only malformed bytes mean another encoding; a file that is too long for a string is an error.
    if (!(error instanceof TypeError)) throw error;
    return new TextDecoder("windows-1252").decode(bytes);
  }
}

/** Reads and decodes an SQL file. Offsets of a DataRange are UTF-16 units into exactly this string. */
export async function readSqlFile(path: string): Promise<string> {
  return decodeSql(await readFile(path));
}

/** A copy of a piece of text that does not keep the whole text alive (a slice in V8 does). */
export function detach(text: string): string {
  return text.length < 13 ? text : Buffer.from(text, "utf16le").toString("utf16le");
}

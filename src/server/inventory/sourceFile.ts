import { readFile } from "node:fs/promises";

/** What a file's bytes say, and whether that is a guess: bytes that are no UTF are taken for Windows-1252. */
export interface Decoded {
  text: string;
  guessed: boolean;
}

/**
 * Decodes an SQL file: UTF-16 with a byte order mark (what SSMS writes) or without, UTF-8 with or without one, else
 * Windows-1252, which a file of Latin-1 is taken for as well.
 * The mark is no part of the text; nothing else is changed, so offsets into the text are stable.
 */
export function decoded(bytes: Uint8Array): Decoded {
  const known = (encoding: string) => ({
    text: new TextDecoder(encoding).decode(bytes),
    guessed: false,
  });
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return known("utf-16le");
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return known("utf-16be");
  const unmarked = unmarkedUtf16(bytes);
  if (unmarked) return known(unmarked);
  try {
    return { text: new TextDecoder("utf-8", { fatal: true }).decode(bytes), guessed: false };
  } catch (error) {
    // Only malformed bytes mean another encoding; a file that is too long for a string is an error.
    if (!(error instanceof TypeError)) throw error;
    return { text: new TextDecoder("windows-1252").decode(bytes), guessed: true };
  }
}

/** The text of an SQL file. */
export function decodeSql(bytes: Uint8Array): string {
  return decoded(bytes).text;
}

/** How much of a file is looked at, and what share of its pairs have to be ASCII in UTF-16: SQL is mostly that. */
const LOOKED_AT = 4096;
const MOSTLY = 0.7;

/** UTF-16 without a mark shows in its zeros: every second byte of its ASCII characters is one, and no text of bytes has any. */
function unmarkedUtf16(bytes: Uint8Array): "utf-16le" | "utf-16be" | undefined {
  const pairs = Math.min(bytes.length, LOOKED_AT) >> 1;
  if (pairs < 2) return undefined;
  let little = 0;
  let big = 0;
  for (let at = 0; at < pairs * 2; at += 2) {
    if (bytes[at] === 0 && bytes[at + 1] !== 0) big++;
    else if (bytes[at] !== 0 && bytes[at + 1] === 0) little++;
  }
  if (little > pairs * MOSTLY) return "utf-16le";
  return big > pairs * MOSTLY ? "utf-16be" : undefined;
}

/** Reads and decodes an SQL file. Offsets of a DataRange are UTF-16 units into exactly this string. */
export async function readSqlFile(path: string): Promise<string> {
  return decodeSql(await readFile(path));
}

/** A copy of a piece of text that does not keep the whole text alive (a slice in V8 does). */
export function detach(text: string): string {
  return text.length < 13 ? text : Buffer.from(text, "utf16le").toString("utf16le");
}

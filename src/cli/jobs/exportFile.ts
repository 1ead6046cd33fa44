import { createWriteStream } from "node:fs";
import { rename, rm } from "node:fs/promises";
import { resolve } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";

type Body = ReadableStream<Uint8Array>;

/** Writes an export to a file, or to stdout without one. A file that is there is whole. */
export async function writeExport(body: Body, output: string | undefined): Promise<void> {
  const text = Readable.fromWeb(body);
  if (output === undefined) {
    await pipeline(text, process.stdout, { end: false });
    return;
  }
  const path = resolve(output);
  const part = `${path}.part`;
  try {
    await pipeline(text, createWriteStream(part));
    await rename(part, path);
  } catch (error) {
    await rm(part, { force: true });
    throw error;
  }
}

import { stat } from "node:fs/promises";
import { join } from "node:path";
import { LineIndex } from "../../inventory/lineIndex.ts";
import { readSqlFile } from "../../inventory/sourceFile.ts";

/** A decoded file and where its lines begin. */
export interface SourceText {
  text: string;
  lines: LineIndex;
}

interface KeptFile {
  /** What the file was when it was read: size, time of change, and which file it is. */
  stamp: string;
  text: Promise<SourceText>;
}

/**
 * Keeps the files that ranges were last read from, so that a file is not decoded anew for each of its ranges. A file that
 * was changed is read again: the cache outlives the job, and offsets are those of the file as it is now.
 */
export class FileCache {
  readonly #most: number;
  readonly #files = new Map<string, KeptFile>();

  /** `most` is how many files are kept. */
  constructor(most = 4) {
    this.#most = most;
  }

  /** The file's text; rejects when it cannot be read. */
  async read(root: string, file: string): Promise<SourceText> {
    const path = join(root, file);
    const { size, mtimeNs, ino } = await stat(path, { bigint: true });
    const stamp = `${ino}/${size}/${mtimeNs}`;
    const known = this.#files.get(path);
    this.#files.delete(path);
    if (known?.stamp === stamp) {
      this.#files.set(path, known);
      return known.text;
    }
    const text = readSqlFile(path).then((read) => ({ text: read, lines: new LineIndex(read) }));
    const kept = { stamp, text };
    this.#files.set(path, kept);
    text.catch(() => this.#files.get(path) === kept && this.#files.delete(path));
    const [oldest] = this.#files.keys();
    if (this.#files.size > this.#most && oldest !== undefined) this.#files.delete(oldest);
    return text;
  }
}

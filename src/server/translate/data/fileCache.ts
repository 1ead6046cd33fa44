import { join } from "node:path";
import { LineIndex } from "../../inventory/lineIndex.ts";
import { readSqlFile } from "../../inventory/sourceFile.ts";

/** A decoded file and where its lines begin. */
export interface SourceText {
  text: string;
  lines: LineIndex;
}

/** Keeps the files that ranges were last read from, so that a file is not decoded anew for each of its ranges. */
export class FileCache {
  readonly #most: number;
  readonly #files = new Map<string, Promise<SourceText>>();

  /** `most` is how many files are kept. */
  constructor(most = 4) {
    this.#most = most;
  }

  /** The file's text; rejects when it cannot be read. */
  read(root: string, file: string): Promise<SourceText> {
    const path = join(root, file);
    const known = this.#files.get(path);
    if (known) {
      this.#files.delete(path);
      this.#files.set(path, known);
      return known;
    }
    const reading = readSqlFile(path).then((text) => ({ text, lines: new LineIndex(text) }));
    this.#files.set(path, reading);
    reading.catch(() => this.#files.delete(path));
    const [oldest] = this.#files.keys();
    if (this.#files.size > this.#most && oldest !== undefined) this.#files.delete(oldest);
    return reading;
  }
}

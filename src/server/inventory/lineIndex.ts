/** Finds line and column of an offset. Lines end with LF, CRLF or a lone CR; all numbers count from 1. */
export class LineIndex {
  readonly #starts: number[];

  constructor(text: string) {
    this.#starts = [0];
    const end = /\r\n?|\n/g;
    while (end.test(text)) this.#starts.push(end.lastIndex);
  }

  /** Line and column (1-based, in UTF-16 units) of an offset in UTF-16 units. */
  at(offset: number): { line: number; column: number } {
    let low = 0;
    let high = this.#starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.#starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return { line: low + 1, column: offset - (this.#starts[low] ?? 0) + 1 };
  }
}

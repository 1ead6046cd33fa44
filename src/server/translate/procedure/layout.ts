/** Lines of a script under way, indented by two blanks a level. */
export class Layout {
  readonly lines: string[] = [];
  #depth = 0;

  /** Only the first line of `text` is indented: the others may be inside of a text literal. */
  line(text: string): void {
    this.lines.push("  ".repeat(this.#depth) + text);
  }

  indented(write: () => void): void {
    this.#depth++;
    write();
    this.#depth--;
  }

  toString(): string {
    return this.lines.join("\n");
  }
}

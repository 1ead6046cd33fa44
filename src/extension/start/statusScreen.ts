const CLEAR_LINE = "\r\u001b[2K";

/** A terminal whose last line is rewritten, with lasting lines above it. */
export class StatusScreen {
  readonly #write: (text: string) => void;
  #columns: number;
  #status = "";

  constructor(write: (text: string) => void, columns = 80) {
    this.#write = write;
    this.#columns = columns;
  }

  /** A line that is broken could not be taken back as a whole. */
  set columns(columns: number) {
    this.#columns = columns;
  }

  /** Writes a lasting line above the status. */
  line(text: string, colour?: "red" | "yellow" | "green"): void {
    const codes = { red: 31, yellow: 33, green: 32 };
    const shown = colour ? `\u001b[${codes[colour]}m${text}\u001b[0m` : text;
    this.#write(`${this.#status && CLEAR_LINE}${shown}\r\n${this.#status}`);
  }

  /** Replaces the status; empty takes it away. */
  status(text: string): void {
    const next = text.slice(0, Math.max(1, this.#columns - 1));
    if (next === this.#status) return;
    this.#write(`${this.#status && CLEAR_LINE}${next}`);
    this.#status = next;
  }
}

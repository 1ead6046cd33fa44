import type { L10n, Log } from "../../../../src/extension/hostTypes.ts";

/** vscode.l10n without a bundle: the English text with its arguments filled in. */
export const english: L10n = {
  t: ((message: string, ...args: unknown[]) =>
    message.replace(/\{(\d+)\}/g, (_, index) => String(args[Number(index)]))) as L10n["t"],
};

/** A log that keeps its lines as `level text`. */
export class MemoryLog implements Log {
  readonly lines: string[] = [];
  debug = (text: string) => this.#add("debug", text);
  info = (text: string) => this.#add("info", text);
  warn = (text: string) => this.#add("warn", text);
  error = (text: string | Error) => this.#add("error", String(text));

  #add(level: string, text: string): void {
    this.lines.push(`${level} ${text}`);
  }
}

import type { SourceType } from "../../../../../protocol/dialect.ts";
import type { SqlWriter } from "../../../writer/sqlWriter.ts";
import { type MaskElement, maskWords, percentElement } from "./maskElements.ts";

type Case = "none" | "upper" | "lower";

/** A stretch of a mask: a datetime pattern (quoted literals included), or an expression. */
interface Piece {
  pattern: string;
  /** What the pattern's output may go through and come out as the source prints it. */
  cases: readonly Case[];
  /** Characters that a name is filled up to. */
  pad?: number;
  print?: (date: string) => string;
}

const ANY_CASE: readonly Case[] = ["none", "upper", "lower"];

/** Cases that leave the text as it is. */
function casesOf(text: string): readonly Case[] {
  const cases: Case[] = ["none"];
  if (text === text.toUpperCase()) cases.push("upper");
  if (text === text.toLowerCase()) cases.push("lower");
  return cases;
}

/** How the letters of a pattern come out, and in which case the source wants them. */
function casesOfPattern(pattern: string, wanted: Case): readonly Case[] {
  const half = pattern.includes("a");
  const name = /M{3}|E|V/.test(pattern);
  if (!half && !name) return ANY_CASE;
  if (wanted === "lower") return ["lower"];
  if (name) return [wanted];
  return ["none", "upper"];
}

/** A mask that Databricks can print or read. */
export interface DateMask {
  pieces: readonly Piece[];
  /** Elements' names as the source writes them, in upper case but for dialects where case matters. */
  elements: readonly string[];
  notes: readonly string[];
}

/**
 * Reads a date mask of the source. `reading` is for parsing text, where case and padding do not matter. An element
 * without counterpart is answered as `unknown`.
 */
export function dateMask(
  mask: string,
  dialect: SourceType,
  reading: boolean,
): DateMask | { unknown: string } {
  return dialect === "mysql" || dialect === "bigquery"
    ? percentMask(mask, dialect, reading)
    : wordMask(mask, dialect, reading);
}

/** Pieces of a mask as they are gathered. */
class Pieces {
  readonly list: Piece[] = [];
  readonly elements: string[] = [];
  readonly notes: string[] = [];

  literal(text: string): void {
    if (text === "") return;
    const pattern = /[A-Za-z'[\]{}#]/.test(text) ? `'${text.replaceAll("'", "''")}'` : text;
    this.list.push({ pattern, cases: casesOf(text) });
  }

  /** False where the element cannot be read. */
  add(name: string, written: string, element: MaskElement, fill: boolean, reading: boolean) {
    if (reading && (element.print || element.printOnly)) return false;
    this.elements.push(name);
    if (element.note !== undefined) this.notes.push(element.note);
    if (element.print) {
      this.list.push({ pattern: "", cases: ANY_CASE, print: element.print });
      return true;
    }
    const pattern = (fill ? element.short : undefined) ?? element.pattern ?? "";
    const folded = element.named && !reading;
    const upper = folded && written === written.toUpperCase();
    const lower = folded && written === written.toLowerCase();
    const cases = casesOfPattern(pattern, upper ? "upper" : lower ? "lower" : "none");
    const piece: Piece = { pattern, cases };
    if (folded && element.pad !== undefined && !fill) piece.pad = element.pad;
    this.list.push(piece);
    return true;
  }

  get mask(): DateMask {
    return { pieces: this.list, elements: this.elements, notes: this.notes };
  }
}

function percentMask(mask: string, dialect: SourceType, reading: boolean) {
  const pieces = new Pieces();
  let literal = "";
  for (let at = 0; at < mask.length; at++) {
    if (mask[at] !== "%") {
      literal += mask[at];
      continue;
    }
    const rest = mask.slice(at + 1);
    const whitespace = dialect === "bigquery" ? { n: "\n", t: "\t" }[rest[0] ?? ""] : undefined;
    if (rest.startsWith("%") || whitespace !== undefined) {
      literal += whitespace ?? "%";
      at++;
      continue;
    }
    pieces.literal(literal);
    literal = "";
    const { element, length } = percentElement(rest, dialect);
    const name = rest.slice(0, length);
    if (!element || !pieces.add(name, name, element, false, reading))
      return { unknown: `%${name}` };
    at += length;
  }
  pieces.literal(literal);
  return pieces.mask;
}

function wordMask(mask: string, dialect: SourceType, reading: boolean) {
  const sensitive = dialect === "tsql";
  // Oracle's FM switches; PostgreSQL's is of the next element alone.
  const once = dialect === "postgres" || dialect === "redshift";
  // The T of ISO 8601 needs no quotes in these; elsewhere TH would be the ordinal's.
  const bareT = sensitive || dialect === "snowflake";
  const words = maskWords(dialect);
  const pieces = new Pieces();
  let fill = false;
  for (let at = 0; at < mask.length; ) {
    const rest = mask.slice(at);
    const character = mask[at] ?? "";
    if (character === '"' || (sensitive && character === "'")) {
      const end = mask.indexOf(character, at + 1);
      if (end < 0) return { unknown: character };
      pieces.literal(mask.slice(at + 1, end));
      at = end + 1;
      continue;
    }
    if (sensitive && character === "\\") {
      pieces.literal(mask[at + 1] ?? "");
      at += 2;
      continue;
    }
    if (!sensitive && /^f[mx]/i.test(rest)) {
      if (/^fm/i.test(rest)) fill = once || !fill;
      at += 2;
      continue;
    }
    const found = words.find(([name]) => {
      const written = rest.slice(0, name.length);
      return (sensitive ? written : written.toUpperCase()) === name;
    });
    if (found) {
      const [name, element] = found;
      const written = rest.slice(0, name.length);
      if (!pieces.add(name, nameCase(rest, name), element, fill, reading))
        return { unknown: written };
      if (once) fill = false;
      at += name.length;
    } else if (/[A-Za-z0-9]/.test(character) && !(bareT && /^T(?!Z)/.test(rest))) {
      return { unknown: character };
    } else {
      pieces.literal(character);
      at++;
    }
  }
  return pieces.mask;
}

/** How a name's case is told: by its first two letters (Oracle prints `Month` and `MOnth` differently). */
function nameCase(rest: string, name: string): string {
  return rest.slice(0, Math.min(2, name.length));
}

/** The mask as one datetime pattern, for reading. */
export function readPattern(mask: DateMask): string {
  return joined(mask.pieces);
}

/** Neighbouring quoted literals are one: 'a''b' would be a quote between them. */
function joined(pieces: readonly Piece[]): string {
  return pieces.reduce((all, { pattern }) => {
    const quotes = all.endsWith("'") && pattern.startsWith("'");
    return quotes ? `${all.slice(0, -1)}${pattern.slice(1)}` : all + pattern;
  }, "");
}

/** A date printed by a mask: one date_format where patterns say it all, else its parts joined. */
export function printed(out: SqlWriter, mask: DateMask, date: string): string {
  const { pieces } = mask;
  const format = (run: readonly Piece[], fold: Case) => {
    const sql = plainText(out, run) ?? `date_format(${date}, ${out.text(joined(run))})`;
    return fold === "none" ? sql : `${fold}(${sql})`;
  };
  const special = (piece: Piece) => piece.print !== undefined || piece.pad !== undefined;
  if (!pieces.some(special)) {
    const fold = ANY_CASE.find((kind) => pieces.every((piece) => piece.cases.includes(kind)));
    if (fold) return format(pieces, fold);
  }
  const parts: string[] = [];
  let run: Piece[] = [];
  const flush = () => {
    if (run.length > 0) parts.push(format(run, "none"));
    run = [];
  };
  for (const piece of pieces) {
    if (!special(piece) && piece.cases.includes("none")) {
      run.push(piece);
      continue;
    }
    flush();
    const sql = piece.print?.(date) ?? format([piece], piece.cases[0] ?? "none");
    parts.push(piece.pad === undefined ? sql : `rpad(${sql}, ${piece.pad}, ' ')`);
  }
  flush();
  return parts.length === 1 ? (parts[0] ?? "''") : `concat(${parts.join(", ")})`;
}

/** The text of a run that is only literals. */
function plainText(out: SqlWriter, run: readonly Piece[]): string | undefined {
  const pattern = joined(run);
  const bare = pattern.replace(/'((?:[^']|'')*)'/g, "");
  if (/[A-Za-z]/.test(bare)) return undefined;
  return out.text(
    pattern.replace(/'((?:[^']|'')*)'|''/g, (_, inner: string | undefined) =>
      (inner ?? "").replaceAll("''", "'"),
    ),
  );
}

/** True when the mask has a time of day. */
export function hasClock(mask: DateMask): boolean {
  return mask.pieces.some(({ pattern, print }) => !print && /[HhmsSa]/.test(unquoted(pattern)));
}

/** True when the mask has fractions of a second. */
export function hasFraction(mask: DateMask): boolean {
  return mask.pieces.some(({ pattern }) => unquoted(pattern).includes("S"));
}

/** True when the mask has the zone or its offset. */
export function hasZone(mask: DateMask): boolean {
  return mask.pieces.some(({ pattern }) => /[xV]/.test(unquoted(pattern)));
}

/** Which years the mask reads: of four digits, of two, or none. */
export function yearOf(mask: DateMask): "full" | "short" | "none" {
  const pattern = unquoted(readPattern(mask));
  if (pattern.includes("yyyy")) return "full";
  return pattern.includes("yy") ? "short" : "none";
}

/** True when the mask reads a month, or the day of the year. */
export function hasMonth(mask: DateMask): boolean {
  return /[MD]/.test(unquoted(readPattern(mask)));
}

function unquoted(pattern: string): string {
  return pattern.replace(/'(?:[^']|'')*'/g, "");
}

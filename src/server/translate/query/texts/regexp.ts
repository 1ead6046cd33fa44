import type { Expr } from "../expr.ts";
import type { Tx } from "../tx.ts";
import { withAllLetters } from "./wordClasses.ts";

/** Flags of a search: `s` a point stands for line ends too, `i` upper and lower case are the same. */
export type RegexpFlags = "" | "s" | "i" | "si";

/** PostgreSQL's `\\m`, `\\M` and `\\y`, the ends of words, which RE2 and Java write `\\b`. */
export function withWordEnds(tx: Tx, pattern: Expr): Expr {
  const { literal } = pattern;
  // MySQL 5's and MariaDB's words for the ends of words.
  if (literal !== undefined && tx.is("mysql")) {
    const own = literal.replace(/\[\[:[<>]:\]\]/g, "\\b");
    return own === literal ? pattern : { ...pattern, sql: tx.out.text(own), literal: own };
  }
  if (literal === undefined) return pattern;
  const ends = literal.replace(/\\([\s\S])/g, (all, letter: string) =>
    "mMy".includes(letter) ? "\\b" : all,
  );
  if (ends !== literal && tx.is("postgres") && tx.target === "duckdb")
    tx.noteSmall("words end at letters that are not of ASCII here (\\y, \\m and \\M of a pattern)");
  const own = tx.is("postgres") ? withAllLetters(ends) : ends;
  return own === literal ? pattern : { ...pattern, sql: tx.out.text(own), literal: own };
}

/** An argument of a call: PostgreSQL's pattern, where it is one. */
export function patternArgument(tx: Tx, name: string, index: number, value: Expr): Expr {
  return index === 1 && tx.is("postgres") && name.startsWith("REGEXP_")
    ? withWordEnds(tx, value)
    : value;
}

/** True when the pattern is found anywhere in the subject. */
export function regexpFound(tx: Tx, subject: string, pattern: Expr, flags: RegexpFlags): string {
  if (tx.target === "duckdb")
    return `regexp_matches(${subject}, ${pattern.sql}${flags ? `, '${flags}'` : ""})`;
  return `regexp_like(${subject}, ${withFlags(tx, pattern, flags)})`;
}

/** True when the pattern takes the whole subject. */
export function regexpWhole(tx: Tx, subject: string, pattern: Expr, flags: RegexpFlags): string {
  if (tx.target === "duckdb")
    return `regexp_full_match(${subject}, ${pattern.sql}${flags ? `, '${flags}'` : ""})`;
  const inside = pattern.literal;
  const whole =
    inside === undefined ? `concat('^(?:', ${pattern.sql}, ')$')` : tx.out.text(`^(?:${inside})$`);
  return `regexp_like(${subject}, ${withFlags(tx, { ...pattern, sql: whole, ...(inside === undefined ? {} : { literal: `^(?:${inside})$` }) }, flags)})`;
}

/** Java's way to give flags: in front of the pattern. */
function withFlags(tx: Tx, pattern: Expr, flags: RegexpFlags): string {
  if (flags === "") return pattern.sql;
  if (pattern.literal !== undefined) return tx.out.text(`(?${flags})${pattern.literal}`);
  return `concat('(?${flags})', ${pattern.sql})`;
}

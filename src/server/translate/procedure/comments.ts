import type { Cursor } from "../cursor.ts";
import type { Statement } from "./model.ts";

/** A source's comment between two tokens. */
interface SourceComment {
  /** Its lines, without what marks it as a comment. */
  lines: string[];
  /** It begins in the line in which the token before it ends. */
  behind: boolean;
}

/**
 * Gives the comments before the token `start` to the statements that they are about: one that stands behind a statement, in
 * its line, to the last of `before`, the others to the first of `read`.
 */
export function keepComments(
  cursor: Cursor,
  start: number,
  before: readonly Statement[],
  read: readonly Statement[],
): void {
  const from = cursor.tokens[start - 1]?.end;
  const to = cursor.tokens[start]?.start;
  if (from === undefined || to === undefined || to - from < 4) return;
  const last = before.at(-1);
  const [first] = read;
  for (const { lines, behind } of commentsIn(cursor.text.slice(from, to))) {
    const about = behind ? (last ?? first) : first;
    if (about) about.comments = [...(about.comments ?? []), ...lines];
  }
}

/** The comments of a text; none where it holds something else: code that a compiler's directive leaves out. */
function commentsIn(gap: string): SourceComment[] {
  const found: SourceComment[] = [];
  let behind = true;
  for (let at = 0; at < gap.length; ) {
    if (/\s/.test(gap.charAt(at))) {
      if (gap[at] === "\n") behind = false;
      at++;
      continue;
    }
    if (!/^(?:\/\*|--|\/\/|#)/.test(gap.slice(at, at + 2))) return [];
    const isBlock = gap.startsWith("/*", at);
    const close = gap.indexOf(isBlock ? "*/" : "\n", at);
    const end = close < 0 ? gap.length : isBlock ? close + 2 : close;
    const lines = linesOf(gap.slice(at, end));
    if (lines.length > 0) found.push({ lines, behind });
    at = end;
  }
  return found;
}

/** The words of a comment, line by line; a hint to an optimizer is none. */
function linesOf(comment: string): string[] {
  if (/^(?:\/\*|--)\+/.test(comment)) return [];
  const bare = comment.replace(/^(?:\/\*+|--+|\/\/+|#+)/, "").replace(/\*+\/$/, "");
  const lines = bare.split(/\r\n?|\n/).map((line) => line.trim().replace(/^\*+(?:\s+|$)/, ""));
  return lines.filter((line) => line !== "");
}

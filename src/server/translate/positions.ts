import type { SourcePosition } from "../inventory/types.ts";

/**
 * The place of `offset` (UTF-16 units into `text`) in the file, when the text's first character stands at `start`.
 * Lines end with LF, CRLF or a lone CR; lines and columns count from 1.
 */
export function positionAt(start: SourcePosition, text: string, offset: number): SourcePosition {
  let lines = 0;
  let lineStart = -1;
  const end = /\r\n?|\n/g;
  while (end.test(text) && end.lastIndex <= offset) {
    lines++;
    lineStart = end.lastIndex;
  }
  const column = lineStart < 0 ? start.column + offset : offset - lineStart + 1;
  return { file: start.file, line: start.line + lines, column };
}

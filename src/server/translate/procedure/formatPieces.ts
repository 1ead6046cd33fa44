import type { Cursor } from "../cursor.ts";
import type { Tx } from "../query/tx.ts";
import { type TextPiece, textPieces } from "./textPieces.ts";

/** `%s`, `%2$I`, `%%`; widths and flags are not among them. */
const ELEMENT = /%(?:(\d+)\$)?([sIL%])/g;

/** What PostgreSQL's format(text, args …) puts together; undefined where that cannot be told. */
export function formatPieces(
  format: string,
  args: readonly Cursor[],
  tx: Tx,
): TextPiece[] | undefined {
  if (format.replaceAll(ELEMENT, "").includes("%")) return undefined;
  if (args.some((arg) => arg.isWords("VARIADIC"))) return undefined;
  const pieces: TextPiece[] = [];
  let at = 0;
  let next = 0;
  for (const { 0: element, 1: place, 2: kind, index } of format.matchAll(ELEMENT)) {
    if (index > at) pieces.push({ literal: format.slice(at, index) });
    at = index + element.length;
    if (kind === "%") {
      pieces.push({ literal: "%" });
      continue;
    }
    // An element without a number takes the argument behind that of the one before.
    next = place === undefined ? next + 1 : Number(place);
    const part = args[next - 1];
    if (!part) return undefined;
    pieces.push(...elementPieces(kind, part, tx));
  }
  if (at < format.length) pieces.push({ literal: format.slice(at) });
  return pieces;
}

function elementPieces(kind: string | undefined, part: Cursor, tx: Tx): TextPiece[] {
  if (kind === "I") return [{ is: "name", part }];
  if (kind === "L") return [{ is: "value", part, orNull: true }];
  // What is quoted already, or a literal.
  const inner = textPieces(part, tx);
  const known = inner?.every((piece) => "literal" in piece || piece.is !== "text");
  return inner && known ? inner : [{ is: "text", part, orEmpty: true }];
}

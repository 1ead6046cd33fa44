/** Strings, names in backticks, words and numbers of Databricks SQL; anything else is one character. */
const PIECE = /'(?:[^'\\]|\\.)*'|`(?:[^`]|``)*`|[A-Za-z_]\w*|\d[\w.]*|[\s\S]/g;

/** The pieces of an expression; joined they are the expression. */
export function sqlPieces(sql: string): readonly string[] {
  return sql.match(PIECE) ?? [];
}

/** True for what needs no brackets around it: a name, a number, a text, a call, something in brackets. */
function isSimple(sql: string): boolean {
  const pieces = sqlPieces(sql);
  if (pieces.length === 1) return true;
  if (pieces.every((piece) => /^[\w.`]/.test(piece))) return !sql.includes(" ");
  const open = pieces[0] === "(" ? 0 : 1;
  if (pieces[open] !== "(") return false;
  let depth = 0;
  for (const [index, piece] of pieces.entries()) {
    if (piece === "(") depth++;
    else if (piece === ")" && --depth === 0) return index === pieces.length - 1;
  }
  return false;
}

/** The expression with names replaced that stand alone: no part of a dotted name, no call. */
export function substitute(sql: string, replacement: (name: string) => string | undefined): string {
  const pieces = sqlPieces(sql);
  return pieces
    .map((piece, index) => {
      const word = /^[A-Za-z_]/.test(piece);
      if (!word && !piece.startsWith("`")) return piece;
      if (pieces[index - 1] === "." || pieces[index + 1] === "." || pieces[index + 1] === "(")
        return piece;
      const name = word ? piece : piece.slice(1, -1).replaceAll("``", "`");
      const value = replacement(name);
      if (value === undefined) return piece;
      return pieces.length === 1 || isSimple(value) ? value : `(${value})`;
    })
    .join("");
}

/** PostgreSQL's classes of letters, which take those of every language in a database of UTF-8; RE2's and Java's only know ASCII. */
const CLASSES: Readonly<Record<string, string>> = {
  alnum: "\\p{L}\\p{N}",
  alpha: "\\p{L}",
  lower: "\\p{Ll}",
  upper: "\\p{Lu}",
};
const WORD = "\\p{L}\\p{N}_";

/** A pattern of PostgreSQL with its classes of letters as RE2 and Java write them: `\\w`, `[[:alnum:]]`. */
export function withAllLetters(pattern: string): string {
  let own = "";
  for (let at = 0; at < pattern.length; ) {
    const character = pattern[at] ?? "";
    if (character === "\\") {
      const letter = pattern[at + 1] ?? "";
      own += letter === "w" ? `[${WORD}]` : letter === "W" ? `[^${WORD}]` : `\\${letter}`;
      at += 2;
    } else if (character === "[") {
      const inside = /^\[\^?\]?(?:\[:\w+:\]|\\[\s\S]|[^\]\\])*\]/.exec(pattern.slice(at))?.[0];
      if (inside === undefined) return pattern;
      own += withinBracket(inside);
      at += inside.length;
    } else {
      own += character;
      at++;
    }
  }
  return own;
}

function withinBracket(bracket: string): string {
  return bracket
    .replace(/\[:(\w+):\]/g, (all, name: string) => CLASSES[name] ?? all)
    .replace(/\\[\s\S]/g, (all) => (all === "\\w" ? WORD : all));
}

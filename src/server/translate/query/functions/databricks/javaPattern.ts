/** POSIX classes -> Java's. */
const CLASSES: Readonly<Record<string, string>> = {
  alnum: "\\p{Alnum}",
  alpha: "\\p{Alpha}",
  ascii: "\\p{ASCII}",
  blank: "\\p{Blank}",
  cntrl: "\\p{Cntrl}",
  digit: "\\p{Digit}",
  graph: "\\p{Graph}",
  lower: "\\p{Lower}",
  print: "\\p{Print}",
  punct: "\\p{Punct}",
  space: "\\s",
  upper: "\\p{Upper}",
  word: "\\w",
  xdigit: "\\p{XDigit}",
};

/**
 * A regular expression of the sources (POSIX with Perl's short classes, RE2) as Java reads it: classes in brackets, and
 * what Java takes for more than itself there. Undefined where the two cannot be brought together.
 */
export function javaPattern(pattern: string): string | undefined {
  let java = "";
  for (let at = 0; at < pattern.length; ) {
    const character = pattern[at] ?? "";
    if (character === "\\") {
      // \m, \M, \y, \< and the like are PostgreSQL's; \C is RE2's; Java refuses or means others.
      if (/[mMyY<>C]/.test(pattern[at + 1] ?? "")) return undefined;
      java += pattern.slice(at, at + 2);
      at += 2;
    } else if (character === "[") {
      const end = bracketEnd(pattern, at);
      const inside = end < 0 ? undefined : bracket(pattern.slice(at + 1, end));
      if (inside === undefined) return undefined;
      java += `[${inside}]`;
      at = end + 1;
    } else if (pattern.startsWith("(?P<", at)) {
      java += "(?<";
      at += 4;
    } else {
      java += character;
      at++;
    }
  }
  return java;
}

/** Index of the `]` that closes the bracket at `start`: one right behind the opening is a character. */
function bracketEnd(pattern: string, start: number): number {
  let at = start + 1;
  if (pattern[at] === "^") at++;
  if (pattern[at] === "]") at++;
  for (; at < pattern.length; at++) {
    const rest = pattern.slice(at);
    if (pattern[at] === "\\") at++;
    else if (/^\[[:.=]/.test(rest)) {
      const close = pattern.indexOf(`${pattern[at + 1]}]`, at + 2);
      if (close < 0) return -1;
      at = close + 1;
    } else if (pattern[at] === "]") return at;
  }
  return -1;
}

function bracket(inside: string): string | undefined {
  let java = "";
  let at = 0;
  if (inside[at] === "^") {
    java += "^";
    at++;
  }
  while (at < inside.length) {
    const posix = /^\[:(\^?)(\w+):\]/.exec(inside.slice(at));
    if (posix) {
      const known = CLASSES[posix[2] ?? ""];
      if (known === undefined || posix[1]) return undefined;
      java += known;
      at += posix[0].length;
    } else if (/^\[[.=]/.test(inside.slice(at))) return undefined;
    else if (inside[at] === "\\") {
      java += inside.slice(at, at + 2);
      at += 2;
    } else if (inside[at] === "[" || inside[at] === "]" || inside.startsWith("&&", at)) {
      java += `\\${inside[at]}`;
      at++;
    } else {
      java += inside[at];
      at++;
    }
  }
  return java;
}

/** A replacement with `\1` as Java writes it: `$1`; its own dollars and backslashes are characters. */
export function javaReplacement(replacement: string): string {
  return replacement.replace(/\\(\d)|\\(\\)|[\\$]/g, (all, group?: string, backslash?: string) =>
    group !== undefined ? `$${group}` : backslash !== undefined ? "\\\\" : `\\${all}`,
  );
}

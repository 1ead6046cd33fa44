import { tokenize } from "../../sql/lexer.ts";
import { identifierOf } from "../../sql/token.ts";
import type { SourceStatement } from "../types.ts";
import type { PackageItem } from "./readPackage.ts";

/** The names and words in a piece of PL/SQL, in lower case. */
export function mentionedWords(text: string): ReadonlySet<string> {
  const words = new Set<string>();
  for (const token of tokenize(text, "oracle")) {
    const word = identifierOf(token);
    if (word !== undefined) words.add(word.toLowerCase());
  }
  return words;
}

/** A declaration of a package, and the names and words in it. */
export interface Declared {
  item: PackageItem;
  source: SourceStatement;
  words: ReadonlySet<string>;
}

/** The declarations that are named among the words, with those that these name, in the order they stand in. */
export function withDeclarations(
  words: ReadonlySet<string>,
  declarations: readonly Declared[],
): SourceStatement[] {
  const named = new Set(words);
  const used = new Set<SourceStatement>();
  for (let grew = true; grew; ) {
    grew = false;
    for (const { item, source, words: inside } of declarations) {
      // PRAGMA EXCEPTION_INIT(name, …) belongs to its exception.
      const pragma = item.is === "pragma";
      if (used.has(source)) continue;
      if (
        pragma ? ![...inside].some((word) => named.has(word)) : !named.has(item.name.toLowerCase())
      )
        continue;
      used.add(source);
      if (pragma) continue;
      for (const word of inside) named.add(word);
      grew = true;
    }
  }
  return declarations.filter(({ source }) => used.has(source)).map(({ source }) => source);
}

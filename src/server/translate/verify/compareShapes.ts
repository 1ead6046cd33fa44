import { tokenize } from "../../sql/lexer.ts";
import type { LexerDialect } from "../../sql/lexicon.ts";
import { type Shape, shapeOf } from "./shape.ts";

/**
 * Compares a query and its translation: how many columns, what they are called, how many tables are read. Answers what
 * differs, or undefined; also where the shape of one of them cannot be told.
 */
export function compareShapes(
  source: string,
  dialect: LexerDialect,
  output: string,
  target: LexerDialect,
): string | undefined {
  const wanted = shapeOf(tokenize(source, dialect), dialect);
  const made = wanted && shapeOf(tokenize(output, target));
  return wanted && made ? difference(wanted, made) : undefined;
}

function difference(wanted: Shape, made: Shape): string | undefined {
  if (wanted.columns && made.columns) {
    if (wanted.columns.length !== made.columns.length)
      return `${wanted.columns.length} columns in the source, ${made.columns.length} in the result`;
    for (const [index, name] of wanted.columns.entries()) {
      const other = made.columns[index];
      if (name === undefined || other === undefined || fold(name) === fold(other)) continue;
      return `column ${index + 1} is called ${name} in the source, ${other} in the result`;
    }
  }
  if (wanted.relations > made.relations)
    return `${wanted.relations} tables are read in the source, ${made.relations} in the result`;
  return undefined;
}

function fold(name: string): string {
  return name.toLowerCase();
}

import type { SourceType } from "../../protocol/dialect.ts";

/** Languages that can be tokenised: the sources, and the targets' own. */
export type LexerDialect = SourceType | "databricks" | "duckdb";

/** How a dialect writes its tokens. */
export interface Lexicon {
  /** Opening character of a quoted identifier -> its closing one. */
  identifierQuotes: Readonly<Record<string, string>>;
  /** Characters that open and close a string literal. */
  stringQuotes: string;
  /** A backslash in a plain string escapes the next character. */
  backslashEscapes: boolean;
  /** `$$ … $$` and `$tag$ … $tag$` are strings. */
  dollarQuotes: boolean;
  /** Block comments nest. */
  nestedComments: boolean;
  /** What opens a comment to the end of the line. `-- ` means: two dashes and white space (MySQL). */
  lineComments: readonly string[];
  /** Letters that may stand directly before a string's quote (upper case). */
  stringPrefixes: readonly string[];
  /** Oracle's q'[ … ]' literals. */
  alternativeQuoting: boolean;
  /** `'''` and `"""` open long strings (BigQuery). */
  tripleQuotes: boolean;
  /** The contents of version comments are code (MySQL). */
  versionComments: boolean;
  /** `@` and `#` are operators and no part of a word (PostgreSQL). */
  signs: boolean;
}

const STANDARD: Lexicon = {
  identifierQuotes: { '"': '"' },
  stringQuotes: "'",
  backslashEscapes: false,
  dollarQuotes: false,
  nestedComments: false,
  lineComments: ["--"],
  stringPrefixes: ["N", "X"],
  alternativeQuoting: false,
  tripleQuotes: false,
  versionComments: false,
  signs: false,
};

/** Sources: each vendor's SQL reference, chapter "lexical structure" or "literals". */
export const LEXICONS: Readonly<Record<LexerDialect, Lexicon>> = {
  oracle: { ...STANDARD, alternativeQuoting: true, stringPrefixes: ["N", "Q", "NQ"] },
  snowflake: {
    ...STANDARD,
    backslashEscapes: true,
    dollarQuotes: true,
    lineComments: ["--", "//"],
    stringPrefixes: ["X"],
  },
  tsql: {
    ...STANDARD,
    identifierQuotes: { '"': '"', "[": "]" },
    nestedComments: true,
    stringPrefixes: ["N"],
  },
  teradata: { ...STANDARD, stringPrefixes: ["X", "U&", "_LATIN", "_UNICODE"] },
  // Its texts go through the escapes of PostgreSQL 8: patterns are written with two backslashes ("POSIX operators").
  redshift: {
    ...STANDARD,
    backslashEscapes: true,
    dollarQuotes: true,
    nestedComments: true,
    stringPrefixes: ["E", "X", "B"],
  },
  bigquery: {
    ...STANDARD,
    identifierQuotes: { "`": "`" },
    stringQuotes: "'\"",
    backslashEscapes: true,
    lineComments: ["--", "#"],
    stringPrefixes: ["R", "B", "RB", "BR"],
    tripleQuotes: true,
  },
  postgres: {
    ...STANDARD,
    signs: true,
    dollarQuotes: true,
    nestedComments: true,
    stringPrefixes: ["E", "X", "B", "U&", "N"],
  },
  mysql: {
    ...STANDARD,
    identifierQuotes: { "`": "`" },
    stringQuotes: "'\"",
    backslashEscapes: true,
    lineComments: ["-- ", "#"],
    stringPrefixes: ["N", "X", "B", "_UTF8", "_UTF8MB4", "_LATIN1", "_BINARY"],
    versionComments: true,
  },
  // `"` opens a text in Databricks, never a name.
  databricks: {
    ...STANDARD,
    identifierQuotes: { "`": "`" },
    stringQuotes: "'\"",
    backslashEscapes: true,
    dollarQuotes: true,
    nestedComments: true,
    stringPrefixes: ["R", "X"],
  },
  duckdb: { ...STANDARD, dollarQuotes: true, nestedComments: true, stringPrefixes: ["E", "X"] },
};

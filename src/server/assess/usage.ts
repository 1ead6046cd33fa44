import type { Assessment } from "../../protocol/assessment.ts";
import type { SourceType } from "../../protocol/dialect.ts";
import { FOREIGN } from "../inventory/dependencies.ts";
import type { InventoryObject } from "../inventory/types.ts";
import { tokenize } from "../sql/lexer.ts";
import { isSymbol, isWord, type Token } from "../sql/token.ts";
import { FEATURES, type Feature } from "./features.ts";

/** How often something is used: calls of a function, objects with a feature. */
type UsageCount = Assessment["features"][number];

/** What the definitions of an inventory use, most used first. */
export interface Usage {
  features: UsageCount[];
  functions: UsageCount[];
}

/** Names with a bracket behind them that are no functions: words of the grammar, types, constraints. */
const NO_FUNCTIONS = new Set(
  (
    "SELECT FROM WHERE AND OR NOT IN EXISTS ANY SOME ALL ON USING VALUES INTO AS BY OVER WITH WITHIN FILTER CASE WHEN THEN ELSE IF " +
    "ELSIF ELSEIF WHILE UNTIL LOOP FOR RETURN RETURNS RETURNING CHECK KEY UNIQUE PRIMARY REFERENCES CONSTRAINT DEFAULT INDEX " +
    "PARTITION UNION EXCEPT INTERSECT MINUS DISTINCT GROUP ORDER HAVING LIMIT OFFSET FETCH TOP SET INSERT UPDATE DELETE MERGE " +
    "TABLE COLUMN COLUMNS VIEW FUNCTION PROCEDURE CURSOR IS BETWEEN LIKE ESCAPE INTERVAL LATERAL UNNEST PIVOT UNPIVOT " +
    "IDENTITY CLUSTER DISTRIBUTE SORTKEY DISTKEY OPTIONS STORED LOCATION FORMAT GENERATED ALWAYS ROWS RANGE SETS ROLLUP " +
    "CUBE GROUPING PRIOR CONNECT START NOCYCLE KEEP TYPE OF ADD OUT INOUT DECLARE BEGIN END EXEC EXECUTE CALL PRINT " +
    "MATCHED TABLESAMPLE SAMPLE RECURSIVE QUALIFY COPY TO NUMBER NUMERIC DECIMAL DEC CHAR CHARACTER VARCHAR VARCHAR2 NVARCHAR " +
    "NVARCHAR2 NCHAR VARBINARY BINARY RAW VARYING BIT FLOAT REAL DOUBLE INT INTEGER BIGINT SMALLINT TINYINT MEDIUMINT " +
    "TIME DATETIME DATETIME2 DATETIMEOFFSET TIMESTAMP TIMESTAMP_NTZ TIMESTAMP_LTZ TIMESTAMP_TZ TEXT STRING BLOB CLOB BYTES " +
    "BYTEINT ENUM ARRAY STRUCT OBJECT MAP ZONE PRECISION SECOND DAY YEAR MONTH HOUR MINUTE MAX INCLUDE"
  ).split(" "),
);

/** Counts what definitions use, one object after the other. */
export class UsageCounter {
  readonly #dialect: SourceType;
  readonly #features: readonly Feature[];
  readonly #seen = new Map<string, UsageCount>();
  readonly #called = new Map<string, UsageCount>();

  constructor(dialect: SourceType) {
    this.#dialect = dialect;
    this.#features = FEATURES.filter(({ dialects }) => dialects?.includes(dialect) ?? true);
  }

  add({ objectType, definition }: Pick<InventoryObject, "objectType" | "definition">): void {
    const features = new Set<string>();
    const calls = new Map<string, number>();
    for (const { text } of definition) {
      const tokens = this.#tokens(text);
      const joined = tokens.map(shown).join(" ");
      for (const { name, pattern } of this.#features) {
        if (!features.has(name) && pattern.test(joined)) features.add(name);
      }
      if (objectType !== "TABLE") countCalls(tokens, calls);
    }
    for (const name of features) add(this.#seen, name, 1);
    for (const [name, count] of calls) add(this.#called, name, count);
  }

  result(): Usage {
    return { features: byUse(this.#seen), functions: byUse(this.#called) };
  }

  /** The tokens, with those of a routine's body that is written as a string in place of the string. */
  #tokens(text: string): Token[] {
    const tokens = tokenize(text, this.#dialect);
    const language = tokens.findIndex((token) => isWord(token, "LANGUAGE"));
    if (language >= 0 && FOREIGN.test((tokens[language + 1]?.value ?? "").toUpperCase())) {
      return tokens;
    }
    return tokens.flatMap((token) => {
      const quote = token.kind === "string" ? /^\$[^$]*\$/.exec(token.text)?.[0] : undefined;
      if (quote === undefined) return [token];
      return tokenize(token.text.slice(quote.length, -quote.length), this.#dialect);
    });
  }
}

function shown({ kind, text, value }: Token): string {
  return kind === "string" ? "''" : kind === "word" ? value : text;
}

function countCalls(tokens: readonly Token[], calls: Map<string, number>): void {
  for (const [at, token] of tokens.entries()) {
    // Behind the name of what is created stand its columns or parameters.
    if (token.kind !== "word" || at < 3 || !isSymbol(tokens[at + 1], "(")) continue;
    if (NO_FUNCTIONS.has(token.value) || /^[@#:\d]/.test(token.text)) continue;
    const owner = isSymbol(tokens[at - 1], ".") ? tokens[at - 2] : undefined;
    const defines = /^(FUNCTION|PROCEDURE|INTO|TABLE|VIEW|REFERENCES|ON|AS|JOIN)$/;
    if (defines.test((owner ? tokens[at - 3] : tokens[at - 1])?.value ?? "")) continue;
    const name = owner?.kind === "word" ? `${owner.value}.${token.value}` : token.value;
    calls.set(name, (calls.get(name) ?? 0) + 1);
  }
}

function add(counts: Map<string, UsageCount>, name: string, count: number): void {
  const known = counts.get(name);
  if (!known) counts.set(name, { name, objects: 1, count });
  else {
    known.objects++;
    known.count += count;
  }
}

function byUse(counts: ReadonlyMap<string, UsageCount>): UsageCount[] {
  return [...counts.values()].sort((a, b) => b.count - a.count || (a.name < b.name ? -1 : 1));
}

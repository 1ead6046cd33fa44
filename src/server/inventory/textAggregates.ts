import { tokenize } from "../sql/lexer.ts";
import { identifierOf, isSymbol, isWord, type Token } from "../sql/token.ts";

/** An aggregate of one's own that joins texts, as string_agg does. */
export interface TextAggregate {
  /** The bare name, folded to lower case. */
  name: string;
  /** What stands between the texts. */
  separator: string;
}

/** The key of such an aggregate beside the user-defined types of an inventory; no type's name has a blank in front. */
export function aggregateKey(name: string): string {
  return ` aggregate ${name.toLowerCase()}`;
}

/**
 * Reads PostgreSQL's CREATE AGGREGATE a (text) (SFUNC = f, STYPE = text): undefined unless `f` joins two texts and leaves
 * NULLs out, so that the aggregate is string_agg with a separator. `routine` gives the CREATE of a function.
 */
export function readTextAggregate(
  text: string,
  routine: (name: string) => string | undefined,
): TextAggregate | undefined {
  if (!/^\s*CREATE\s+(OR\s+REPLACE\s+)?AGGREGATE\b/i.test(text)) return undefined;
  const tokens = tokenize(text, "postgres");
  const at = tokens.findIndex((token) => isWord(token, "AGGREGATE"));
  const open = tokens.findIndex((token, index) => index > at && isSymbol(token, "("));
  const name = identifierOf(tokens[open - 1])?.toLowerCase();
  const options = new Map<string, string>();
  for (const [index, token] of tokens.entries()) {
    if (!isSymbol(token, "=")) continue;
    const value = dotted(tokens, index + 1);
    options.set(tokens[index - 1]?.value ?? "", value.toLowerCase());
  }
  const known = [...options.keys()].every((key) => /^(SFUNC|STYPE|BASETYPE|PARALLEL)$/.test(key));
  const joins = options.get("SFUNC");
  if (name === undefined || joins === undefined || !known) return undefined;
  if (!/^(text|varchar)$/.test(options.get("STYPE") ?? "")) return undefined;
  if (joins === "textcat" || joins === "pg_catalog.textcat") return { name, separator: "" };
  const separator = separatorOf(routine(joins.split(".").at(-1) ?? "") ?? "");
  return separator === undefined ? undefined : { name, separator };
}

/** `a.b` at `from`. */
function dotted(tokens: readonly Token[], from: number): string {
  let written = identifierOf(tokens[from]) ?? tokens[from]?.text ?? "";
  for (let at = from + 1; isSymbol(tokens[at], "."); at += 2)
    written += `.${identifierOf(tokens[at + 1]) ?? ""}`;
  return written;
}

const FORMS: ReadonlySet<string> = new Set([
  "case when $2 is null then $1 when $1 is null then $2 else $1 || ? || $2 end",
  "case when $1 is null then $2 when $2 is null then $1 else $1 || ? || $2 end",
]);
const STRICT: ReadonlySet<string> = new Set(["$1 || ? || $2"]);

/** What a function of two texts puts between them, where it answers the other one for a NULL. */
function separatorOf(create: string): string | undefined {
  const tokens = tokenize(create, "postgres");
  const body = bodyText(tokens);
  const parameters = /\(([^)]*)\)\s*RETURNS\b/i.exec(create)?.[1];
  if (body === undefined || parameters === undefined) return undefined;
  const names = parameters.split(",").map((one) => /^\s*(\w+)\s+\S/.exec(one)?.[1]?.toLowerCase());
  let separator: string | undefined;
  const words: string[] = [];
  for (const token of tokenize(body, "postgres")) {
    if (isSymbol(token, ";")) continue;
    const place = names.indexOf(token.text.toLowerCase());
    if (token.kind === "string" && separator === undefined && /^'[^'\\]*'$/.test(token.text)) {
      separator = token.text.slice(1, -1);
      words.push("?");
    } else words.push(place < 0 ? token.text.toLowerCase() : `$${place + 1}`);
  }
  const shape = words
    .join(" ")
    .replace(/^select /, "")
    .replace(/^\( (.*) \)$/, "$1");
  const strict = /\b(STRICT|RETURNS\s+NULL\s+ON\s+NULL\s+INPUT)\b/i.test(create);
  return FORMS.has(shape) || (strict && STRICT.has(shape)) ? separator : undefined;
}

/** The text behind AS, without its quotes. */
function bodyText(tokens: readonly Token[]): string | undefined {
  const at = tokens.findIndex(
    (token, index) => isWord(token, "AS") && tokens[index + 1]?.kind === "string",
  );
  const written = at < 0 ? undefined : tokens[at + 1]?.text;
  const tag = /^\$\w*\$/.exec(written ?? "")?.[0];
  if (tag !== undefined) return written?.slice(tag.length, -tag.length);
  return /^'/.test(written ?? "") ? written?.slice(1, -1).replaceAll("''", "'") : undefined;
}

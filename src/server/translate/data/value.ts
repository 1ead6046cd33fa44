import type { SourceType } from "../../../protocol/dialect.ts";
import type { Lexer } from "../../sql/lexer.ts";
import type { Token } from "../../sql/token.ts";
import { quoteText } from "../duckdbNames.ts";
import { bytesSql, numberedDate, readDateText, readStringLiteral } from "../literals.ts";
import type { TypeClass } from "../types/spec.ts";
import { arrayValue } from "./arrayValue.ts";
import { postgresText } from "./postgresText.ts";

/** A value of a row in the target's language, and the token behind it; undefined: no plain literal. */
export interface LiteralValue {
  sql: string;
  next: Token | undefined;
}

/**
 * A pattern for the values that most rows are made of, up to the comma or bracket behind them: a text without
 * backslashes, a number, NULL. Sticky: each reader needs one of its own.
 */
export function simpleValuePattern(): RegExp {
  return /\s*(?:N?'([^'\\]*(?:''[^'\\]*)*)'|([+-]?)(\d+(?:\.\d*)?|\.\d+)|NULL)\s*([,)])/iy;
}

/** The value that the pattern found, in the target's language; undefined where it needs the lexer after all. */
export function simpleValue(
  found: RegExpExecArray,
  column: TypeClass,
  dialect: SourceType,
): string | undefined {
  const [, text, sign, number] = found;
  if (number !== undefined) return numberValue(number, sign ?? "", column, dialect, undefined)?.sql;
  if (text === undefined) return "NULL";
  if (dialect === "oracle" && text === "") return "NULL";
  // Its quotes are still doubled, as the target wants them.
  if ((column === "string" || column === "json") && !text.includes("\0")) return `'${text}'`;
  const value = text.replaceAll("''", "'");
  if (value.includes("\0")) return undefined;
  return valueOfText(value, column, dialect, undefined)?.sql;
}

/**
 * Reads a literal for a column of the given kind: a text, a number with its sign, NULL, DEFAULT, TRUE, FALSE, typed
 * literals (DATE '…'), bytes. `token` is its first token; anything more (calls, operators) is not for here.
 */
export function readLiteral(
  lexer: Lexer,
  token: Token | undefined,
  column: TypeClass,
  dialect: SourceType,
): LiteralValue | undefined {
  if (!token) return undefined;
  switch (token.kind) {
    case "number":
      return numberValue(token.text, "", column, dialect, lexer.next());
    case "string":
      return textValue(token.text, column, dialect, lexer.next());
    case "symbol": {
      if (token.text !== "-" && token.text !== "+") return undefined;
      const number = lexer.next();
      if (dialect === "tsql" && number?.text.startsWith("$"))
        return moneyValue(lexer, number, token.text, column);
      if (number?.kind !== "number") return undefined;
      return numberValue(number.text, token.text, column, dialect, lexer.next());
    }
    case "word":
      return wordValue(lexer, token, column, dialect);
    default:
      return undefined;
  }
}

function numberValue(
  text: string,
  sign: string,
  column: TypeClass,
  dialect: SourceType,
  next: Token | undefined,
): LiteralValue | undefined {
  if (/^0x/i.test(text)) {
    if (dialect !== "tsql" && dialect !== "mysql") return undefined;
    // In SQL Server bytes in a numeric column are a number.
    if (column !== "binary" && column !== "unknown") return undefined;
    const digits = text.slice(2);
    return { sql: bytesSql(digits.length % 2 ? `0${digits}` : digits), next };
  }
  const signed = sign === "-" ? `-${text}` : text;
  if (column === "bool") {
    if (!/^\d+$/.test(text)) return undefined;
    // TINYINT(1) holds more than a BOOLEAN: such a value must not become TRUE unseen.
    if (dialect === "mysql" && Number(text) > 1) return undefined;
    if (dialect === "mysql" && sign === "-" && Number(text) !== 0) return undefined;
    return { sql: Number(text) === 0 ? "FALSE" : "TRUE", next };
  }
  // A number in a text column is written as the source writes it.
  if (column === "string")
    return /^\d+$/.test(text) && !/^0\d/.test(text) ? { sql: `'${signed}'`, next } : undefined;
  if (column === "date" && dialect === "teradata") {
    const iso = numberedDate(signed);
    return iso === undefined ? undefined : { sql: quoteText(iso), next };
  }
  if (column === "int" && !/^\d+$/.test(text)) return fraction(text, signed, dialect, next);
  if (column !== "int" && column !== "decimal" && column !== "float" && column !== "unknown")
    return undefined;
  return { sql: signed, next };
}

/** A fraction for a whole-number column: SQL Server and Teradata cut it, the others round. */
function fraction(
  text: string,
  signed: string,
  dialect: SourceType,
  next: Token | undefined,
): LiteralValue | undefined {
  if (dialect !== "tsql" && dialect !== "teradata") return { sql: signed, next };
  if (!/^\d*\.\d*$/.test(text)) return undefined;
  const whole = text.slice(0, text.indexOf(".")) || "0";
  return { sql: signed.startsWith("-") ? `-${whole}` : whole, next };
}

function textValue(
  token: string,
  column: TypeClass,
  dialect: SourceType,
  next: Token | undefined,
): LiteralValue | undefined {
  // Neighbouring literals and operators are the query path's matter.
  if (next?.kind === "string") return undefined;
  if (dialect === "mysql" && /^b'[01]*'$/i.test(token)) {
    const value = Number.parseInt(token.slice(2, -1) || "0", 2);
    return numberValue(String(value), "", column, dialect, next);
  }
  if (dialect === "postgres" && /^b'[01]*'$/i.test(token)) return { sql: token.slice(1), next };
  const literal = readStringLiteral(token, dialect);
  if (!literal) return undefined;
  if (literal.kind === "bytes") return { sql: bytesSql(literal.hex), next };
  const { value } = literal;
  if (value.includes("\0")) return undefined;
  if (dialect === "oracle" && value === "") return { sql: "NULL", next };
  return valueOfText(value, column, dialect, next);
}

function valueOfText(
  text: string,
  column: TypeClass,
  dialect: SourceType,
  next: Token | undefined,
): LiteralValue | undefined {
  const value = dialect === "postgres" ? postgresText(text, column) : text;
  switch (column) {
    case "date":
    case "timestamp":
    case "timestamptz": {
      const iso = readDateText(value, dialect);
      if (iso === undefined && dialect === "tsql" && value.trim() === "")
        return { sql: "'1900-01-01'", next };
      return { sql: quoteText(iso ?? value), next };
    }
    case "bool": {
      if (/^[01]$/.test(value)) return { sql: value === "1" ? "TRUE" : "FALSE", next };
      return { sql: quoteText(value), next };
    }
    case "binary": {
      const hex = /^\\x((?:[0-9a-fA-F]{2})*)$/.exec(value);
      if (hex) return { sql: bytesSql(hex[1] ?? ""), next };
      // PostgreSQL's escape format of bytes ('a\\000b') is not read.
      if (value.includes("\\") && (dialect === "postgres" || dialect === "redshift"))
        return undefined;
      if (dialect === "oracle" && /^([0-9a-fA-F]{2})+$/.test(value))
        return { sql: bytesSql(value), next };
      if (dialect === "mysql" || dialect === "postgres" || dialect === "redshift") {
        return { sql: bytesSql(Buffer.from(value, "utf8").toString("hex")), next };
      }
      return undefined;
    }
    case "array":
      return { sql: arrayValue(value), next };
    case "int":
    case "decimal":
    case "float":
      // A text for a number: the target reads it or refuses it.
      return value.trim() === "" ? undefined : { sql: quoteText(value), next };
    default:
      return { sql: quoteText(value), next };
  }
}

/** T-SQL's $19.99. */
function moneyValue(
  lexer: Lexer,
  token: Token,
  sign: string,
  column: TypeClass,
): LiteralValue | undefined {
  const amount = /\$(\d*(?:\.\d*)?)/y;
  amount.lastIndex = token.start;
  const digits = amount.exec(lexer.text)?.[1];
  if (!digits || digits === ".") return undefined;
  lexer.position = amount.lastIndex;
  return numberValue(digits, sign, column, "tsql", lexer.next());
}

const TYPED = new Set(["DATE", "TIMESTAMP", "DATETIME", "TIME"]);

function wordValue(
  lexer: Lexer,
  token: Token,
  column: TypeClass,
  dialect: SourceType,
): LiteralValue | undefined {
  switch (token.value) {
    case "NULL":
      return { sql: "NULL", next: lexer.next() };
    case "DEFAULT":
      return { sql: "DEFAULT", next: lexer.next() };
    case "TRUE":
    case "FALSE":
      if (column === "string") return undefined;
      if (column === "int" || column === "decimal" || column === "float") {
        return { sql: token.value === "TRUE" ? "1" : "0", next: lexer.next() };
      }
      return { sql: token.value, next: lexer.next() };
    default:
      break;
  }
  if (dialect === "tsql" && token.text.startsWith("$")) return moneyValue(lexer, token, "", column);
  if (dialect === "mysql" && token.text.startsWith("_")) {
    // A character set before its text: _utf8mb4 'x', _binary 'x'.
    const text = lexer.next();
    if (text?.kind !== "string") return undefined;
    const prefix = token.value === "_BINARY" ? token.text : "";
    return textValue(`${prefix}${text.text}`, column, dialect, lexer.next());
  }
  if (!TYPED.has(token.value)) return undefined;
  const text = lexer.next();
  if (text?.kind !== "string") return undefined;
  const literal = readStringLiteral(text.text, dialect);
  if (literal?.kind !== "text") return undefined;
  const iso = token.value === "TIME" ? literal.value : readDateText(literal.value, dialect);
  if (iso === undefined) return undefined;
  return { sql: quoteText(iso), next: lexer.next() };
}

import type { Cursor } from "../cursor.ts";
import { readStringLiteral } from "../literals.ts";
import type { Tx } from "../query/tx.ts";

/** How files are read or written. */
export interface Options {
  /** CSV, JSON, PARQUET, AVRO, ORC. */
  format: string;
  /** Options of the format, as Databricks names them. */
  read: Map<string, string>;
  files: string[];
  /** Files that were loaded before are loaded again. */
  force: boolean;
}

/** The sources' names for what Databricks has too. */
const NAMES: Readonly<Record<string, string>> = {
  FIELD_DELIMITER: "sep",
  DELIMITER: "sep",
  FIELD_OPTIONALLY_ENCLOSED_BY: "quote",
  QUOTE: "quote",
  ESCAPE: "escape",
  ENCODING: "encoding",
  NULL_IF: "nullValue",
  NULL: "nullValue",
  DATE_FORMAT: "dateFormat",
  DATEFORMAT: "dateFormat",
  TIMESTAMP_FORMAT: "timestampFormat",
  TIMEFORMAT: "timestampFormat",
};

/** What the target finds out or decides by itself. */
const BY_ITSELF: ReadonlySet<string> = new Set(
  (
    "COMPRESSION GZIP BZIP2 LZOP ZSTD IAM_ROLE CREDENTIALS REGION STORAGE_INTEGRATION ENCRYPTION ACCESS_KEY_ID " +
    "SECRET_ACCESS_KEY COMPUPDATE STATUPDATE PARALLEL MAXFILESIZE MAX_FILE_SIZE OVERWRITE ALLOWOVERWRITE SINGLE SIZE_LIMIT"
  ).split(" "),
);

/** Words between options, and the values of options that stand behind their names without a sign. */
const SAYS_NOTHING = /^(FORMAT|AS|WITH|TEXT|DEFAULT|ON|OFF|'AUTO')$/;

const FORMATS = /^(CSV|JSON|PARQUET|AVRO|ORC)$/;

/** Reads the options behind the place: `NAME = value`, `NAME value`, `NAME`, and Snowflake's FILE_FORMAT = (…). */
export function readOptions(tx: Tx, offset: number): Options {
  const options: Options = { format: "", read: new Map(), files: [], force: false };
  readList(tx, tx.cursor, options, offset);
  if (options.format === "" && tx.is("redshift")) readAsText(options);
  options.format ||= "CSV";
  return options;
}

/** Redshift's files are of fields between bars where nothing is said of their format; quotes are part of a field. */
function readAsText({ read }: Options): void {
  if (!read.has("sep")) read.set("sep", "|");
  if (!read.has("quote")) read.set("quote", "");
}

function readList(tx: Tx, cursor: Cursor, options: Options, offset: number): void {
  while (!cursor.done) {
    const token = cursor.next();
    if (!token || token.kind === "symbol") continue;
    const name = token.value.toUpperCase();
    const group = name === "FILE_FORMAT" && cursor.acceptSymbol("=") ? cursor.group() : undefined;
    if (group) readList(tx, group, options, offset);
    else if (FORMATS.test(name)) options.format = name;
    else if (SAYS_NOTHING.test(name)) continue;
    else readOption(tx, cursor, name, options, offset);
  }
}

function readOption(tx: Tx, cursor: Cursor, name: string, options: Options, offset: number): void {
  const values = readValues(tx, cursor);
  const [value = ""] = values;
  const given = NAMES[name];
  if (name === "TYPE" && FORMATS.test(value.toUpperCase())) options.format = value.toUpperCase();
  else if (name === "FIXEDWIDTH" || name === "SHAPEFILE")
    throw tx.unsupported(`files in ${name}`, offset);
  else if (name === "REMOVEQUOTES" || name === "ADDQUOTES") {
    options.read.set("quote", '"');
    if (name === "ADDQUOTES") options.read.set("quoteAll", "true");
  } else if (name === "SKIP_HEADER" || name === "IGNOREHEADER") {
    if (value === "1") options.read.set("header", "true");
    else if (value !== "0") options.read.set("skipRows", value);
  } else if (name === "HEADER") {
    if (!/^FALSE$/i.test(value)) options.read.set("header", "true");
  } else if (name === "FILES") options.files.push(...values);
  else if (name === "FORCE") options.force = /^TRUE$/i.test(value);
  else if (given && values.length === 1 && !/^AUTO$/i.test(value)) {
    if (/Format$/.test(given)) noteMask(tx, name, value, offset);
    options.read.set(given, value);
  } else if (!BY_ITSELF.has(name) && !/^(AUTO|NONE)$/i.test(value)) {
    const statement = [name, ...values].join(" ");
    const why = "Databricks has no such option, or means something else by it";
    tx.note("DWM-DML-002", { statement, why }, offset);
  }
}

function noteMask(tx: Tx, name: string, value: string, offset: number): void {
  const what = `${name} ${value}: Databricks writes masks as yyyy-MM-dd HH:mm:ss`;
  tx.note("DWM-QRY-006", { what }, offset);
}

/** The value behind a name: `= x`, `= ('a', 'b')`, `x`; a word only behind `=`. */
function readValues(tx: Tx, cursor: Cursor): string[] {
  const equals = cursor.acceptSymbol("=");
  if (!equals) cursor.accept("AS");
  const group = cursor.group();
  if (group) return group.split().map((part) => textOf(tx, part) ?? part.rest());
  const token = cursor.peek();
  if (token?.kind === "string" || token?.kind === "number" || (equals && token))
    return [textOf(tx, cursor) ?? cursor.next()?.text ?? ""];
  return [];
}

function textOf(tx: Tx, cursor: Cursor): string | undefined {
  const token = cursor.peek();
  if (token?.kind !== "string") return undefined;
  cursor.next();
  const literal = readStringLiteral(token.text, tx.dialect);
  return literal?.kind === "text" ? literal.value : token.text;
}

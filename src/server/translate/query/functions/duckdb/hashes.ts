import { primary } from "../../expr.ts";
import { arity, type FunctionRule, type RuleTable, template } from "../dsl.ts";
import { text } from "./text.ts";

/** A function of a text that answers a text. */
const ofText =
  (name: string): FunctionRule =>
  (call) => {
    arity(call, 1);
    const value = call.arg(0);
    return primary(
      `${name}(${value.type === "binary" ? value.sql : text(value, call.tx)})`,
      "string",
    );
  };

/** The bytes of a text, or of a binary value. */
const bytes = (sql: string, type: string) => (type === "binary" ? sql : `encode(${sql})`);

/** BASE64_ENCODE without line breaks. */
const base64: FunctionRule = (call) => {
  arity(call, 1);
  const { sql, type } = call.arg(0);
  return primary(`to_base64(${bytes(sql, type)})`, "string");
};

/** TO_BINARY(text [, 'HEX' | 'UTF-8' | 'BASE64']): hexadecimal digits, where nothing else is said. */
const bytesOf =
  (tried: (sql: string) => string): FunctionRule =>
  (call) => {
    arity(call, 1, 2);
    const { sql } = call.arg(0);
    const format = call.count > 1 ? call.arg(1).literal?.toUpperCase() : "HEX";
    if (format === "HEX") return primary(tried(`unhex(${sql})`), "binary");
    if (format === "UTF-8" || format === "UTF8") return primary(`encode(${sql})`, "binary");
    if (format === "BASE64") return primary(tried(`from_base64(${sql})`), "binary");
    throw call.stop("this format");
  };

/** Hashes and encodings whose result the sources' manuals define. */
export const HASHES: RuleTable = {
  MD5_HEX: ofText("md5"),
  SHA1: ofText("sha1"),
  SHA1_HEX: ofText("sha1"),
  MD5_BINARY: template("unhex(md5($1))", "binary"),
  BASE64_ENCODE: base64,
  BASE64_DECODE_STRING: template("decode(from_base64($1))", "string"),
  BASE64_DECODE_BINARY: template("from_base64($1)", "binary"),
  HEX_ENCODE: ofText("hex"),
  HEX_DECODE_STRING: template("decode(unhex($1))", "string"),
  HEX_DECODE_BINARY: template("unhex($1)", "binary"),
  TO_BINARY: bytesOf((text) => text),
  TRY_TO_BINARY: bytesOf((text) => `TRY(${text})`),
};

/** Bit operations of Snowflake, whose whole numbers are DECIMAL here. */
export const BITS: RuleTable = {
  BITAND: template("(CAST($1 AS BIGINT) & CAST($2 AS BIGINT))", "int"),
  BITOR: template("(CAST($1 AS BIGINT) | CAST($2 AS BIGINT))", "int"),
  BITXOR: template("xor(CAST($1 AS BIGINT), CAST($2 AS BIGINT))", "int"),
  BITNOT: template("(~CAST($1 AS BIGINT))", "int"),
  BITSHIFTLEFT: template("(CAST($1 AS BIGINT) << CAST($2 AS BIGINT))", "int"),
  BITSHIFTRIGHT: template("(CAST($1 AS BIGINT) >> CAST($2 AS BIGINT))", "int"),
};

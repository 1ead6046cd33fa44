import { primary } from "../../../expr.ts";
import { arity, type FunctionRule, type RuleTable, same, template } from "../../dsl.ts";

const bytesOf: FunctionRule = (call) => {
  arity(call, 1);
  const value = call.arg(0);
  return primary(value.type === "string" ? `encode(${value.sql})` : value.sql, "binary");
};

const hash =
  (name: string): FunctionRule =>
  (call) =>
    primary(`unhex(${name}(${bytesOf(call).sql}))`, "binary");

/** BigQuery: bytes, their writings and hashes. */
export const BIGQUERY_BYTES: RuleTable = {
  TO_HEX: (call) => primary(`lower(hex(${bytesOf(call).sql}))`, "string"),
  FROM_HEX: template("unhex($1)", "binary"),
  TO_BASE64: (call) => primary(`to_base64(${bytesOf(call).sql})`, "string"),
  FROM_BASE64: template("from_base64($1)", "binary"),
  MD5: hash("md5"),
  SHA1: hash("sha1"),
  SHA256: hash("sha256"),
  BIT_COUNT: same("bit_count", "int", 1),
  BYTE_LENGTH: (call) => primary(`octet_length(${bytesOf(call).sql})`, "int"),
  OCTET_LENGTH: (call) => primary(`octet_length(${bytesOf(call).sql})`, "int"),
};

import { primary } from "../../../expr.ts";
import { arity, type RuleTable, template } from "../../dsl.ts";
import { text } from "../text.ts";

/** MySQL: bytes and their writings. */
export const MYSQL_BYTES: RuleTable = {
  UNHEX: template("unhex($1)", "binary"),
  SHA2: (call) => {
    arity(call, 2);
    if (call.arg(1).number !== "256" && call.arg(1).number !== "0")
      throw call.stop("other lengths than 256 bits");
    return primary(`sha256(${text(call.arg(0), call.tx)})`, "string");
  },
  FROM_BASE64: template("from_base64($1)", "binary"),
};

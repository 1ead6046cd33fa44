import { isWord } from "../../../sql/token.ts";
import type { Parameter, Statement } from "../model.ts";
import { type Pl, STRING } from "./context.ts";

const EVENT = [
  "TG_OP",
  "TG_WHEN",
  "TG_LEVEL",
  "TG_NAME",
  "TG_TABLE_NAME",
  "TG_TABLE_SCHEMA",
  "TG_RELNAME",
];

/** TG_OP and its kin: what fires the trigger. */
export function declareEvent(pl: Pl): Parameter[] {
  return EVENT.filter((name) => pl.tokens.some((token) => isWord(token, name))).map((event) => {
    const name = pl.kit.variables.free(event.toLowerCase());
    pl.declare(event, { is: "variable", variable: name, type: STRING, parameter: "IN" });
    return { name, mode: "IN", type: STRING.sql };
  });
}

/** RETURN NEW and RETURN OLD say that the row is written. */
export function withoutRow(statement: Statement): Statement[] {
  return statement.is === "return" ? [{ is: "return" }] : [statement];
}

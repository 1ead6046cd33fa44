import type { RuleTable } from "../../dsl.ts";
import { schemaName, sessionValue, userName } from "../sessionValue.ts";

export const SESSION: RuleTable = {
  SUSER_SNAME: userName,
  SUSER_NAME: userName,
  ORIGINAL_LOGIN: userName,
  USER_NAME: userName,
  DB_NAME: sessionValue("current_catalog()", "the database is the target's catalog"),
  SCHEMA_NAME: schemaName,
};

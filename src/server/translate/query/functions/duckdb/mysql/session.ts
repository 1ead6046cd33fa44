import type { RuleTable } from "../../dsl.ts";
import { sessionValues } from "../sessionValues.ts";

/** MySQL: what the session and its last statement answer. */
export const MYSQL_SESSION: RuleTable = sessionValues(
  "CURRENT_ROLE LAST_INSERT_ID ROW_COUNT FOUND_ROWS CONNECTION_ID DATABASE SCHEMA USER CURRENT_USER SESSION_USER SYSTEM_USER VERSION",
);

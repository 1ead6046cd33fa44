/*
 * Errors of the source as SQLSTATEs of Databricks. RAISE_APPLICATION_ERROR's numbers keep their last three digits
 * (-20001 is 'UE001'), so that a handler in another routine still tells them apart.
 */

/** Oracle's error numbers -> SQLSTATEs that Databricks raises for the same (Databricks reference, "Error conditions"). */
const BY_NUMBER: Readonly<Record<number, string>> = {
  100: "P0002",
  [-1403]: "P0002",
  [-1422]: "21000",
  [-1476]: "22012",
  [-1722]: "22018",
  [-6502]: "22018",
  [-1438]: "22003",
  [-1426]: "22003",
  [-1858]: "22018",
  [-1861]: "22018",
  [-942]: "42P01",
  [-955]: "42P07",
  [-1400]: "23502",
  [-1407]: "23502",
  [-2290]: "23001",
  [-904]: "42703",
};

/** The SQLSTATE of an error number of Oracle; undefined where Databricks never raises it. */
export function sqlstateOf(code: number): string | undefined {
  if (code <= -20000 && code >= -20999) return applicationState(code);
  return BY_NUMBER[code];
}

/** -20001 -> UE001. */
export function applicationState(code: number): string {
  return `UE${String(-code - 20000).padStart(3, "0")}`;
}

/** A state for an exception that several routines of a package share: always the same for the same name. */
export function sharedState(name: string): string {
  let hash = 0;
  for (const character of name.toLowerCase()) hash = (hash * 31 + character.charCodeAt(0)) % 46656;
  return `UX${hash.toString(36).toUpperCase().padStart(3, "0")}`;
}

/** What a condition of the source is caught by; null where the target never raises it. */
export const ORACLE_EXCEPTIONS: Readonly<Record<string, readonly string[] | null>> = {
  OTHERS: ["SQLEXCEPTION"],
  NO_DATA_FOUND: ["SQLSTATE 'P0002'"],
  TOO_MANY_ROWS: ["SQLSTATE '21000'"],
  ZERO_DIVIDE: ["SQLSTATE '22012'"],
  INVALID_NUMBER: ["SQLSTATE '22018'"],
  VALUE_ERROR: ["SQLSTATE '22018'", "SQLSTATE '22003'", "SQLSTATE '22023'"],
  CASE_NOT_FOUND: ["SQLSTATE '20000'"],
  CURSOR_ALREADY_OPEN: ["SQLSTATE '24502'"],
  INVALID_CURSOR: ["SQLSTATE '24501'"],
  DUP_VAL_ON_INDEX: null,
  TIMEOUT_ON_RESOURCE: null,
  LOGIN_DENIED: null,
  NOT_LOGGED_ON: null,
  PROGRAM_ERROR: null,
  STORAGE_ERROR: null,
  ROWTYPE_MISMATCH: null,
  SUBSCRIPT_BEYOND_COUNT: null,
  SUBSCRIPT_OUTSIDE_LIMIT: null,
  COLLECTION_IS_NULL: null,
  ACCESS_INTO_NULL: null,
  SELF_IS_NULL: null,
  SYS_INVALID_ROWID: null,
  NO_DATA_NEEDED: null,
};

/** PL/pgSQL's condition names (PostgreSQL manual, appendix A), as far as Databricks raises their like. */
export const POSTGRES_CONDITIONS: Readonly<Record<string, readonly string[] | null>> = {
  OTHERS: ["SQLEXCEPTION"],
  NO_DATA_FOUND: ["SQLSTATE 'P0002'"],
  TOO_MANY_ROWS: ["SQLSTATE '21000'"],
  CARDINALITY_VIOLATION: ["SQLSTATE '21000'"],
  RAISE_EXCEPTION: ["SQLSTATE 'P0001'"],
  DIVISION_BY_ZERO: ["SQLSTATE '22012'"],
  NUMERIC_VALUE_OUT_OF_RANGE: ["SQLSTATE '22003'"],
  INVALID_TEXT_REPRESENTATION: ["SQLSTATE '22018'"],
  INVALID_DATETIME_FORMAT: ["SQLSTATE '22018'", "SQLSTATE '22007'"],
  DATETIME_FIELD_OVERFLOW: ["SQLSTATE '22008'", "SQLSTATE '22023'"],
  INVALID_PARAMETER_VALUE: ["SQLSTATE '22023'"],
  NOT_NULL_VIOLATION: ["SQLSTATE '23502'"],
  CHECK_VIOLATION: ["SQLSTATE '23001'"],
  UNDEFINED_TABLE: ["SQLSTATE '42P01'"],
  UNDEFINED_COLUMN: ["SQLSTATE '42703'"],
  DUPLICATE_TABLE: ["SQLSTATE '42P07'"],
  CASE_NOT_FOUND: ["SQLSTATE '20000'"],
  UNIQUE_VIOLATION: null,
  FOREIGN_KEY_VIOLATION: null,
  EXCLUSION_VIOLATION: null,
  RESTRICT_VIOLATION: null,
  INTEGRITY_CONSTRAINT_VIOLATION: null,
  LOCK_NOT_AVAILABLE: null,
  DEADLOCK_DETECTED: null,
  SERIALIZATION_FAILURE: null,
  QUERY_CANCELED: null,
  STRING_DATA_RIGHT_TRUNCATION: null,
  INSUFFICIENT_PRIVILEGE: ["SQLSTATE '42501'"],
};

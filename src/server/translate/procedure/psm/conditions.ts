/** What catches a condition of the source; null where Databricks never raises it. */
const STATES: Readonly<Record<string, string | null>> = {
  "02000": "NOT FOUND",
  "42S02": "SQLSTATE '42P01'",
  "42S01": "SQLSTATE '42P07'",
  "42000": "SQLSTATE '42601'",
  "23000": null,
  "23505": null,
  "40001": null,
};

/** MySQL's error numbers. */
const MYSQL_ERRORS: Readonly<Record<string, string | null>> = {
  "1329": "NOT FOUND",
  "1172": "SQLSTATE '21000'",
  "1242": "SQLSTATE '21000'",
  "1365": "SQLSTATE '22012'",
  "1146": "SQLSTATE '42P01'",
  "1051": "SQLSTATE '42P01'",
  "1050": "SQLSTATE '42P07'",
  "1054": "SQLSTATE '42703'",
  "1048": "SQLSTATE '23502'",
  "1062": null,
  "1213": null,
  "1205": null,
  "1451": null,
  "1452": null,
};

/** The condition for an SQLSTATE: its own where the source raises it with SIGNAL. */
export function conditionOfState(state: string): string | null {
  const upper = state.toUpperCase();
  return Object.hasOwn(STATES, upper) ? (STATES[upper] ?? null) : `SQLSTATE '${upper}'`;
}

export function conditionOfError(number: string): string | null | undefined {
  return Object.hasOwn(MYSQL_ERRORS, number) ? MYSQL_ERRORS[number] : undefined;
}

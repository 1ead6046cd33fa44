import type { Statement } from "../model.ts";
import { setClientIdentifier } from "./clientIdentifier.ts";
import type { Pl } from "./context.ts";
import { readApplicationError } from "./raise.ts";

/** Calls that only print, or only tell somebody who watches the session. */
const DROPPED: Readonly<Record<string, string>> = {
  "DBMS_OUTPUT.PUT_LINE": "it only prints",
  "DBMS_OUTPUT.PUT": "it only prints",
  "DBMS_OUTPUT.NEW_LINE": "it only prints",
  "DBMS_OUTPUT.ENABLE": "it only prints",
  "DBMS_OUTPUT.DISABLE": "it only prints",
  "DBMS_APPLICATION_INFO.SET_MODULE": "it only names the session for who watches it",
  "DBMS_APPLICATION_INFO.SET_ACTION": "it only names the session for who watches it",
  "DBMS_APPLICATION_INFO.SET_CLIENT_INFO": "it only names the session for who watches it",
  "DBMS_LOCK.SLEEP": "it only waits",
  "DBMS_SESSION.SLEEP": "it only waits",
  "APEX_UTIL.PAUSE": "it only waits",
  "DBMS_STATS.GATHER_TABLE_STATS": "the target keeps its own statistics",
  "DBMS_STATS.GATHER_SCHEMA_STATS": "the target keeps its own statistics",
  "DBMS_STATS.GATHER_INDEX_STATS": "the target keeps its own statistics",
};

/** The vendor's own packages: the inventory does not hold them. */
const VENDOR = /^(DBMS_|UTL_|HTP$|HTF$|OWA|APEX_|CTX_|SDO_|XMLDOM$|WWV_|OWB_)/;

/** A call of one of Oracle's own packages, or undefined for other calls; the cursor stands behind the name. */
export function readPackageCall(
  pl: Pl,
  parts: readonly string[],
  offset: number,
  end: number,
): Statement[] | undefined {
  if (!pl.oracle) return undefined;
  const { cursor, tx } = pl;
  const name = parts
    .join(".")
    .toUpperCase()
    .replace(/^SYS\./, "");
  if (name === "RAISE_APPLICATION_ERROR" || name === "DBMS_STANDARD.RAISE_APPLICATION_ERROR")
    return readApplicationError(pl, offset, end);
  if (name === "DBMS_SESSION.SET_IDENTIFIER" || name === "DBMS_SESSION.CLEAR_IDENTIFIER")
    return setClientIdentifier(pl, name.endsWith("CLEAR_IDENTIFIER"), offset);
  const why = DROPPED[name];
  if (why !== undefined) {
    const clause = cursor.textBetween(cursor.at, end - 1).replace(/\s+/g, " ");
    pl.note("DWM-PRC-006", { clause: `${parts.join(".")}${clause.slice(0, 80)}`, why }, offset);
    return [];
  }
  if (parts.length < 2) return undefined;
  const [first, second] = name.split(".");
  if (
    VENDOR.test(first ?? "") &&
    pl.tx.context.names.routines?.[`${first}.${second}`.toLowerCase()] === undefined
  )
    throw tx.stop(
      "DWM-PRC-002",
      { construct: `${parts.join(".")}, a package of the source's database,` },
      offset,
    );
  return undefined;
}

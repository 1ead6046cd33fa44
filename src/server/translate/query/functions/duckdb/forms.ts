import { followsMysql } from "../../digits/digits.ts";
import type { Expr } from "../../expr.ts";
import type { Tx } from "../../tx.ts";
import { readConvert } from "../convertForm.ts";
import { charUsing, chrUsing, translateUsing } from "./characterSets.ts";
import { tsqlConvert } from "./convert.ts";
import { readExtract } from "./extract.ts";
import { readIntervalSum } from "./intervalSums.ts";
import { validConversion } from "./oracle/conversions.ts";
import { readOverlay, readPosition, readSubstringFrom } from "./substringForms.ts";
import { readTrim } from "./trim.ts";

/**
 * Calls with a grammar of their own in DuckDB: EXTRACT(x FROM d), TRIM(BOTH 'x' FROM s), SUBSTRING(s FROM 1 FOR 2),
 * POSITION(a IN b), CONVERT(…). The cursor stands inside of the brackets; undefined leaves it there.
 */
export function duckdbForm(tx: Tx, name: string, offset: number): Expr | undefined {
  switch (name) {
    case "EXTRACT":
      return readExtract(tx, offset);
    case "TRIM":
      return readTrim(tx);
    case "SUBSTRING":
    case "SUBSTR":
      return readSubstringFrom(tx);
    case "POSITION":
      return readPosition(tx);
    case "OVERLAY":
      return readOverlay(tx);
    case "CHAR":
      return followsMysql(tx) ? charUsing(tx) : undefined;
    case "CONVERT":
    case "TRY_CONVERT":
      return tx.is("oracle") ? undefined : readConvert(tx, name, offset, tsqlConvert);
    case "CHR":
      return tx.is("oracle") ? chrUsing(tx, offset) : undefined;
    case "VALIDATE_CONVERSION":
      return tx.is("oracle") ? validConversion(tx, offset) : undefined;
    case "TRANSLATE":
      return tx.is("oracle", "teradata") ? translateUsing(tx, offset) : undefined;
    case "DATE_ADD":
    case "DATE_SUB":
    case "ADDDATE":
    case "SUBDATE":
    case "TIME_ADD":
    case "TIME_SUB":
    case "DATETIME_ADD":
    case "DATETIME_SUB":
    case "TIMESTAMP_ADD":
    case "TIMESTAMP_SUB":
      return readIntervalSum(tx, name);
    default:
      return undefined;
  }
}

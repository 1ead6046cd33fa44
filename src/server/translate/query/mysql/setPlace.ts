import type { Call } from "../calls/call.ts";

/** FIND_IN_SET in a column of type SET answers the member's place in the column's definition (sql/item_func.cc of MySQL). */
export function notePlaceInSet(call: Call): void {
  if (call.arg(1).held !== "set") return;
  const what =
    "FIND_IN_SET answers a member's place among all that the SET can hold; here it is the place in the value";
  call.tx.note("DWM-QRY-006", { what }, call.offset);
}

import type { Tx } from "../query/tx.ts";
import type { Note } from "./model.ts";

/** Reports an issue later, at a place that is known now. */
export function noteAt(tx: Tx, offset: number): Note {
  return (code, parameters) => tx.note(code, parameters, offset);
}

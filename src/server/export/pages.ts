import { setImmediate as nextTurn } from "node:timers/promises";

/** Rows that a page holds; also the most that an export has in memory at once. */
export const PAGE = 1_000;

/** Reads a list to its end, page by page. `read` answers at most PAGE rows after the row whose place `placeOf` gives. */
export async function* pages<Row>(
  read: (after: number) => Promise<Row[]>,
  placeOf: (row: Row) => number,
  first = 0,
): AsyncGenerator<Row[]> {
  for (let after = first; ; ) {
    const page = await read(after);
    const last = page.at(-1);
    if (last === undefined) return;
    yield page;
    if (page.length < PAGE) return;
    // The store answers without waiting for anything: running jobs and other clients get their turn here.
    await nextTurn();
    after = placeOf(last);
  }
}

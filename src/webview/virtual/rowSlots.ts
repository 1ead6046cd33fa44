/** Where each row of a virtual list is drawn. */
export interface RowSlots {
  /**
   * A slot for each of these keys, which is the identity of an element of the page: a row keeps its own as long as it is
   * drawn, one that comes takes over that of one that has gone. So scrolling makes no elements and removes none.
   * `isNew`: the row is to have an element that nobody has had.
   */
  assign(keys: readonly (string | number)[], isNew: (index: number) => boolean): number[];
}

export function createRowSlots(): RowSlots {
  let slots = new Map<string | number, number>();
  let next = 0;
  return {
    assign(keys, isNew) {
      const drawn = new Set(keys);
      const free = [...slots].filter(([key]) => !drawn.has(key)).map(([, slot]) => slot);
      const given = keys.map(
        (key, index) => slots.get(key) ?? (isNew(index) ? undefined : free.pop()) ?? next++,
      );
      slots = new Map(keys.map((key, index) => [key, given[index] as number]));
      return given;
    },
  };
}

/** Does `work` for items as they come, at most `ahead` at once, and answers in the order of the items. */
export async function* inOrder<Item, Result>(
  items: AsyncIterable<Item> | Iterable<Item>,
  work: (item: Item) => Promise<Result>,
  ahead: number,
): AsyncGenerator<Result> {
  const waiting: Promise<Result>[] = [];
  for await (const item of items) {
    const result = work(item);
    // Awaited in its turn; until then its failure is nobody's.
    result.catch(() => undefined);
    waiting.push(result);
    if (waiting.length >= ahead) yield await (waiting.shift() as Promise<Result>);
  }
  for (const result of waiting) yield await result;
}

/** The name that a slip of the pen was probably meant to be; undefined when none is near. */
export function nearest(text: string, names: readonly string[]): string | undefined {
  const wanted = plain(text);
  let best: { name: string; edits: number } | undefined;
  for (const name of names) {
    const edits = distance(wanted, plain(name));
    if (edits < (best?.edits ?? Number.POSITIVE_INFINITY)) best = { name, edits };
  }
  return best && best.edits <= Math.max(1, Math.floor(wanted.length / 4)) ? best.name : undefined;
}

/** Fields are also written as in other languages: inventoryPath, inventory-path. */
function plain(name: string): string {
  return name.toLowerCase().replaceAll(/[-_\s]/g, "");
}

/** How many characters have to be added, dropped or changed. */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const changed = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(changed, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}

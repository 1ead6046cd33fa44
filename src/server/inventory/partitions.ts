import { tokenize } from "../sql/lexer.ts";
import { isSymbol, isWord, type Token } from "../sql/token.ts";
import type { ObjectCatalog } from "./catalog.ts";
import { readName } from "./names.ts";
import { type Bound, boundCondition, type PartitionKey } from "./partitionBounds.ts";
import type { InventoryObject, SourceStatement } from "./types.ts";

/** A part of a partitioned table, as PARTITION OF or ATTACH PARTITION say it. */
interface Part {
  object: InventoryObject;
  parent: InventoryObject;
  /** The parent's name as it is written there. */
  parentName: string;
  bound: Bound;
}

/**
 * PostgreSQL's partitions: the partitioned table gets the rows of all its parts, and each part becomes a view of them that
 * shows those within its bounds. Answers where the rows of a part go.
 */
export function joinPartitions(
  objects: readonly InventoryObject[],
  catalog: ObjectCatalog,
): ReadonlyMap<InventoryObject, InventoryObject> {
  const parts = objects.flatMap((object) => partsOf(object, catalog));
  const families = Map.groupBy(parts, ({ parent }) => parent);
  const keys = new Map([...families.keys()].map((parent) => [parent, keyOf(parent)]));
  const parents = new Map<InventoryObject, InventoryObject>();
  for (const { object, parent, parentName, bound } of parts) {
    const key = keys.get(parent);
    const [create] = object.definition;
    const name = create && nameIn(create);
    if (!key || !create || name === undefined) continue;
    const others = families.get(parent)?.filter((one) => one.object !== object) ?? [];
    const bounds = others.map((other) => other.bound);
    const condition = boundCondition(key, bound, bounds, parentName);
    const text = `CREATE VIEW ${name} AS SELECT * FROM ${parentName} WHERE ${condition}`;
    object.definition = [{ ...create, text }];
    object.objectType = "VIEW";
    object.kind = "VIEW";
    parents.set(object, parent);
  }
  return new Map([...parents.keys()].map((part) => [part, rootOf(part, parents)]));
}

function rootOf(
  part: InventoryObject,
  parents: ReadonlyMap<InventoryObject, InventoryObject>,
): InventoryObject {
  let root = part;
  // As often as there are parts at most: a script may attach a table to a part of its own.
  for (let depth = 0; depth < parents.size; depth++) {
    const parent = parents.get(root);
    if (!parent) break;
    root = parent;
  }
  return root;
}

/** The part that the object is by its own definition, and those that are attached to it later. */
function partsOf(object: InventoryObject, catalog: ObjectCatalog): Part[] {
  if (object.objectType !== "TABLE") return [];
  return object.definition.flatMap(({ text }, index): Part[] => {
    if (!/\bPARTITION\b/i.test(text)) return [];
    const tokens = [...tokenize(text, "postgres")];
    const at = tokens.findIndex((token, place) => {
      const next = tokens[place + 1];
      return (
        isWord(token, index === 0 ? "PARTITION" : "ATTACH") &&
        isWord(next, index === 0 ? "OF" : "PARTITION")
      );
    });
    const other = at < 0 ? undefined : readName(tokens, at + 2, "postgres");
    const found = other && catalog.relation(other.parts, null, object.schema);
    const bound = other && readBound(tokens, other.next, text);
    if (!other || !found || found.objectType !== "TABLE" || !bound) return [];
    if (index === 0) {
      const parentName = written(text, tokens, at + 2, other.next);
      return [{ object, parent: found, parentName, bound }];
    }
    const start = isWord(tokens[2], "ONLY") ? 3 : 2;
    const own = readName(tokens, start, "postgres");
    if (!own) return [];
    const parentName = written(text, tokens, start, own.next);
    return [{ object: found, parent: object, parentName, bound }];
  });
}

/** `FOR VALUES FROM (…) TO (…)`, `FOR VALUES IN (…)`, `FOR VALUES WITH (…)`, `DEFAULT`, behind the name or a list of columns. */
function readBound(tokens: readonly Token[], start: number, text: string): Bound | undefined {
  for (let at = start; at < tokens.length; at++) {
    if (isWord(tokens[at], "DEFAULT") && !isSymbol(tokens[at - 1], ",")) return { kind: "default" };
    if (!isWord(tokens[at], "FOR") || !isWord(tokens[at + 1], "VALUES")) continue;
    const kind = tokens[at + 2]?.value;
    const first = listAt(tokens, at + 3, text);
    if (!first) return undefined;
    if (kind === "IN") return { kind: "in", values: first.items };
    if (kind === "WITH") return { kind: "hash", values: first.items };
    const second = isWord(tokens[first.next], "TO")
      ? listAt(tokens, first.next + 1, text)
      : undefined;
    return second && { kind: "range", from: first.items, to: second.items };
  }
  return undefined;
}

/** The method and the columns or expressions of PARTITION BY. */
function keyOf({ definition }: InventoryObject): PartitionKey | undefined {
  const text = definition[0]?.text ?? "";
  const tokens = [...tokenize(text, "postgres")];
  const at = tokens.findLastIndex(
    (token, place) => isWord(token, "PARTITION") && isWord(tokens[place + 1], "BY"),
  );
  const list = at < 0 ? undefined : listAt(tokens, at + 3, text);
  return list && { columns: list.items };
}

/** The items between the brackets that open at `at`, as they are written; `next` is behind them. */
function listAt(
  tokens: readonly Token[],
  at: number,
  text: string,
): { items: string[]; next: number } | undefined {
  if (!isSymbol(tokens[at], "(")) return undefined;
  const items: string[] = [];
  let depth = 0;
  let start = at + 1;
  for (let index = at; index < tokens.length; index++) {
    if (isSymbol(tokens[index], "(")) depth++;
    const closes = isSymbol(tokens[index], ")") && --depth === 0;
    if (closes || (depth === 1 && isSymbol(tokens[index], ","))) {
      items.push(written(text, tokens, start, index));
      start = index + 1;
    }
    if (closes) return { items, next: index + 1 };
  }
  return undefined;
}

function nameIn({ text }: SourceStatement): string | undefined {
  const tokens = [...tokenize(text, "postgres")];
  let at = tokens.findIndex((token) => isWord(token, "TABLE")) + 1;
  if (isWord(tokens[at], "IF")) at += 3;
  const name = readName(tokens, at, "postgres");
  return name && written(text, tokens, at, name.next);
}

function written(text: string, tokens: readonly Token[], start: number, end: number): string {
  return text.slice(tokens[start]?.start ?? 0, tokens[end - 1]?.end ?? 0);
}

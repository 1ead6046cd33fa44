import type { InventoryObject } from "./types.ts";

type Node = Pick<InventoryObject, "key" | "dependsOn">;

/** For each object the indices of those it depends on. Keys that are not in the list are ignored. */
function edgesOf(objects: readonly Node[]): number[][] {
  const index = new Map(objects.map((object, at) => [object.key, at]));
  return objects.map((object, at) =>
    [...new Set(object.dependsOn.map((key) => index.get(key)))].filter(
      (target): target is number => target !== undefined && target !== at,
    ),
  );
}

/**
 * Numbers the strongly connected components: objects in a circle share a number. Tarjan's algorithm with a stack of its own,
 * so that chains of any depth work.
 */
function components(edges: readonly (readonly number[])[]): number[] {
  const component = new Array<number>(edges.length).fill(-1);
  const order = new Array<number>(edges.length).fill(-1);
  const low = new Array<number>(edges.length).fill(0);
  const cursor = new Array<number>(edges.length).fill(0);
  const pending: number[] = [];
  let visited = 0;
  let found = 0;
  for (let root = 0; root < edges.length; root++) {
    if (order[root] !== -1) continue;
    const path = [root];
    while (path.length > 0) {
      const node = path[path.length - 1] as number;
      if (order[node] === -1) {
        order[node] = low[node] = visited++;
        pending.push(node);
      }
      const next = edges[node]?.[cursor[node] as number];
      if (next !== undefined) {
        cursor[node] = (cursor[node] as number) + 1;
        if (order[next] === -1) path.push(next);
        else if (component[next] === -1) {
          low[node] = Math.min(low[node] as number, order[next] as number);
        }
        continue;
      }
      path.pop();
      const parent = path[path.length - 1];
      if (parent !== undefined) low[parent] = Math.min(low[parent] as number, low[node] as number);
      if (low[node] !== order[node]) continue;
      for (let member = -1; member !== node; ) {
        member = pending.pop() as number;
        component[member] = found;
      }
      found++;
    }
  }
  return component;
}

/**
 * Objects in an order in which each stands behind what it depends on; among those that are ready, the given order holds.
 * Objects of a circle stand in the given order; their dependsOn is not changed.
 */
export function orderByDependency<T extends Node>(objects: readonly T[]): T[] {
  const edges = edgesOf(objects);
  const component = components(edges);
  const waiting = new Array<number>(objects.length).fill(0);
  const dependents: number[][] = objects.map(() => []);
  for (const [node, targets] of edges.entries()) {
    for (const target of targets) {
      if (component[target] === component[node]) continue;
      waiting[node] = (waiting[node] as number) + 1;
      dependents[target]?.push(node);
    }
  }
  const ready = new IndexHeap();
  for (const [node, count] of waiting.entries()) if (count === 0) ready.push(node);
  const ordered: T[] = [];
  for (let node = ready.pop(); node !== undefined; node = ready.pop()) {
    ordered.push(objects[node] as T);
    for (const dependent of dependents[node] ?? []) {
      waiting[dependent] = (waiting[dependent] as number) - 1;
      if (waiting[dependent] === 0) ready.push(dependent);
    }
  }
  return ordered;
}

/** The groups of objects that wait for each other, each in the given order. */
export function findCircular<T extends Node>(objects: readonly T[]): T[][] {
  const groups = new Map<number, T[]>();
  for (const [node, number] of components(edgesOf(objects)).entries()) {
    const group = groups.get(number);
    if (group) group.push(objects[node] as T);
    else groups.set(number, [objects[node] as T]);
  }
  return [...groups.values()].filter((group) => group.length > 1);
}

/**
 * One circle of keys for each group of objects that wait for each other: `[a, b]` means a depends on b and b on a. The
 * first of a circle is the one that stands first in the list.
 */
export function findCycles(objects: readonly Node[]): string[][] {
  const edges = edgesOf(objects);
  const component = components(edges);
  const first = new Map<number, number>();
  const circular = new Map<number, number>();
  for (const [node, number] of component.entries()) {
    const start = first.get(number);
    if (start === undefined) first.set(number, node);
    else circular.set(number, start);
  }
  return [...circular.values()].map((start) =>
    shortestCircle(start, edges, component).map((node) => (objects[node] as Node).key),
  );
}

function shortestCircle(
  start: number,
  edges: readonly (readonly number[])[],
  component: readonly number[],
): number[] {
  const cameFrom = new Map<number, number>();
  const queue = [start];
  for (let head = 0; head < queue.length; head++) {
    const node = queue[head] as number;
    for (const next of edges[node] ?? []) {
      if (component[next] !== component[start]) continue;
      if (next === start) {
        const circle = [node];
        for (let at = cameFrom.get(node); at !== undefined; at = cameFrom.get(at)) circle.push(at);
        return circle.reverse();
      }
      if (cameFrom.has(next)) continue;
      cameFrom.set(next, node);
      queue.push(next);
    }
  }
  return [start];
}

/** How a circle is told to a person: `circular: a -> b -> a`. */
export function describeCycle(cycle: readonly string[]): string {
  return `circular: ${[...cycle, cycle[0]].join(" -> ")}`;
}

/** A heap of numbers, smallest first. */
class IndexHeap {
  readonly #items: number[] = [];

  push(item: number): void {
    const items = this.#items;
    let at = items.length;
    items.push(item);
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if ((items[parent] as number) <= item) break;
      items[at] = items[parent] as number;
      at = parent;
    }
    items[at] = item;
  }

  pop(): number | undefined {
    const items = this.#items;
    const top = items[0];
    const last = items.pop();
    if (last === undefined || items.length === 0) return top;
    let at = 0;
    for (;;) {
      let child = 2 * at + 1;
      if (child >= items.length) break;
      if (child + 1 < items.length && (items[child + 1] as number) < (items[child] as number))
        child++;
      if ((items[child] as number) >= last) break;
      items[at] = items[child] as number;
      at = child;
    }
    items[at] = last;
    return top;
  }
}

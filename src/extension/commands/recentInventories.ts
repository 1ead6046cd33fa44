import type { Memento } from "vscode";

const KEY = "recentInventories";
const KEPT = 8;

/** The inventories that were migrated or made last, for the wizard to offer them, on this machine in any workspace. */
export class RecentInventories {
  readonly #memory: Memento;

  constructor(memory: Memento) {
    this.#memory = memory;
  }

  /** The newest first. */
  list(): string[] {
    return this.#memory.get<string[]>(KEY, []);
  }

  /** Offers it first the next time. */
  add(path: string): void {
    const others = this.list().filter((known) => known !== path);
    void this.#memory.update(KEY, [path, ...others].slice(0, KEPT));
  }
}

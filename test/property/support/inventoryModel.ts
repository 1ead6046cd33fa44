import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** A folder of SQL files, one an object, that somebody works on while a job runs; each needs some of those before it. */
export class InventoryModel {
  readonly path: string;
  readonly names: readonly string[];
  readonly #away: string;
  #needs: number[][];
  #version = 0;

  /** Makes the folder `ddl` in `folder`. */
  constructor(folder: string, needs: readonly number[][]) {
    this.path = join(folder, "ddl");
    this.#away = join(folder, "away");
    this.names = needs.map((_, ordinal) => `t${ordinal}`);
    this.#needs = needs.map((some) => [...some]);
    mkdirSync(this.path);
    for (const ordinal of needs.keys()) this.#write(ordinal);
  }

  #file(ordinal: number): string {
    return join(this.path, `t${ordinal}.sql`);
  }

  #write(ordinal: number): void {
    const version = this.#version++;
    const name = this.names[ordinal];
    const needs = this.#needs[ordinal]!.map((need) => this.names[need]);
    const text =
      needs.length === 0
        ? `CREATE TABLE ${name} (v${version} INT);`
        : `CREATE VIEW ${name} AS SELECT ${version} AS v FROM ${needs.join(", ")};`;
    // Lines above move it without a change of its own.
    writeFileSync(this.#file(ordinal), `${"\n".repeat(version % 3)}${text}\n`);
  }

  /** Another text with other needs; an object that was removed is there again. */
  edit(pick: number): void {
    if (!this.isReadable) return;
    const ordinal = pick % this.names.length;
    this.#needs[ordinal] =
      ordinal === 0 ? [] : [...new Set([pick % ordinal, (pick * 7 + this.#version) % ordinal])];
    this.#write(ordinal);
  }

  remove(pick: number): void {
    if (this.isReadable) rmSync(this.#file(pick % this.names.length), { force: true });
  }

  get isReadable(): boolean {
    return existsSync(this.path);
  }

  /** True when there is an object in it. */
  get isWhole(): boolean {
    return this.isReadable && this.names.some((_, ordinal) => existsSync(this.#file(ordinal)));
  }

  /** Takes the folder away, or puts it back. */
  toggle(): void {
    if (this.isReadable) renameSync(this.path, this.#away);
    else renameSync(this.#away, this.path);
  }

  /** Puts everything back that is not there. */
  restore(): void {
    if (!this.isReadable) this.toggle();
    for (const ordinal of this.names.keys()) {
      if (!existsSync(this.#file(ordinal))) this.#write(ordinal);
    }
  }

  /** The statement of an object as its file has it; undefined when it is gone. */
  textOf(name: string): string | undefined {
    const file = join(this.path, `${name}.sql`);
    return existsSync(file) ? readFileSync(file, "utf8").trim().replace(/;$/, "") : undefined;
  }
}

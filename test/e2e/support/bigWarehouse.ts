import { writeFiles } from "../../support/inventories.ts";

const SCHEMAS = ["sales", "fin", "hr", "dim", "stg"];
const NOUNS = ["order", "customer", "ledger", "invoice", "product", "store", "payment", "employee"];
/** Every so many objects one does not work. */
const BROKEN_EVERY = 45;

/** Writes a warehouse of `count` tables, some of them with a column twice. Big enough to be seen running. */
export function writeBigWarehouse(folder: string, count: number): void {
  const statements = Array.from({ length: count }, (_, n) => statement(n));
  writeFiles(folder, { "warehouse.sql": statements.join("\n") });
}

function statement(n: number): string {
  const schema = SCHEMAS[n % SCHEMAS.length];
  const noun = NOUNS[Math.floor(n / SCHEMAS.length) % NOUNS.length];
  const name = `${schema}.${noun}_${String(n).padStart(4, "0")}`;
  if (n % BROKEN_EVERY === BROKEN_EVERY - 1) {
    return `CREATE TABLE ${name} (id NUMBER(9) NOT NULL, name VARCHAR(80), id NUMBER(12));`;
  }
  return `CREATE TABLE ${name} (id NUMBER(9) NOT NULL, name VARCHAR(80), amount NUMBER(12,2));`;
}

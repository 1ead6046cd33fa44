import { readFileSync } from "node:fs";
import { join } from "node:path";

// What is asked of MySQL and what it answered. The engine that answered is MariaDB, which is installed in a moment; where
// MySQL 8 answers otherwise the query is not here, or asks for less: `->`, the texts of JSON documents and their order of
// keys, REGEXP_SUBSTR that finds nothing, digits of STDDEV and CUME_DIST, DATETIME without its fraction, comparisons of
// quotients. Nor is what both have and DuckDB has not: zeros at the end of a fraction of seconds in a text, and a quotient's
// ninth digit, which MySQL cuts inside of an expression. scripts/recordMysql.ts asks anew.

/** A query of the fixture. */
export interface Query {
  sql: string;
  /** The code that tells of the difference; undefined: the rows are the same. */
  differs?: string;
  /** The code that the translation is refused with. */
  refused?: string;
}

/** What the engine answered to a query: rows of texts. */
export interface Answer {
  query: string;
  rows: (string | null)[][];
}

const read = (name: string) => readFileSync(join(import.meta.dirname, name), "utf8");

/** Statements that make the tables, and those that fill them. */
export const tables = statements("mysqlTables.sql");
export const rows = statements("mysqlRows.sql");
export const queries = lines("mysqlQueries.sql").map(queryOf);
/** Changes, each with `; ` and a query behind it. */
export const changes = lines("mysqlChanges.sql").map(queryOf);

/** The engine and what it answered, query by query. */
export function readAnswers(): { engine: string; answers: ReadonlyMap<string, Answer["rows"]> } {
  const [head = "{}", ...rest] = lines("mysqlAnswers.jsonl");
  const { engine } = JSON.parse(head) as { engine: string };
  const answers = rest.map((line) => JSON.parse(line) as Answer);
  return { engine, answers: new Map(answers.map(({ query, rows }) => [query, rows])) };
}

function lines(name: string): string[] {
  return read(name)
    .split("\n")
    .filter((line) => line !== "" && !line.startsWith("--"));
}

function statements(name: string): string[] {
  return lines(name).map((line) => line.replace(/;$/, ""));
}

/** `[DWM-QRY-012] SELECT …`: the rows differ, and the code says so; `[!DWM-QRY-002] SELECT …`: it is refused. */
function queryOf(line: string): Query {
  const [, refused, code, sql = line] = /^\[(!?)(DWM-[A-Z]+-\d+)\] (.*)$/.exec(line) ?? [];
  if (code === undefined) return { sql };
  return refused ? { sql, refused: code } : { sql, differs: code };
}

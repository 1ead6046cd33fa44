import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { changes, queries, rows, tables } from "../test/unit/translate/executed/mysqlFixture.ts";

// Asks a MariaDB (or MySQL) what the queries of test/unit/translate/executed/mysqlQueries.sql and mysqlChanges.sql answer there, and writes it
// to mysqlAnswers.jsonl beside them, for the test that compares DuckDB's rows with it:
//
//   node scripts/recordMysql.ts --socket=/run/mysqld/mysqld.sock --user=root
//
// All arguments go to the `mariadb` client. The database dwm_record is made anew and dropped.

const FOLDER = join(import.meta.dirname, "../test/unit/translate/executed");
const DATABASE = "dwm_record";
/** MySQL 8's own default. */
const SQL_MODE =
  "ONLY_FULL_GROUP_BY,STRICT_TRANS_TABLES,NO_ZERO_IN_DATE,NO_ZERO_DATE,ERROR_FOR_DIVISION_BY_ZERO,NO_ENGINE_SUBSTITUTION";
/** The nearest to MySQL 8's utf8mb4_0900_ai_ci: no regard to case and accents, but to blanks at the end. */
const COLLATION = "utf8mb4_uca1400_nopad_ai_ci";
const INIT = [
  `SET NAMES utf8mb4 COLLATE ${COLLATION}`,
  `SET sql_mode = '${SQL_MODE}'`,
  "SET time_zone = '+00:00'",
].join("; ");

function ask(sql: string, ...more: string[]): string {
  const options = ["--no-defaults", ...process.argv.slice(2), "--batch", "--skip-column-names"];
  const init = INIT.split("; ").map((one) => `${one};`);
  return execFileSync("mariadb", [...options, "--default-character-set=utf8mb4", ...more], {
    input: `${init.join("\n")}\n${sql};\n`,
    encoding: "utf8",
  });
}

/** A value of the client's batch output: \t, \n, \0 and \\ are escaped, NULL is a word. */
function unescaped(text: string): string | null {
  if (text === "NULL") return null;
  const plain: Readonly<Record<string, string>> = { t: "\t", n: "\n", "0": "\0", "\\": "\\" };
  return text.replace(/\\([tn0\\])/g, (_, letter: string) => plain[letter] ?? letter);
}

function rowsOf(output: string): (string | null)[][] {
  const lines = output.split("\n").slice(0, -1);
  return lines.map((line) => line.split("\t").map(unescaped));
}

ask(`DROP DATABASE IF EXISTS ${DATABASE};
CREATE DATABASE ${DATABASE} CHARACTER SET utf8mb4 COLLATE ${COLLATION}`);
const failed: string[] = [];
try {
  ask([...tables, ...rows].join(";\n"), `--database=${DATABASE}`);
  const engine = ask("SELECT version()").trim();
  const lines = [JSON.stringify({ engine, sqlMode: SQL_MODE, collation: COLLATION })];
  for (const { sql } of [...queries, ...changes]) {
    try {
      const rows = rowsOf(ask(`BEGIN; ${sql}; ROLLBACK`, `--database=${DATABASE}`));
      lines.push(JSON.stringify({ query: sql, rows }));
    } catch (error) {
      failed.push(`${sql}\n  ${String((error as { stderr?: unknown }).stderr).trim()}`);
    }
  }
  writeFileSync(join(FOLDER, "mysqlAnswers.jsonl"), `${lines.join("\n")}\n`);
} finally {
  ask(`DROP DATABASE ${DATABASE}`);
}
if (failed.length > 0) {
  process.stderr.write(`Not answered:\n${failed.join("\n")}\n`);
  process.exitCode = 1;
}

import type { IssueCode } from "../issueCodes.ts";
import type { Explanation } from "./explanation.ts";

/** Queries, views, rows and what the target says of them. */
export const QUERIES: Partial<Readonly<Record<IssueCode, Explanation>>> = {
  "DWM-QRY-001": {
    text: "The reader of queries met something that it does not expect at this place. It reads a query whole or refuses it: nothing is passed on unread. The place is that of the first token that it could not take.",
    example: { dialect: "oracle", source: "CREATE VIEW v AS SELECT a FROM t WHERE;" },
  },
  "DWM-QRY-002": {
    text: "The construct is read, and has no counterpart that means the same. It is refused rather than written in a way that gives other rows.",
    example: {
      dialect: "oracle",
      source: "CREATE VIEW v AS SELECT a FROM t@far;",
    },
  },
  "DWM-QRY-003": {
    text: "Functions are translated by tables of what each of them means, one by one. One that is in none of them is refused: a function of the same name may mean something else in the target. A function of your own is known when its definition is part of the inventory.",
    example: {
      dialect: "tsql",
      source: "CREATE VIEW v AS SELECT no_such_function(a) AS b FROM t;",
    },
  },
  "DWM-QRY-004": {
    text: "The function is known, but not with these arguments: the translation depends on a value that is computed, or on an option that has no counterpart.",
  },
  "DWM-QRY-005": {
    text: "The mask of a date or number has an element that the target cannot write or read. The function is refused rather than with a mask that means something else.",
    example: {
      dialect: "oracle",
      source: "CREATE VIEW v AS SELECT TO_CHAR(d, 'SYYYY') AS y FROM t;",
    },
  },
  "DWM-QRY-006": {
    text: "The translation is right for the usual case, and differs in one that cannot be told from the SQL alone. The message says in which.",
  },
  "DWM-QRY-007": {
    text: "The clause asks the source for something that has no meaning in the target, as hints, locks and checks of updates through a view.",
    example: {
      dialect: "tsql",
      source: "CREATE VIEW v AS SELECT a FROM t WITH (NOLOCK);",
      result: "CREATE VIEW v AS SELECT a FROM t;",
    },
  },
  "DWM-QRY-008": {
    text: "Source and result are read by a second parser that knows nothing of our translation. It found tables, columns or clauses in one of them that the other lacks. The object is refused.",
  },
  "DWM-QRY-009": {
    text: "DuckDB has no materialized views. A plain view returns the same rows, as they are when it is read, and computes them each time.",
    example: {
      dialect: "postgres",
      target: "duckdb",
      source: "CREATE MATERIALIZED VIEW v AS SELECT 1 AS a;",
      result: 'CREATE OR REPLACE VIEW "warehouse"."migrated"."v" AS SELECT 1 AS "a";',
    },
  },
  "DWM-QRY-010": {
    text: "A cast names a type that is none of the source's own, and the inventory does not define it.",
    example: {
      dialect: "postgres",
      source: "CREATE VIEW v AS SELECT a::currency_amount AS b FROM t;",
    },
  },
  "DWM-QRY-011": {
    text: "The name has more parts than the target can reach: it lies in another database, or on another server. Bring the table along, or reach it by Lakehouse Federation.",
  },
  "DWM-QRY-012": {
    text: "SQL Server and MySQL usually compare texts without regard to case and to blanks at the end. The targets compare them as they stand. Joins, filters and groups on texts may give other rows where the data is not written in one way.",
    example: {
      dialect: "tsql",
      source: "CREATE VIEW v AS SELECT id FROM t WHERE name = 'smith';",
      result: "CREATE VIEW v AS SELECT id FROM t WHERE name = 'smith';",
    },
  },
  "DWM-QRY-013": {
    text: "Snowflake and SQL Server give each quotient and average a count of digits behind the point that follows from those of its operands; Snowflake rounds to them, SQL Server cuts off. That is written out where the digits are known. Where they are not, or where the target rounds the last digit and the source does not, values differ from the 6th digit behind the point on, or later: it can matter where they are compared with = or added up in great numbers. It is told once an object.",
    example: {
      dialect: "snowflake",
      source: "CREATE VIEW v AS SELECT amount / quantity AS price FROM sales;",
      result: "CREATE VIEW v AS SELECT amount / quantity AS price FROM sales;",
    },
  },
  "DWM-QRY-014": {
    text: "Redshift compares CHAR and VARCHAR without regard to blanks at their end; the targets compare texts as they stand. Joins, filters and groups find fewer rows where the data has such blanks. It is told once an object.",
    example: {
      dialect: "redshift",
      source: "CREATE VIEW v AS SELECT id FROM t WHERE lower(name) = 'smith';",
      result: "CREATE VIEW v AS SELECT id FROM t WHERE lower(name) = 'smith';",
    },
  },
  "DWM-QRY-015": {
    text: "The translation means the same but for what the message names, which is rare or hardly ever looked at. It is told once an object.",
    example: {
      dialect: "mysql",
      source: "CREATE VIEW v AS SELECT CAST(JSON_ARRAY(1, 2) AS CHAR) AS s;",
    },
  },
  "DWM-VER-001": {
    text: "The result is read again by a parser of Databricks SQL that is not ours. What it cannot read may still be right: it does not know all of the language.",
  },
  "DWM-VER-002": {
    text: "The result still holds a word or function that only the source has. It is refused: Databricks would refuse it, too, or take it for something else.",
  },
  "DWM-VER-003": {
    text: "The result calls a function that is neither the target's own nor one of the inventory's.",
  },
  "DWM-VER-006": {
    text: "Our rules refused the object. The transpiler library had a translation, which passed the checks; the library is known to change what some constructs mean without saying so.",
  },
  "DWM-EXE-002": {
    text: "The target was asked to create the object, and a table or view that it reads is not there: it is missing in the inventory, or it failed before. The report lists names that are read and not defined.",
  },
  "DWM-EXE-005": {
    text: "A value of the rows does not fit the column's type, as a text in a number. The place is that of the row.",
  },
  "DWM-EXE-006": {
    text: "A row breaks a NOT NULL, a key or a check that the source's script defines. The place is that of the row.",
  },
  "DWM-JOB-001": {
    text: "Something that the object needs was not migrated, so that it was not tried.",
  },
  "DWM-JOB-005": {
    text: "A retry reads the files again, and the object is not in them any more: it was taken out or renamed, its file was moved, or a text before it in the file is never closed. What was known of it is not tried again, as nobody knows whether it is still meant.",
  },
  "DWM-JOB-002": {
    text: "Objects need each other in a circle: none of them can be created first. Sources allow that for views that were altered later.",
    example: {
      dialect: "postgres",
      source: "CREATE VIEW a AS SELECT * FROM b;\nCREATE VIEW b AS SELECT * FROM a;",
    },
  },
};

import type { IssueCode } from "../issueCodes.ts";
import type { Explanation } from "./explanation.ts";

/** Tables and what their definitions become. */
export const TABLES: Partial<Readonly<Record<IssueCode, Explanation>>> = {
  "DWM-TBL-001": {
    text: "The reader of table definitions met something that it does not expect at this place. It reads a definition whole or not at all: a table that lacks a column would be worse than none.",
    example: {
      dialect: "oracle",
      source: "CREATE TABLE t (a NUMBER(10), CONSTRAINT f FOREIGN KEY (a));",
    },
  },
  "DWM-TBL-002": {
    text: "The type is none of the source's own, and the inventory does not define it. A type that stands for another (CREATE TYPE … FROM, CREATE DOMAIN) is known when its definition is part of the inventory.",
    example: { dialect: "postgres", source: "CREATE TABLE t (price currency_amount);" },
  },
  "DWM-TBL-003": {
    text: "The clause says how the source stores, compresses, distributes or logs the table. It changes nothing that a query returns, and the target does it in its own way.",
    example: {
      dialect: "snowflake",
      source: "CREATE TRANSIENT TABLE t (a INTEGER) DATA_RETENTION_TIME_IN_DAYS = 0;",
      result: "CREATE TABLE t (\n  a DECIMAL(38,0)\n);",
    },
  },
  "DWM-TBL-004": {
    text: "The clause is not known to the reader. It is left out and named, so that somebody who knows the source can tell whether it matters.",
  },
  "DWM-TBL-005": {
    text: "DuckDB checks foreign keys at once, and refuses to replace a table that others refer to. Rows come in any order during a migration, so keys are not created; primary keys and NOT NULL are.",
    example: {
      dialect: "postgres",
      target: "duckdb",
      source:
        "CREATE TABLE a (id integer PRIMARY KEY);\nCREATE TABLE b (id integer, CONSTRAINT fk FOREIGN KEY (id) REFERENCES a (id));",
    },
  },
  "DWM-TBL-006": {
    text: "The target has no such type. The values are kept in another one that holds them, but something of the type is lost: its zone, its members, its precision. Look at what reads the column.",
    example: {
      dialect: "mysql",
      source: "CREATE TABLE t (size ENUM('S', 'M', 'L'));",
      result: "CREATE TABLE t (\n  size STRING\n);",
    },
  },
  "DWM-TBL-007": {
    text: "The default is an expression that has no translation. The column is created without it: an INSERT that leaves the column out gives NULL.",
    example: {
      dialect: "oracle",
      source: "CREATE TABLE t (a NUMBER(10), b VARCHAR2(40) DEFAULT no_such_function(1));",
      result: "CREATE TABLE t (\n  a DECIMAL(10,0),\n  b STRING\n);",
    },
  },
  "DWM-TBL-008": {
    text: "The condition of the check has no translation. The table is created without the check: rows that it would have refused are accepted.",
  },
  "DWM-TBL-009": {
    text: "The expression of the computed column has no translation. The column is there with its type, so that what reads it works, and has to be filled when rows are loaded.",
  },
  "DWM-TBL-011": {
    text: "The rows of the table lie outside of the database, live for a session only, or are made by the source as it runs. The target gets an ordinary table without rows.",
  },
  "DWM-TBL-014": {
    text: "The script changes the table after it was created, in a way that cannot be folded into its definition.",
  },
  "DWM-TBL-015": {
    text: "The type of the target holds every value of the source's type, and is called otherwise. What is worth knowing stands behind it.",
    example: {
      dialect: "oracle",
      source: "CREATE TABLE t (amount NUMBER);",
      result: "CREATE TABLE t (\n  amount DECIMAL(38,10)\n);",
    },
  },
  "DWM-TBL-017": {
    text: "No type of the target holds the values of this one without loss, as numbers of more than 38 digits. The table is not created rather than with a column that rounds.",
  },
  "DWM-TBL-018": {
    text: "Databricks keeps PRIMARY KEY and FOREIGN KEY as information for tools and the optimizer. Rows that break them are accepted.",
    example: {
      dialect: "postgres",
      source: "CREATE TABLE t (id integer PRIMARY KEY);",
      result: "CREATE TABLE t (\n  id INT NOT NULL,\n  PRIMARY KEY (id)\n);",
    },
  },
  "DWM-TBL-019": {
    text: "Databricks has no UNIQUE. Rows that occur twice are accepted.",
    example: {
      dialect: "postgres",
      source: "CREATE TABLE t (email text UNIQUE);",
      result: "CREATE TABLE t (\n  email STRING\n);",
    },
  },
  "DWM-TBL-020": {
    text: "A STRING of Databricks holds texts of any length. Texts that are longer than the source allows are accepted.",
    example: {
      dialect: "oracle",
      source: "CREATE TABLE t (name VARCHAR2(40));",
      result: "CREATE TABLE t (\n  name STRING\n);",
    },
  },
  "DWM-TBL-021": {
    text: "What the source sorts, partitions or distributes the table by tells what most queries filter by. Liquid clustering on the same columns serves them; it can be changed at any time.",
    example: {
      dialect: "redshift",
      source: "CREATE TABLE t (day date, total integer) SORTKEY (day);",
      result: "CREATE TABLE t (\n  day DATE,\n  total INT\n)\nCLUSTER BY (day);",
    },
  },
  "DWM-TBL-022": {
    text: "The column's default draws from a sequence. In the target the column counts by itself, as an identity column does. After the rows are loaded it goes on behind the highest value.",
    example: {
      dialect: "postgres",
      source: "CREATE TABLE t (id integer DEFAULT nextval('t_id_seq'::regclass) NOT NULL);",
    },
  },
  "DWM-TBL-024": {
    text: "The clause does something that the target does not: it changes other rows, hides values, or keeps something up to date. The table is created without it.",
    example: {
      dialect: "postgres",
      source: "CREATE TABLE b (a_id integer REFERENCES a (id) ON DELETE CASCADE);",
    },
  },
  "DWM-TBL-027": {
    text: "The source tells names by upper and lower case, at least where they are quoted; DuckDB and Databricks do not. Two tables or views whose names differ in nothing else would become one, with the rows of both. Neither is made, and what reads them waits.",
    example: {
      dialect: "postgres",
      source: 'CREATE TABLE "Abc" (a integer);\nCREATE TABLE abc (a integer);',
    },
  },
  "DWM-TBL-028": {
    text: "A view's query names the view. No database makes such a view, so that the name means something else in the source: mostly a table of another schema that the file does not tell of.",
    example: { dialect: "postgres", source: "CREATE VIEW v AS SELECT a FROM v;" },
  },
  "DWM-TBL-026": {
    text: "The source fills a text of fixed length with blanks, which do not count where texts are compared. DuckDB has no such type: a VARCHAR would take the blanks for a part of the text and find other rows. They are taken off after the rows are loaded. What sees the difference: the length of the text where the source counts the blanks, texts that are joined to it, LIKE.",
  },
};

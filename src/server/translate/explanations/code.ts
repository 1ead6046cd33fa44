import type { IssueCode } from "../issueCodes.ts";
import type { Explanation } from "./explanation.ts";

/** Procedures, functions, triggers and packages. */
export const CODE: Partial<Readonly<Record<IssueCode, Explanation>>> = {
  "DWM-PRC-001": {
    text: "DuckDB runs no stored code. The object is skipped; where our rules can write it for Databricks, that text is kept with the result, to be read.",
    example: {
      dialect: "oracle",
      target: "duckdb",
      source: "CREATE PROCEDURE p (a IN NUMBER) IS BEGIN DELETE FROM t WHERE id = a; END;\n/",
    },
  },
  "DWM-PRC-002": {
    text: "The construct has no counterpart in SQL scripting. The rest of the routine is translated; at its place the source stands as a comment, and the routine counts as one that a person has to finish.",
  },
  "DWM-PRC-003": {
    text: "The reader does not know a statement that begins like this. The rest of the routine is translated; at its place the source stands as a comment.",
  },
  "DWM-PRC-004": {
    text: "The skeleton of the routine could not be read: its parameters, its blocks or where one of them ends.",
  },
  "DWM-PRC-005": {
    text: "A SQL function of Databricks is one expression or one query. A function with statements that cannot be folded into one becomes a procedure that gives its result through a parameter; calls of it inside of queries have to be rewritten.",
  },
  "DWM-PRC-006": {
    text: "The clause says how the source stores, compiles or runs the routine, and has no meaning in the target.",
  },
  "DWM-PRC-007": {
    text: "The translation is right for the usual case, and differs in one that cannot be told from the code alone. The message says in which.",
  },
  "DWM-PRC-008": {
    text: "Each statement of a script commits by itself on Databricks. COMMIT is what happens anyway; after an error there is nothing to roll back to.",
  },
  "DWM-PRC-009": {
    text: "The text is put together while the routine runs, so that it cannot be translated beforehand. It is executed as it comes.",
  },
  "DWM-PRC-010": {
    text: "The body is written in a language that Databricks does not take inside of SQL, or works with an interface that only the source has.",
  },
  "DWM-PRC-011": {
    text: "Databricks has no triggers. The statements of the body are translated and kept, so that they can be put where the rows are written.",
  },
  "DWM-PRC-031": {
    text: "A variable has the type of a column or row (%TYPE, %ROWTYPE) that the inventory does not define, or whose type is not known.",
  },
  "DWM-PRC-040": {
    text: "The name is no variable, no parameter, and no function of the inventory, for example a variable of another package or a function of the source's supplied packages.",
  },
  "DWM-PRC-045": {
    text: "The source is compiled differently by flags ($IF … $THEN). Without them, one branch is taken; the others are not translated.",
  },
  "DWM-PRC-046": {
    text: "Object types, collections and the like are part of the source's own type system. Tables and code that use them have to be changed.",
  },
  "DWM-MOD-001": {
    text: "Our rules could not translate the object, and the configured language model could. Its answer was parsed, guarded and verified like any other, which proves that it can be run, not that it means the same.",
  },
  "DWM-PRC-056": {
    text: "A variable of a package keeps its value from one call to the next, for each session by itself. A session variable of Databricks does too, but a session has to declare it before the first call, and a function or a view cannot read it. Its declaration stands before each procedure that names it; what a package's own BEGIN sets is not part of it.",
    example: {
      dialect: "oracle",
      source:
        "CREATE PACKAGE BODY sales AS\n  g_runs NUMBER(9) := 0;\n  PROCEDURE count_it IS BEGIN g_runs := g_runs + 1; END;\nEND;\n/",
    },
  },
  "DWM-PRC-057": {
    text: "A routine that is declared inside of another one has no counterpart. A procedure is written out as a block wherever it is called, with a variable for each parameter; a function as the expression that its statements fold into.",
    example: {
      dialect: "oracle",
      source:
        "CREATE PROCEDURE p (a IN NUMBER) IS\n  PROCEDURE note (m VARCHAR2) IS BEGIN INSERT INTO notes VALUES (m); END;\nBEGIN\n  note('begun');\nEND;\n/",
    },
  },
  "DWM-PRC-058": {
    text: "A procedure that opens a cursor for its caller answers rows. A procedure of Databricks does that with a query: its rows are the result of CALL, and there is no parameter for them.",
    example: {
      dialect: "oracle",
      source:
        "CREATE PROCEDURE late_orders (rc OUT SYS_REFCURSOR) IS\nBEGIN\n  OPEN rc FOR SELECT id FROM orders WHERE due < SYSDATE;\nEND;\n/",
    },
  },
  "DWM-PRC-060": {
    text: "Databricks does not tell which number an identity column gave a row. Its numbers rise, so that behind an INSERT it is the highest; where several sessions insert into the table at once, or numbers are given by hand, it may be that of another row.",
    example: {
      dialect: "tsql",
      source:
        "CREATE TABLE runs (id INT IDENTITY, job VARCHAR(20));\nGO\nCREATE PROCEDURE begin_run @job VARCHAR(20), @id INT OUTPUT AS\nBEGIN\n  INSERT INTO runs (job) VALUES (@job);\n  SET @id = SCOPE_IDENTITY();\nEND",
    },
  },
  "DWM-PRC-059": {
    text: "A function whose statements do not come down to one expression is a procedure in Databricks. Where a statement of a routine only takes its value, it is called into a variable before that; in a query, in a condition that is read again, or behind CASE, AND and OR, which may leave it out, that is not the same.",
    example: {
      dialect: "oracle",
      source:
        "CREATE FUNCTION digits (s VARCHAR2) RETURN VARCHAR2 IS\n  r VARCHAR2(99);\nBEGIN\n  FOR i IN 1 .. LENGTH(s) LOOP r := r || SUBSTR(s, i, 1); END LOOP;\n  RETURN r;\nEND;\n/\nCREATE VIEW phones AS SELECT digits(phone) AS phone FROM customers;",
    },
  },
  "DWM-PRC-061": {
    text: "Databricks has no sequences, and a migration to DuckDB keeps none that code draws from. Where the number is for a row's key, make the column GENERATED BY DEFAULT AS IDENTITY and leave it out of the INSERT: an INSERT whose column is an identity column in the inventory already is written so (DWM-PRC-062). Where it is needed before the row is written, or for several tables, keep a table of counters, `counters(name STRING, value BIGINT)`: `UPDATE counters SET value = value + 1 WHERE name = 'order_seq'`, then `SET v = (SELECT value FROM counters WHERE name = 'order_seq')`. Two sessions must not do that at once: between BEGIN ATOMIC and END, or in one job only. Where any key will do, take uuid().",
    example: {
      dialect: "oracle",
      source:
        "CREATE PROCEDURE add_order (who VARCHAR2) IS\n  v NUMBER;\nBEGIN\n  SELECT order_seq.NEXTVAL INTO v FROM DUAL;\n  INSERT INTO orders (id, customer) VALUES (v, who);\nEND;\n/",
    },
  },
  "DWM-PRC-062": {
    text: "The INSERT gives the column the next number of a sequence. In the target it is an identity column, which takes a number by itself for each row that gives it none, so that the INSERT leaves it out. Numbers rise, with gaps; rows that were loaded with the numbers of the source need the column to go on behind them (ALTER TABLE … ALTER COLUMN … SYNC IDENTITY).",
    example: {
      dialect: "oracle",
      source:
        "CREATE SEQUENCE order_seq;\nCREATE TABLE orders (id NUMBER(10) DEFAULT order_seq.NEXTVAL, customer VARCHAR2(20));\nCREATE PROCEDURE add_order (who VARCHAR2) IS\nBEGIN\n  INSERT INTO orders (id, customer) VALUES (order_seq.NEXTVAL, who);\nEND;\n/",
    },
  },
  "DWM-PRC-063": {
    text: "CALL is a statement of its own on Databricks: its rows go to the client and can stand in no query. Where the procedure only answers a query, write that as a table function (CREATE FUNCTION … RETURNS TABLE … RETURN SELECT …) and INSERT INTO t SELECT * FROM f(…); where it does more, let it INSERT into a temporary table that the caller reads behind the CALL. A text that is known to be a query is run with the INSERT before it, without this code.",
    example: {
      dialect: "tsql",
      source:
        "CREATE PROCEDURE dbo.keep_late AS\nBEGIN\n  INSERT INTO dbo.late (id) EXEC dbo.list_late 30;\nEND",
    },
  },
};

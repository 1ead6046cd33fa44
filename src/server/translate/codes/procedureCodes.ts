import type { IssueKind } from "./issueKind.ts";

/** Issues of code objects. */
export const PROCEDURE_CODES = {
  "DWM-PRC-001": {
    severity: "info",
    message: "DuckDB has no stored procedures; the source stays as it is ({kind})",
    hint: "The Databricks target is the one that takes code.",
  },
  "DWM-PRC-002": {
    severity: "error",
    message: "{construct} has no counterpart in Databricks SQL scripting",
    hint: "The source is kept as a comment at its place; write what it does by hand.",
  },
  "DWM-PRC-003": {
    severity: "error",
    message: "Unknown statement at {near}",
    hint: "The source is kept as a comment at its place; write what it does by hand.",
  },
  "DWM-PRC-004": {
    severity: "error",
    message: "Cannot read the routine at {near}: {reason}",
    hint: "Check the statement against the source's grammar, or translate the routine by hand.",
  },
  "DWM-PRC-005": {
    severity: "error",
    message:
      "Function {name} has statements ({reason}); a Databricks SQL function is one expression",
    hint: "It is written as a procedure with the parameter {result} for its result; where the function is called, CALL the procedure, or fold the statements into one expression.",
  },
  "DWM-PRC-006": {
    severity: "info",
    message: "Dropped: {clause} ({why})",
  },
  "DWM-PRC-007": {
    severity: "warning",
    message: "Review: {what}",
  },
  "DWM-PRC-008": {
    severity: "warning",
    message: "Left out: {clause}: each statement is a transaction of its own here",
    hint: "BEGIN ATOMIC … END around the statements makes them one, for tables with catalog commits; else make the steps repeatable.",
  },
  "DWM-PRC-009": {
    severity: "warning",
    message: "The text of this dynamic SQL is put together at run time and is not translated",
    hint: "Check that what it builds is Databricks SQL and names the migrated objects.",
  },
  "DWM-PRC-010": {
    severity: "error",
    message: "{kind} in {language} cannot be translated: {reason}",
    hint: "Rewrite it in SQL scripting or as a Python function of Unity Catalog.",
  },
  "DWM-PRC-011": {
    severity: "error",
    message: "Databricks has no triggers: {name} on {table} ({events})",
    hint: "Its body is kept as a script to be read: do its work where the rows are written, in a pipeline or a job.",
  },
  "DWM-PRC-012": {
    severity: "error",
    message: "The script is not well formed: {what}",
    hint: "This is a defect of the translation; please report the routine.",
  },
  "DWM-PRC-030": {
    severity: "error",
    message: "{name} has {count} overloads, and the arguments do not tell which one is called",
    hint: "Call the target's routine by its own name; overloads are numbered there.",
  },
  "DWM-PRC-031": {
    severity: "warning",
    message: "The exact type of {of} is not known: {type} is taken",
    hint: "Have the table it comes from in the inventory, or set the type by hand.",
  },
  "DWM-PRC-032": {
    severity: "warning",
    message: "An autonomous transaction keeps what it writes when the caller rolls back",
    hint: "Statements of Databricks are committed one by one, so that what it writes stays too; call it outside of BEGIN ATOMIC, and check that nothing relies on the rest being undone.",
  },
  "DWM-PRC-033": {
    severity: "warning",
    message:
      "Databricks never raises {code}: a handler of {exception} sees only what is raised by name",
    hint: "Find out what the target does in this case, and handle that.",
  },
  "DWM-PRC-034": {
    severity: "error",
    message:
      "The {kind} {name} stands inside of the routine and cannot be written out where it is called: {reason}",
    hint: "Make it a procedure or function of its own that takes as parameters what it shares with the routine.",
  },
  "DWM-PRC-035": {
    severity: "error",
    message: "The fields of {record} are not known",
    hint: "Have the table or query that it is a row of in the inventory, with named columns.",
  },
  "DWM-PRC-036": {
    severity: "warning",
    message: "The error is raised with SQLSTATE {state} instead of {wanted}",
    hint: "Databricks takes a state of one's own only with a message that is a literal; handlers that look for the state have to look at the message.",
  },
  "DWM-PRC-037": {
    severity: "warning",
    message:
      "Review: when this handler runs, the source has undone what its block wrote; Databricks has not",
    hint: "Undo it in the handler, or make the block's statements repeatable.",
  },
  "DWM-PRC-038": {
    severity: "warning",
    message: "Databricks raises nothing that is {name}",
    hint: "Find out what the target does in this case: keys that are declared are not enforced, for example.",
  },
  "DWM-PRC-039": {
    severity: "error",
    message: "{name} is an IN parameter, which cannot be assigned to",
    hint: "Assign to a variable that takes the parameter's value first.",
  },
  "DWM-PRC-040": {
    severity: "error",
    message: "{name} means nothing here: no variable, no parameter, no function of the inventory",
    hint: "Is what defines it part of the inventory?",
  },
  "DWM-PRC-041": {
    severity: "warning",
    message: "The procedure {name} is not in the inventory; its call is kept by this name",
    hint: "Create it in the target, or have it in the inventory.",
  },
  "DWM-PRC-042": {
    severity: "warning",
    message:
      "SQLCODE is told from the SQLSTATE: exact for raised numbers and a few others, -1 for the rest",
    hint: "Use SQLSTATE or the message in what reads it.",
  },
  "DWM-PRC-043": {
    severity: "warning",
    message: "Without a row the source raises NO_DATA_FOUND; here the value is NULL",
    hint: "Check what callers do with NULL.",
  },
  "DWM-PRC-044": {
    severity: "warning",
    message:
      "Review: {name} is called for what it does; a function of Databricks cannot do anything",
    hint: "It is called as a procedure. Where it became one, pass a variable for its result; where it is a function, leave the call out.",
  },
  "DWM-PRC-045": {
    severity: "warning",
    message: "Conditional compilation: {condition} is read as a database without flags reads it",
    hint: "Where the source is compiled with PLSQL_CCFLAGS, check that the right branch was taken.",
  },
  "DWM-PRC-046": {
    severity: "error",
    message: "Databricks has no {kind}",
    hint: "The source stays as it is; build what it is used for by other means.",
  },
  "DWM-PRC-047": {
    severity: "error",
    message: "{name} is declared, but its body is not in the inventory",
    hint: "Export the package's body too, not wrapped.",
  },
  "DWM-PRC-048": {
    severity: "warning",
    message:
      "The trigger {name} fills {column} of {table} from the sequence {sequence}: an identity column does that",
    hint: "Declare the column GENERATED BY DEFAULT AS IDENTITY, and start it behind the highest value; the trigger is not needed.",
  },
  "DWM-PRC-049": {
    severity: "error",
    message:
      "The function {name} returns rows that statements make; a table function of Databricks is one query",
    hint: "It is written as a procedure whose last query is its result; it cannot stand in a FROM clause.",
  },
  "DWM-PRC-050": {
    severity: "error",
    message: "The function {name} is what a trigger does; Databricks has no triggers",
    hint: "Its body is kept as a procedure to be read: do its work where the rows are written.",
  },
  "DWM-PRC-051": {
    severity: "warning",
    message:
      "{name}: overload {number} of its name is created as {target}; Databricks has no overloads",
    hint: "Calls in the inventory are changed; change those of applications too.",
  },
  "DWM-PRC-052": {
    severity: "info",
    message: "The type {name} is written out where it is used; Databricks has no types with names",
  },
  "DWM-PRC-053": {
    severity: "error",
    message: "The type {name} has methods; its attributes are written out where it is used",
    hint: "Write its methods as functions that take the structure.",
  },
  "DWM-PRC-054": {
    severity: "warning",
    message: "{name} is held as an array: its elements are numbered from 1 without gaps",
    hint: "Check that its indexes are; one behind the last element fills the gap with NULLs.",
  },
  "DWM-PRC-055": {
    severity: "info",
    message: "FORALL is a loop here: one statement over the array (explode) would be faster",
  },
  "DWM-PRC-056": {
    severity: "warning",
    message: "{name} keeps its value for a session: it is the session variable {variable} here",
    hint: "Run its DECLARE OR REPLACE VARIABLE in each session before the first call: without it the procedures fail. Functions and views cannot read it.",
  },
  "DWM-PRC-057": {
    severity: "info",
    message:
      "The {kind} {name} is written out where it is called; Databricks has no routines in routines",
  },
  "DWM-PRC-058": {
    severity: "warning",
    message:
      "The rows that {name} is opened for are the result of CALL here; the parameter is left out",
    hint: "Have callers read the result of CALL. Only the last query that runs gives one: check that no statement with a result comes behind it.",
  },
  "DWM-PRC-060": {
    severity: "warning",
    message:
      "{what} is read back as the highest {column} of {table}, which is another row's where another session writes to it",
    hint: "Where several sessions insert at once, have the key made before the row (uuid(), or a number that the caller gives), and insert that.",
  },
  "DWM-PRC-059": {
    severity: "error",
    message: "The function {name} is a procedure here: it cannot be called in this place",
    hint: "Write what it does as one expression, or CALL it into a variable before the statement.",
  },
  "DWM-PRC-061": {
    severity: "error",
    message: "{construct} needs a sequence, and the target has none",
    hint: "Make the column an identity column and leave it out of the INSERT; where the number is needed before the row, keep counters in a table.",
  },
  "DWM-PRC-062": {
    severity: "warning",
    message:
      "{column} is left out of what {table} is given: it is an identity column here, which counts by itself and not by {sequence}",
    hint: "Its numbers rise but have gaps, and are not those that the sequence would give next; load existing rows first and let the column begin behind the highest.",
  },
  "DWM-PRC-063": {
    severity: "error",
    message: "INSERT … EXEC: the rows of {what} cannot be read by a statement of the target",
    hint: "Where a text is executed, put the INSERT into it. Have a procedure fill a table that the caller reads (a temporary one of the session), or make its query a table function or a view and INSERT … SELECT from that.",
  },
} as const satisfies Record<string, IssueKind>;

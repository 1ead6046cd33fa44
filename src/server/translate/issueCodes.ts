import type { Issue } from "../../protocol/job.ts";
import type { SourcePosition } from "../inventory/types.ts";
import { LEFT_OUT_CODES } from "./leftOut/leftOutCodes.ts";

/** What stands behind a code. `{name}` in a message is filled from the issue's parameters. */
export interface IssueKind {
  severity: Issue["severity"];
  message: string;
  hint?: string;
}

/**
 * Every issue the translation and the targets can raise. Codes are stable: never renumber, never reuse.
 * GEN whatever stands in a script, TBL tables, QRY queries, DAT rows, DML statements that define nothing, PRC code objects, VER what a check of the result finds,
 * MOD the language model, EXE execution in the target, JOB the job engine.
 */
export const ISSUE_CODES = {
  "DWM-GEN-001": {
    severity: "info",
    message: "Not part of a migration: {kind}: {reason}",
  },
  "DWM-GEN-002": {
    severity: "warning",
    message: "Not migrated: {kind}: {reason}",
    hint: "Do what it does by hand where the target needs it.",
  },
  "DWM-GEN-003": {
    severity: "warning",
    message: "Rows of {table}: they are loaded by a migration, not translated here",
    hint: "Start a migration with this script to load them.",
  },
  ...LEFT_OUT_CODES,
  "DWM-TBL-001": {
    severity: "error",
    message: "Cannot read the table definition at {near}: {reason}",
    hint: "Check the statement against the source's grammar; the object was not created.",
  },
  "DWM-TBL-002": {
    severity: "error",
    message: "Column {column} has the unknown type {type}",
    hint: "A user-defined type? Replace it by its base type in the source script.",
  },
  "DWM-TBL-003": {
    severity: "info",
    message: "Dropped: {clause} ({why})",
  },
  "DWM-TBL-004": {
    severity: "warning",
    message: "Unknown clause left out: {clause}",
    hint: "Check that the table does not need it in the target.",
  },
  "DWM-TBL-005": {
    severity: "info",
    message: "Foreign key {name} is not created; the data is loaded unchecked",
    hint: "DuckDB's foreign keys forbid replacing a table and loading in any order.",
  },
  "DWM-TBL-006": {
    severity: "warning",
    message: "Column {column}: {type} becomes {target}; {why}",
  },
  "DWM-TBL-007": {
    severity: "warning",
    message: "The default of column {column} has no counterpart and is left out: {reason}",
    hint: "Set the default by hand, or give the value in each INSERT.",
  },
  "DWM-TBL-008": {
    severity: "warning",
    message: "The check {name} has no counterpart and is left out: {reason}",
  },
  "DWM-TBL-009": {
    severity: "warning",
    message:
      "The computed column {column} cannot be translated and is an ordinary {type} column: {reason}",
    hint: "Rewrite the expression, or fill the column when rows are loaded.",
  },
  "DWM-TBL-010": {
    severity: "error",
    message: "The statement has {counted} columns, {read} were read",
    hint: "This is a defect of the reader; please report the statement.",
  },
  "DWM-TBL-011": {
    severity: "warning",
    message: "{kind} table: created as an ordinary, empty one",
    hint: "Rows that live outside of the database are not migrated.",
  },
  "DWM-TBL-012": {
    severity: "error",
    message: "{what} is not supported for tables",
  },
  "DWM-TBL-013": {
    severity: "warning",
    message:
      "Computed column {column} is stored in the source; here it is computed when it is read",
  },
  "DWM-TBL-014": {
    severity: "warning",
    message: "ALTER TABLE was left out: {clause}",
    hint: "Check that the table does not need it in the target.",
  },
  "DWM-TBL-015": {
    severity: "info",
    message: "Column {column}: {type} becomes {target}; {why}",
  },
  "DWM-TBL-017": {
    severity: "error",
    message: "Column {column}: {type} cannot be held; {why}",
  },
  "DWM-TBL-018": {
    severity: "info",
    message: "Keys are information in Databricks: it checks neither PRIMARY KEY nor FOREIGN KEY",
    hint: "The columns of a foreign key need the types of the key that they name; identity columns are BIGINT.",
  },
  "DWM-TBL-019": {
    severity: "info",
    message: "UNIQUE ({columns}) is left out: the target does not check it",
    hint: "Look for rows that occur twice where rows are loaded.",
  },
  "DWM-TBL-020": {
    severity: "info",
    message: "Texts of any length fit into {columns}: their limit is not kept",
    hint: "Add a CHECK on the length where it matters.",
  },
  "DWM-TBL-021": {
    severity: "info",
    message: "{clause} becomes CLUSTER BY ({columns})",
  },
  "DWM-TBL-022": {
    severity: "info",
    message:
      "Column {column} draws from the sequence {sequence}; in the target it counts by itself",
    hint: "Where several tables draw from one sequence, their numbers overlap in the target.",
  },
  "DWM-TBL-023": {
    severity: "info",
    message: "{clause}: not clustered by {column} ({why})",
  },
  "DWM-TBL-024": {
    severity: "warning",
    message: "Left out: {clause} ({why})",
    hint: "See to it by hand where the target needs it.",
  },
  "DWM-TBL-025": {
    severity: "warning",
    message: "A part of {parent}: here a table of its own, whose rows {parent} does not show",
    hint: "Load the rows into the parent, or read both with UNION ALL.",
  },
  "DWM-QRY-001": {
    severity: "error",
    message: "Cannot read the query at {near}: {reason}",
    hint: "Rewrite this part of the source, or translate the object by hand.",
  },
  "DWM-QRY-002": {
    severity: "error",
    message: "{construct} has no translation",
    hint: "Rewrite this part of the source, or translate the object by hand.",
  },
  "DWM-QRY-003": {
    severity: "error",
    message: "Function {name} has no translation for the target",
    hint: "Rewrite the call with functions that both sides have.",
  },
  "DWM-QRY-004": {
    severity: "error",
    message: "{name}: {reason}",
    hint: "Rewrite the call so that its meaning can be told.",
  },
  "DWM-QRY-005": {
    severity: "error",
    message: "Format mask '{mask}': element '{element}' has no counterpart",
  },
  "DWM-QRY-006": {
    severity: "warning",
    message: "Review: {what}",
  },
  "DWM-QRY-007": {
    severity: "info",
    message: "Dropped: {clause} ({why})",
  },
  "DWM-QRY-008": {
    severity: "error",
    message: "The cross-check found a difference: {what}",
    hint: "A second reading of source and result finds them different; check by hand.",
  },
  "DWM-QRY-009": {
    severity: "warning",
    message: "Materialized view created as a plain view: it is computed when it is read",
  },
  "DWM-QRY-010": {
    severity: "error",
    message: "Unknown type {type}",
  },
  "DWM-QRY-011": {
    severity: "error",
    message: "The object {name} lies outside of the inventory",
    hint: "Names of another database or server cannot be reached from the target.",
  },
  "DWM-QRY-012": {
    severity: "warning",
    message:
      "Texts are compared as they stand here; the source's usual collation takes upper and lower case, and blanks at the end, for the same",
    hint: "Harmless where the data is written in one way; else compare lower(…) on both sides.",
  },
  "DWM-DAT-001": {
    severity: "error",
    message: "Cannot read the rows at {near}: {reason}",
  },
  "DWM-DAT-002": {
    severity: "error",
    message: "The row has {found} values for {expected} columns",
  },
  "DWM-DAT-003": {
    severity: "error",
    message: "{statement} statements cannot be applied to the target",
  },
  "DWM-DAT-004": {
    severity: "error",
    message: "The file of the rows cannot be read: {reason}",
  },
  "DWM-DAT-005": {
    severity: "error",
    message: "{value} is more than a BOOLEAN holds; TINYINT(1) became one",
    hint: "Make the column TINYINT without (1) in the source script.",
  },
  "DWM-DML-001": {
    severity: "info",
    message: "Left out: {statement}: {why}",
  },
  "DWM-DML-002": {
    severity: "warning",
    message: "Left out: {statement}: {why}",
    hint: "Do what it does by hand where the target needs it.",
  },
  "DWM-DML-003": {
    severity: "error",
    message: "{statement} has no translation: {why}",
    hint: "Write what it does by hand for the target.",
  },
  "DWM-DML-004": {
    severity: "info",
    message: "Note: {what}",
  },
  "DWM-DML-005": {
    severity: "error",
    message: "{statement} depends on the keys of {table}, which are not known",
    hint: "Translate it in one script with the CREATE TABLE that names its primary key, or write a MERGE by hand.",
  },
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
  "DWM-MOD-001": {
    severity: "warning",
    message:
      "A language model made this translation; it passed every check, but nobody has read it",
    hint: "Compare it with the source before it is relied on.",
  },
  "DWM-MOD-002": {
    severity: "warning",
    message: "The language model was asked, without use: {reason}",
    hint: "Translate the object by hand, or retry it with another model.",
  },
  "DWM-PRC-031": {
    severity: "warning",
    message: "The exact type of {of} is not known: {type} is taken",
    hint: "Have the table it comes from in the inventory, or set the type by hand.",
  },
  "DWM-PRC-032": {
    severity: "error",
    message: "An autonomous transaction keeps what it writes when the caller rolls back",
    hint: "Statements of Databricks are committed one by one; check that nothing relies on the rest being undone.",
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
      "The {kind} {name} stands inside of the routine; Databricks has no routines in routines",
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
  "DWM-VER-001": {
    severity: "warning",
    message: "An independent parser cannot read the result: {reason}",
    hint: "It does not know all of Databricks SQL: try the statement there before anything is built on it.",
  },
  "DWM-VER-002": {
    severity: "error",
    message: "The result still holds what only the source knows: {what}",
    hint: "Rewrite this part of the source, or translate the object by hand; please report it with the statement.",
  },
  "DWM-VER-003": {
    severity: "error",
    message: "The result calls {name}, which neither the target nor the inventory has",
    hint: "Add the function to the inventory, or rewrite the call with functions that both sides have.",
  },
  "DWM-VER-004": {
    severity: "error",
    message: "Source and result differ: {what}",
    hint: "This is a defect of the translation; please report the statement.",
  },
  "DWM-VER-005": {
    severity: "error",
    message: "DuckDB refuses the result: {reason}",
    hint: "Translate the object by hand; please report it with the statement.",
  },
  "DWM-VER-006": {
    severity: "warning",
    message:
      "Our rules refused: {refused} A library translated it instead, which is not proven to mean the same",
    hint: "Compare the results of both sides before you rely on it.",
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
  "DWM-EXE-001": { severity: "error", message: "The target refused the statement: {detail}" },
  "DWM-EXE-002": {
    severity: "error",
    message: "A table or view is missing in the target: {detail}",
    hint: "Is it in the inventory, and was it migrated?",
  },
  "DWM-EXE-003": { severity: "error", message: "A column is missing: {detail}" },
  "DWM-EXE-004": {
    severity: "error",
    message: "A function is missing or has other arguments: {detail}",
  },
  "DWM-EXE-005": { severity: "error", message: "A value does not fit its type: {detail}" },
  "DWM-EXE-006": { severity: "error", message: "A constraint is violated: {detail}" },
  "DWM-EXE-007": { severity: "error", message: "The target cannot read the statement: {detail}" },
  "DWM-EXE-008": {
    severity: "error",
    message: "Another transaction changed the same object: {detail}",
    hint: "Run the object again.",
  },
  "DWM-EXE-009": {
    severity: "error",
    message: "The disk is full or cannot be written: {detail}",
    hint: "Make room, then retry the object.",
  },
  "DWM-EXE-010": {
    severity: "error",
    message: "Memory ran out: {detail}",
    hint: "Lower the number of concurrent objects, then retry.",
  },
  "DWM-JOB-001": {
    severity: "error",
    message: "Skipped: it needs {object}, which was not migrated",
    hint: "Retry the object that failed: what was skipped because of it is run again with it.",
  },
  "DWM-JOB-002": {
    severity: "error",
    message: "Circular: {objects}",
    hint: "Break the circle in the source.",
  },
  "DWM-JOB-003": {
    severity: "error",
    message: "The object took longer than its deadline and was stopped",
    hint: "Retry it; if it is stopped again, split the statement or report it.",
  },
  "DWM-JOB-004": {
    severity: "error",
    message: "An error that nobody foresaw: {detail}",
    hint: "This is a defect; please report it with the statement and the engine's log.",
  },
} as const satisfies Record<string, IssueKind>;

export type IssueCode = keyof typeof ISSUE_CODES;

/** Fills an issue from the table of codes. */
export function makeIssue(
  code: IssueCode,
  at: SourcePosition,
  parameters: Readonly<Record<string, string | number>> = {},
): Issue {
  const kind: IssueKind = ISSUE_CODES[code];
  const message = kind.message.replace(/\{(\w+)\}/g, (hole, name: string) =>
    String(parameters[name] ?? hole),
  );
  return {
    code,
    severity: kind.severity,
    message,
    file: at.file,
    line: at.line,
    column: at.column,
    ...(kind.hint === undefined ? {} : { hint: kind.hint }),
  };
}

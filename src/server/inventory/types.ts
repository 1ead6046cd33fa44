import type { SourceType } from "../../protocol/dialect.ts";
import type { ObjectType } from "../../protocol/job.ts";
import type { LeftOutKind } from "./leftOutKinds.ts";

/** A place in an inventory: file relative to its root with forward slashes, line and column from 1. */
export interface SourcePosition {
  file: string;
  line: number;
  column: number;
}

/** One statement as it stands in its file; the position is that of its first character. */
export interface SourceStatement extends SourcePosition {
  text: string;
}

/**
 * A run of data statements (INSERT, UPDATE, DELETE, COPY) for one table, neighbours in one file. Kept as a place, not
 * as text, so that an inventory with gigabytes of rows stays small. Offsets are UTF-16 units of the decoded file.
 */
export interface DataRange extends SourcePosition {
  start: number;
  end: number;
  statements: number;
  /** Of the text, as rowsDigest makes it; undefined of what an earlier version has read. */
  digest?: string;
}

/** One object to migrate, with everything in the inventory that belongs to it. */
export interface InventoryObject {
  /** Unique in the inventory: the folded qualified name, with the kind before it where names collide. */
  key: string;
  /** The name as written in the source, unquoted: `sales.customer`. */
  name: string;
  /** The schema part of the name as written, or null. */
  schema: string | null;
  /** The last part of the name as written, unquoted. */
  baseName: string;
  objectType: ObjectType;
  /** What it is in the source: TABLE, VIEW, MATERIALIZED VIEW, PROCEDURE, FUNCTION, TRIGGER, PACKAGE … */
  kind: string;
  /** The CREATE statement first, then what folds into it: ALTER TABLE … ADD CONSTRAINT, COMMENT ON … */
  definition: SourceStatement[];
  /** Rows of a table, in the order they have to be applied. */
  data: DataRange[];
  /** Keys of the objects that have to exist before this one. */
  dependsOn: string[];
  /** Keys of the procedures that it calls: they need not exist before it. */
  calls?: string[];
  /** The same with what calls have to know of them, once the target's names are given. */
  procedures?: CalledProcedure[];
  /** Names that its queries read and the inventory lacks, as written. */
  missing?: string[];
  /** A view whose query reads a name that means the view itself. */
  readsItself?: boolean;
  /** The parameter list of a routine, without its brackets, one space between tokens, upper case. */
  parameters?: string;
  /** Oracle: what the code names of packages that it is no part of, as it is declared there. */
  packages?: { name: string; declarations: SourceStatement[] }[];
  /** A function whose result is VOID. */
  returnsNothing?: boolean;
  /** A function of T-SQL whose statements fill the table that is its result. */
  fillsTable?: boolean;
  /** Another object, with its place, whose name differs in upper and lower case only: the target has one name for both. */
  twin?: string;
  /** It was in the files once and is not any more: it cannot be made until it is there again. */
  gone?: boolean;
  /** For a routine of an Oracle package: what of the package its translation has to know. */
  package?: PackageContext;
}

/** A procedure, as calls of it see it. */
export interface CalledProcedure {
  source: Pick<InventoryObject, "schema" | "baseName" | "objectType" | "kind" | "parameters">;
  /** Its name in the target. */
  targetName: string;
}

/** What a routine that was split from a package knows of the package. */
export interface PackageContext {
  /** The package's name as written, without its schema. */
  name: string;
  /** The routine's name in the package. */
  routine: string;
  /** Only the package's own routines call it. */
  private: boolean;
  /** Constants, variables, types, cursors and exceptions of the package that the routine names, as they are declared. */
  declarations: SourceStatement[];
  /** Routines of the package that the routine names. */
  siblings: PackageSibling[];
}

/** A routine of a package, as the others of it see it. */
export interface PackageSibling {
  /** The key of its object. */
  key: string;
  /** Its name in the package. */
  name: string;
  kind: "PROCEDURE" | "FUNCTION";
  /** The parameter list without its brackets. */
  parameters: string;
}

/** Something in the inventory that is no object and is not migrated: told to the user, never dropped in silence. */
export interface LeftOut extends SourcePosition {
  /** For example CREATE INDEX, GRANT, SET. */
  kind: string;
  /** What kind of thing it is, stable. */
  category: LeftOutKind;
  /** What it is about, as written; null where that is nothing with a name. */
  name: string | null;
  /** Statements that it stands for: a run of rows has many. */
  statements: number;
  /** True when leaving it out changes what arrives (a SET changes nothing, a TRUNCATE or an unread statement does). */
  matters: boolean;
  reason: string;
  /** Where the statements end, for rows of a table that the inventory does not define: a run of neighbours. */
  range?: DataRange;
  /** The statement, where something can be made of it that a person may run: a grant, a synonym. */
  text?: string;
  /** Databricks SQL that could take its place, for a person to look at. */
  databricks?: string;
}

/** What was read from a folder, a file or a manifest. Objects stand in dependency order. */
export interface Inventory {
  /** Absolute path that positions are relative to. */
  root: string;
  sourceType: SourceType;
  objects: InventoryObject[];
  leftOut: LeftOut[];
  /**
   * User-defined types: bare name folded to lower case -> the type it stands for, in the source's language. An aggregate of
   * texts has its separator here, by the key that `aggregateKey` gives.
   */
  userTypes: Record<string, string>;
  files: number;
  /**
   * Statements that were found: each is a definition, folded into one, a statement of rows, or left out. A package that was
   * split is left out, its routines are parts of it.
   */
  statements: number;
  /** Files that are no UTF and were taken for Windows-1252. */
  guessed: string[];
  /** What its files held when they were read; see FilesPrint. */
  print: string;
}

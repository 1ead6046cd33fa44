import type { SourcePosition } from "../../inventory/types.ts";
import type { IssueCode } from "../issueCodes.ts";
import type { TargetType } from "../types/spec.ts";

/** Numbers that a column gives itself. */
export interface Identity {
  start: number;
  increment: number;
  /** The source says where it starts and how it counts. */
  given: boolean;
}

/** A column as the target will have it. */
export interface Column {
  name: string;
  type: TargetType;
  notNull: boolean;
  /** Default in the target's language. */
  defaultSql: string | undefined;
  identity: Identity | undefined;
  /** Expression of a computed column. */
  computed: string | undefined;
  /** The source computes it, so rows come without it, whether or not the target computes it too. */
  derived: boolean;
  /** The source fills it in, the target does not: row versions, times of versions. */
  unfilled?: true;
  comment: string | undefined;
  /** Of a column that is added: FIRST, or the one that it stands behind; else it is the last one. */
  place?: "first" | { after: string };
}

export interface KeyConstraint {
  name: string | undefined;
  columns: string[];
}

/** REFERENCES another table; `parent` is its name in the target. */
export interface ForeignKey extends KeyConstraint {
  parent: string;
  parentColumns: string[];
  /** It names the table itself. */
  own: boolean;
  /** Where it was added to the table; undefined when it stands in its CREATE. */
  added: SourcePosition | undefined;
}

export interface Check {
  name: string | undefined;
  /** The condition in the target's language. */
  sql: string;
  /** Columns that it mentions. */
  columns: string[];
}

/** Something that says by which columns rows lie together in the source. */
export interface Clustering {
  columns: string[];
  /** Finds the columns when all of the table's are known. */
  find?: () => { columns: string[]; plain: boolean };
  /** As written, for issues. */
  clause: string;
  /** What is to be said of it: the columns stand for an expression, or it is no clustering there. */
  changed: boolean;
  note: Note;
}

/** Reports an issue at the place that it is about. */
export type Note = (code: IssueCode, parameters: Readonly<Record<string, string | number>>) => void;

/** Files that a table reads. */
export interface External {
  location: string | undefined;
  format: string | undefined;
  /** The format that the class which reads the rows is of; it says more than how the file is stored. */
  serde?: string;
  /** How the files are written, by Databricks' names of options. */
  options: Map<string, string>;
  /** Columns that the folders are named by. */
  partitions: string[];
  /** Where it is said, for issues. */
  note: Note;
}

/** A table, gathered from its CREATE and what folds into it. */
export interface Table {
  /** Its name as the source writes it. */
  name: string[];
  /** CREATE OR REPLACE. */
  replaces: boolean;
  /** IF NOT EXISTS. */
  guarded: boolean;
  /** It lives as long as a session. */
  temporary: boolean;
  external: External | undefined;
  /** Its query is run again as its sources change (Snowflake). */
  dynamic: boolean;
  columns: Column[];
  primaryKey: KeyConstraint | undefined;
  uniques: KeyConstraint[];
  foreignKeys: ForeignKey[];
  checks: Check[];
  clusterings: Clustering[];
  comment: string | undefined;
  /** CREATE TABLE … AS: the query. */
  query: string | undefined;
  /** The table's columns are names for those of the query. */
  queryNamed: boolean;
  /** The names of the query's columns, where it fills columns that have types of their own. */
  queryColumns: string[] | undefined;
  /** CREATE TABLE … LIKE or CLONE: the other table's bare name in the target, and its name in a statement. */
  like: { source: string; sql: string; rows: boolean } | undefined;
}

export function emptyTable(): Table {
  return {
    name: [],
    replaces: false,
    guarded: false,
    temporary: false,
    external: undefined,
    dynamic: false,
    columns: [],
    primaryKey: undefined,
    uniques: [],
    foreignKeys: [],
    checks: [],
    clusterings: [],
    comment: undefined,
    query: undefined,
    queryNamed: false,
    queryColumns: undefined,
    like: undefined,
  };
}

/** A column of a name and a type, without anything else. */
export function plainColumn(name: string, type: TargetType): Column {
  return {
    name,
    type,
    notNull: false,
    defaultSql: undefined,
    identity: undefined,
    computed: undefined,
    derived: false,
    comment: undefined,
  };
}

/** The column of a name, without regard to case. */
export function columnOf(table: Table, name: string): Column | undefined {
  const wanted = name.toLowerCase();
  return table.columns.find((column) => column.name.toLowerCase() === wanted);
}

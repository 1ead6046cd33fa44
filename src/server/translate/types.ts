import type { SourceType } from "../../protocol/dialect.ts";
import type { Issue, TranslationEngine } from "../../protocol/job.ts";
import type { SourcePosition } from "../inventory/types.ts";
import type { PeriodEnds, TypeClass } from "./types/spec.ts";

/** The languages that objects are translated to. */
export type TargetDialect = "duckdb" | "databricks";

/** Where objects go and what they are called there. One a job; every object of the job sees the same. */
export interface NameMap {
  /** Empty (Databricks only): objects are named without a catalog, as a session's current one. */
  catalog: string;
  /** Empty (Databricks only): objects keep their names as the source writes them. */
  schema: string;
  /** Source name folded to lower case (`sales.customer`, `customer`) -> bare name in the target schema. */
  targets: Readonly<Record<string, string>>;
  /** Routines that calls can mean: the name folded to lower case (`f`, `hr.f`, `pay.f`) -> one, or several overloads. */
  routines?: Readonly<Record<string, readonly RoutineTarget[]>>;
}

/** A routine of the inventory, as calls of it see it. */
export interface RoutineTarget {
  /** Bare name in the target schema. */
  target: string;
  /** The schema that the source defines it in: kept where the job has no schema to go to. */
  schema?: string;
  /** PROCEDURE, FUNCTION or MACRO. */
  kind: string;
  /** The parameter list as the source has it, without its brackets; tells overloads apart. */
  parameters?: string;
  /** A function whose result is VOID: it becomes a procedure. */
  returnsNothing?: boolean;
  /** A function of T-SQL whose statements fill its table: the target has none of that kind. */
  fillsTable?: boolean;
}

/** Statement for the target, and where in the source it comes from. */
export interface TargetStatement extends SourcePosition {
  sql: string;
  /**
   * For an INSERT of many rows, three numbers a row: the offset of its tuple in `sql`, and line and column in the source.
   * Lets the target find the one row that it refuses.
   */
  rowMarks?: number[];
}

export interface TranslateContext {
  sourceType: SourceType;
  target: TargetDialect;
  names: NameMap;
  /** Absolute path that data ranges' files are relative to. */
  root: string;
  /**
   * What is known of the columns of migrated tables and views: bare name in the target schema -> columns in order, as
   * `TranslatedObject.columnTypes` gave them. Optional: what is not here is treated as a column of unknown type. A function
   * that became a procedure is here as `name()`, with the parameters that its results come out of.
   */
  known?: Readonly<Record<string, readonly TargetColumn[]>>;
  /** Columns of the primary key and of the unique keys of migrated tables, where they are known. */
  keys?: Readonly<Record<string, readonly (readonly string[])[]>>;
  /** User-defined types of the inventory: name folded to lower case -> the type it stands for, in the source dialect. */
  userTypes?: Readonly<Record<string, string>>;
  /** What is translated runs in a session and is not kept: it may name variables of that session. */
  inSession?: true;
  /** A parser library broke down on this before: it is translated and checked without one. */
  withoutLibraries?: true;
}

/** A column of a migrated object and how its values behave. */
export interface TargetColumn {
  name: string;
  class: TypeClass;
  /** Where its values come from by themselves: an INSERT without a column list may leave it out. */
  generated?: "identity" | "computed";
  /** Its type in the target; known of tables only. */
  type?: string;
  /** Characters that the source fills its texts up to, with blanks that the target's do not have. */
  padded?: number;
  /** SQL Server's MONEY and SMALLMONEY, whose quotients and texts have digits of their own. */
  money?: true;
  /** What Teradata's period has two of. */
  period?: PeriodEnds;
  /** Oracle's TIMESTAMP, whose differences are intervals, not numbers of days. */
  moment?: true;
  /** The characters that a text of SQL Server takes at most. */
  length?: number;
  notNull?: boolean;
  /** What the value is beside its class: a range of PostgreSQL or its REAL, a SET of MySQL, a UNIQUEIDENTIFIER. */
  held?: "range" | "set" | "guid" | "single";
}

/** A translation that is kept to be read, not executed. */
export interface Artefact {
  dialect: TargetDialect;
  statements: TargetStatement[];
  issues: Issue[];
}

/** An object in the target's language, or the reason why there is none. */
export type TranslatedObject =
  | {
      outcome: "translated";
      /** Bare name in the target schema. */
      targetName: string;
      /** To be executed in order, in one transaction with the rows. */
      statements: TargetStatement[];
      /** To be executed after the rows are loaded, in the same transaction (sequences moved on, and the like). */
      afterLoad: TargetStatement[];
      /** Columns in order, as the target has them; what an INSERT without a column list means. Null for views. */
      columns: string[] | null;
      /**
       * Columns with the kind of their type, as far as it can be told, or the OUT parameters of a function that became a
       * procedure; for `TranslateContext.known`.
       */
      columnTypes?: TargetColumn[];
      /** A table's primary key and unique keys; for `TranslateContext.keys`. */
      keys?: string[][];
      issues: Issue[];
      /** What made the translation; our own rules when absent. */
      engine?: TranslationEngine;
    }
  | {
      outcome: "skipped";
      code: string;
      reason: string;
      issues: Issue[];
      /** What the object is in Databricks SQL, for a target that cannot hold it. */
      artefact?: Artefact;
    }
  | { outcome: "error"; issue: Issue; issues: Issue[] };

/** Rows of a table in the target's language. */
export type TranslatedData =
  | { outcome: "translated"; statements: TargetStatement[]; issues: Issue[] }
  | { outcome: "error"; issue: Issue; issues: Issue[] };

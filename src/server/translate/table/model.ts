import type { TargetType } from "../types/spec.ts";

/** Numbers that a column gives itself. */
export interface Identity {
  start: number;
  increment: number;
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
  comment: string | undefined;
}

export interface KeyConstraint {
  columns: string[];
}

/** A table, gathered from its CREATE and what folds into it. */
export interface Table {
  columns: Column[];
  primaryKey: KeyConstraint | undefined;
  uniques: KeyConstraint[];
  /** Conditions in the target's language. */
  checks: string[];
  comment: string | undefined;
  /** CREATE TABLE … AS: the query. */
  query: string | undefined;
  /** CREATE TABLE … LIKE or CLONE: the other table's name in the target. */
  like: { source: string; rows: boolean } | undefined;
}

export function emptyTable(): Table {
  return {
    columns: [],
    primaryKey: undefined,
    uniques: [],
    checks: [],
    comment: undefined,
    query: undefined,
    like: undefined,
  };
}

/** The column of a name, without regard to case. */
export function columnOf(table: Table, name: string): Column | undefined {
  const wanted = name.toLowerCase();
  return table.columns.find((column) => column.name.toLowerCase() === wanted);
}

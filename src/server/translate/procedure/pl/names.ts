import type { Cursor } from "../../cursor.ts";
import type { Scope, ScopeVariable } from "../../query/scope.ts";
import type { RoutineType } from "../kit.ts";
import type { Condition } from "../model.ts";

/** A field of a record that is held as variables, one for each field. */
export interface RecordField {
  /** As the source calls it. */
  name: string;
  /** The variable in the target, not quoted. */
  variable: string;
  type: RoutineType;
}

/** What a name means in PL/SQL or PL/pgSQL. */
export type PlName =
  | { is: "variable"; variable: string; type: RoutineType; parameter?: "IN" | "OUT" | "INOUT" }
  /** Its value is written where it is named. */
  | { is: "constant"; sql: string; type: RoutineType }
  | { is: "record"; written: string; fields: Map<string, RecordField>; open: boolean }
  /** The row of a FOR loop over a query, or over a cursor. */
  | {
      is: "row";
      variable: string;
      columns: ReadonlyMap<string, RoutineType["class"]> | undefined;
      over?: CursorName | undefined;
    }
  | CursorName
  | CollectionName
  | MapName
  /** EXCEPTION_INIT gives its condition an SQLSTATE later. */
  | { is: "exception"; declaration: Condition }
  | { is: "type"; type: PlType }
  | NestedRoutine
  /** A cursor variable, a map: refused where it is used. */
  | { is: "refused"; what: string };

export interface CursorName {
  is: "cursor";
  /** In the target. */
  cursor: string;
  parameters: { name: string; variable: string; type: RoutineType; initial: string | undefined }[];
  query: Cursor | undefined;
  /** The query in the target's language, when it was translated. */
  sql: string | undefined;
  columns: { name: string | undefined; type: RoutineType["class"] }[] | undefined;
  /** Holds whether the last FETCH found a row, where something asks. */
  found: string | undefined;
  rowCount: string | undefined;
  isOpen: string | undefined;
  /** It is opened by OPEN; a cursor of FOR loops alone needs no declaration. */
  opened: boolean;
  /** A cursor variable: OPEN … FOR gives it its query. An OUT parameter's rows answer the caller. */
  ref?: "local" | "returned";
}

/** A procedure or function that a block declares. */
export interface NestedRoutine {
  is: "nested";
  kind: "PROCEDURE" | "FUNCTION";
  name: string;
  /** From its PROCEDURE or FUNCTION to its END. */
  text: Cursor;
  /** What its place knows. */
  names: PlNames;
  scope: Scope;
  variables: ReadonlyMap<string, ScopeVariable>;
  /** How often it has been written out. */
  calls: number;
  /** It is being read: a call of it now is one by itself. */
  isRead: boolean;
}

/** A variable that is a collection: an array. */
export interface CollectionName {
  is: "collection";
  variable: string;
  type: CollectionType;
  /** An IN parameter. */
  fixed?: boolean;
}

export interface CollectionType {
  is: "collection";
  element: RoutineType;
  /** Of elements that are records. */
  fields: { name: string; type: RoutineType }[] | undefined;
  /** INDEX BY a number: it grows by being assigned to. */
  indexed: boolean;
}

/** A variable that is a collection whose index is a text: a map. */
export interface MapName {
  is: "map";
  variable: string;
  type: MapType;
  /** An IN parameter. */
  fixed?: boolean;
}

export interface MapType {
  is: "map";
  element: RoutineType;
  /** Of elements that are records. */
  fields: { name: string; type: RoutineType }[] | undefined;
}

/** A type as a declaration names it. */
export type PlType =
  | { is: "scalar"; type: RoutineType }
  | { is: "record"; fields: { name: string; type: RoutineType; initial?: string }[] }
  /** RECORD of PL/pgSQL: its fields are those of the query that fills it. */
  | { is: "open" }
  | CollectionType
  | MapType
  | { is: "cursor" }
  | { is: "refused"; what: string };

/** Names by block: an inner block sees those of the blocks around it. */
export class PlNames {
  readonly parent: PlNames | undefined;
  readonly #names = new Map<string, PlName>();
  /** What leaves the block when it is labelled. */
  readonly label: string | undefined;

  constructor(parent?: PlNames, label?: string) {
    this.parent = parent;
    this.label = label;
  }

  add(name: string, meaning: PlName): void {
    this.#names.set(name.toLowerCase(), meaning);
  }

  find(name: string): PlName | undefined {
    return this.#names.get(name.toLowerCase()) ?? this.parent?.find(name);
  }

  /** The names of the block itself. */
  own(): Iterable<[string, PlName]> {
    return this.#names;
  }

  /** This block's names and those of the blocks around it, innermost first. */
  *around(): Generator<PlNames> {
    for (let block: PlNames | undefined = this; block; block = block.parent) yield block;
  }

  /** The block with a label, or the routine by its name. */
  labelled(label: string): PlNames | undefined {
    if (this.label?.toLowerCase() === label.toLowerCase()) return this;
    return this.parent?.labelled(label);
  }
}

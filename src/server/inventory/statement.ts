import type { ObjectType } from "../../protocol/job.ts";
import type { LeftOutKind } from "./leftOutKinds.ts";
import type { NameParts } from "./names.ts";

/** What a statement of a script is to a migration. */
export type Classified =
  | CreatedObject
  | {
      /** Changes an object that exists: becomes a part of its definition. */
      is: "fold";
      kind: string;
      target: NameParts;
      /** Whether it is lost with its object: an ALTER is, a comment is not missed. */
      matters: boolean;
    }
  | {
      /** Rows of a table. */
      is: "data";
      kind: string;
      target: NameParts;
      /** Other tables can be read by it. */
      reads: boolean;
    }
  | { is: "context"; kind: string; schema: string | null }
  | { is: "dropped"; kind: string; targets: NameParts[] }
  | { is: "leftOut"; kind: string; category: LeftOutKind; matters: boolean; reason: string };

/** A CREATE (or a redefining ALTER) of something that is migrated. */
export interface CreatedObject {
  is: "object";
  objectType: ObjectType;
  /** TABLE, VIEW, MATERIALIZED VIEW, PROCEDURE, FUNCTION, TRIGGER, PACKAGE, PACKAGE BODY, MACRO, TYPE, TYPE BODY */
  kind: string;
  name: NameParts;
  /** IF NOT EXISTS: an earlier definition stays. */
  ifNotExists: boolean;
  /** CREATE OR REPLACE: an earlier definition is gone, with its rows. */
  replaces: boolean;
  /** ALTER PROCEDURE and the like: replaces an earlier definition on purpose. */
  redefines: boolean;
  /** The table a trigger stands on. */
  on: NameParts | null;
  /** The parameter list of a routine, normalised; tells overloads from repetitions. */
  signature: string;
  /** A function that RETURNS VOID. */
  returnsNothing?: boolean;
  /** A function of T-SQL that RETURNS @t TABLE (…). */
  fillsTable?: boolean;
}

/** A statement that is not migrated. */
export function leftOut(
  kind: string,
  category: LeftOutKind,
  matters: boolean,
  reason: string,
): Classified {
  return { is: "leftOut", kind, category, matters, reason };
}

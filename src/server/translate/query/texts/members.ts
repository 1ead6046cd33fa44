import { type Expr, primary } from "../expr.ts";

/** Values one of which is chosen: texts beside values of an ENUM are members of it. */
export function membersAlike(values: readonly Expr[]): readonly Expr[] {
  const known = values.find(({ members }) => members !== undefined);
  return known ? values.map((value) => memberLike(value, known)) : values;
}

/** A text that is compared with a value of PostgreSQL's ENUM: a member of it, whose place counts and not its letters. */
export function memberLike(value: Expr, other: Expr): Expr {
  if (value.literal === undefined || value.members !== undefined) return value;
  if (other.members === undefined) return value;
  return {
    ...primary(`CAST(${value.sql} AS ${other.members})`, "string"),
    members: other.members,
  };
}

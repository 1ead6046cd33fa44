import type { Declaration } from "../model.ts";
import { rounded } from "../rounding.ts";
import { arrayType, emptyArray, nameCollection } from "./collections.ts";
import type { Pl } from "./context.ts";
import { declareMap } from "./maps.ts";
import type { CollectionName } from "./names.ts";
import { declareRecord } from "./records.ts";
import { acceptDefault } from "./tokens.ts";
import { readPlType } from "./types.ts";

/**
 * Declares a variable of a package, which lives as long as the session, as a session variable: a record as one for each field,
 * a collection as an array. The cursor stands behind its name. False where none can hold it, or where a function of the
 * target would have to read it (Databricks SQL reference, "DECLARE VARIABLE").
 */
export function declareState(pl: Pl, name: string, owner: string): boolean {
  if (pl.routine.folding) return false;
  const { cursor, kit } = pl;
  const full = `${owner}.${name}`;
  const wanted = `${owner}_${name}`;
  const type = readPlType(pl);
  cursor.accept("NOT", "NULL");
  const has = acceptDefault(cursor);
  const value = has ? kit.expressionTo(pl.tokens.length - 1) : undefined;
  // A default holds no query.
  if (value && /\bSELECT\b/i.test(value.sql)) return false;
  switch (type.is) {
    case "scalar": {
      const variable = kit.variables.take(wanted);
      const initial = value && rounded(value, type.type);
      keep(pl, full, [
        {
          is: "variable",
          name: variable,
          type: type.type.sql,
          ...(initial === undefined ? {} : { initial }),
        },
      ]);
      pl.declare(name, { is: "variable", variable, type: type.type }, full);
      return true;
    }
    case "collection": {
      const variable = kit.variables.take(wanted);
      const meaning: CollectionName = { is: "collection", variable, type };
      const initial = value?.sql ?? emptyArray(type);
      keep(pl, full, [{ is: "variable", name: variable, type: arrayType(type), initial }]);
      if (type.indexed) pl.note("DWM-PRC-054", { name: full }, 0);
      for (const each of [name, full]) nameCollection(pl, each, meaning);
      return true;
    }
    case "map":
      keep(pl, full, [declareMap(pl, wanted, [name, full], type, value?.sql)]);
      return true;
    case "record": {
      if (value) return false;
      keep(pl, full, declareRecord(pl, wanted, type.fields));
      const meaning = pl.names.find(wanted);
      if (meaning) pl.declare(name, meaning, full);
      return true;
    }
    default:
      return false;
  }
}

function keep(pl: Pl, full: string, declarations: readonly Declaration[]): void {
  const variables = declarations.filter((each) => each.is === "variable");
  for (const variable of variables) pl.session.set(variable.name.toLowerCase(), variable);
  const called = variables.map(({ name }) => name).join(", ");
  pl.note("DWM-PRC-056", { name: full, variable: called }, 0);
}

import type { OutputColumn } from "../../query/block/queryColumns.ts";
import { databricksWriter } from "../../writer/databricksWriter.ts";
import type { RoutineType } from "../kit.ts";
import type { Declaration, Variable } from "../model.ts";
import type { Pl } from "./context.ts";
import type { PlName, RecordField } from "./names.ts";
import { typeOfClass } from "./types.ts";

/*
 * A record is held as variables, one for each field: Databricks assigns whole variables only. `r.name` becomes `r__name`, which
 * no column is called.
 */

type RecordName = Extract<PlName, { is: "record" }>;

/** Declares a record; without fields it gets those of the query that first fills it. */
export function declareRecord(
  pl: Pl,
  name: string,
  fields: readonly { name: string; type: RoutineType; initial?: string }[] | undefined,
): Declaration[] {
  const record: RecordName = {
    is: "record",
    written: name,
    fields: new Map(),
    open: fields === undefined,
  };
  const declarations = (fields ?? []).map((field) => {
    const { initial } = field;
    const declared = addField(pl, record, field.name, field.type);
    return initial === undefined ? declared : { ...declared, initial };
  });
  pl.declare(name, record);
  return declarations;
}

function addField(pl: Pl, record: RecordName, name: string, type: RoutineType): Variable {
  const variable = pl.kit.variables.free(`${record.written}__${name}`.replace(/\W/g, "_"));
  record.fields.set(name.toLowerCase(), { name, variable, type });
  return { is: "variable", name: variable, type: type.sql };
}

/** The variables of a record that takes a query's columns in order; an open record gets the fields that are missing. */
export function fieldsFor(
  pl: Pl,
  record: RecordName,
  columns: readonly OutputColumn[] | undefined,
  offset: number,
): RecordField[] {
  if (!record.open) return [...record.fields.values()];
  if (!columns || columns.some((column) => column.name === undefined))
    throw pl.tx.stop("DWM-PRC-035", { record: record.written }, offset);
  const fields = columns.map((column) => {
    const name = column.name ?? "";
    const known = record.fields.get(name.toLowerCase());
    if (known) return known;
    const type = typeOfClass(pl, column.type, `${record.written}.${name}`, offset);
    pl.outermost(addField(pl, record, name, type));
    return record.fields.get(name.toLowerCase()) as RecordField;
  });
  pl.declare(record.written, record);
  return fields;
}

/** The record as one value. */
export function recordValue(record: RecordName): string {
  const parts = [...record.fields.values()].map(
    ({ name, variable }) => `${databricksWriter.text(name)}, ${databricksWriter.name(variable)}`,
  );
  return `named_struct(${parts.join(", ")})`;
}

/** The type of a record as one value. */
export function recordType(fields: readonly { name: string; type: RoutineType }[]): string {
  return `STRUCT<${fields.map(({ name, type }) => `${databricksWriter.name(name)}: ${type.sql}`).join(", ")}>`;
}

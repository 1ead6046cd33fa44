import type { SourceType } from "../../../protocol/dialect.ts";
import type { InventoryObject } from "../../inventory/types.ts";
import { readBigquery } from "./bigquery/readBigquery.ts";
import type { RoutineKit } from "./kit.ts";
import type { Routine } from "./model.ts";
import { readOracle } from "./pl/oracleRoutine.ts";
import { readPostgres } from "./pl/postgresRoutine.ts";
import { readPsm } from "./psm/readPsm.ts";
import { readSnowflake } from "./snowflake/readSnowflake.ts";
import { readTsql } from "./tsql/readTsql.ts";

/** What a dialect's reader makes of a CREATE statement. */
export interface RoutineRead {
  /** Several where one object of the source becomes several of Databricks. */
  routines: Routine[];
  /** Databricks has no such object (triggers): what is written is kept to be read. */
  artefactOnly?: boolean;
}

/** Reads a routine; throws Untranslatable where nothing can be made of it. Issues go to the kit. */
export type RoutineReader = (kit: RoutineKit, object: InventoryObject) => RoutineRead;

const READERS: Partial<Record<SourceType, RoutineReader>> = {
  mysql: readPsm,
  bigquery: readBigquery,
  oracle: readOracle,
  postgres: readPostgres,
  redshift: readPostgres,
  snowflake: readSnowflake,
  teradata: readPsm,
  tsql: readTsql,
};

export function routineReader(dialect: SourceType): RoutineReader | undefined {
  return READERS[dialect];
}

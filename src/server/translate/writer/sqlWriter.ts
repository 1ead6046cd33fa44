import type { NameMap, TargetDialect } from "../types.ts";
import { databricksWriter } from "./databricksWriter.ts";
import { duckdbWriter } from "./duckdbWriter.ts";

/** How a target writes names and texts. What differs beyond that stands with the construct it is about. */
export interface SqlWriter {
  readonly dialect: TargetDialect;
  /** An identifier, quoted where the target needs it. */
  name(name: string): string;
  /** A string literal. */
  text(text: string): string;
  /** A literal for bytes given as hexadecimal digits. */
  bytes(hex: string): string;
  /** The type of a text of any length. */
  readonly textType: string;
  /** Where an object is created. */
  fullName(names: NameMap, target: string): string;
  /** How an object is named inside a view's body or a default. */
  innerName(names: NameMap, target: string): string;
}

const WRITERS: Readonly<Record<TargetDialect, SqlWriter>> = {
  duckdb: duckdbWriter,
  databricks: databricksWriter,
};

/** The writer of a target's language. */
export function writerFor(target: TargetDialect): SqlWriter {
  return WRITERS[target];
}

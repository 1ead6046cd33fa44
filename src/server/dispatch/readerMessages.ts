import type { SourceType } from "../../protocol/dialect.ts";
import type { Usage } from "../assess/usage.ts";
import type { Detection } from "../inventory/detect.ts";
import type { LeftOut } from "../inventory/types.ts";
import type { PlannedObject } from "../store/types.ts";

/** Which of an inventory's objects are meant: patterns of names with * and ?. */
export interface Choice {
  include?: readonly string[] | null | undefined;
  exclude?: readonly string[] | null | undefined;
}

/** Where objects go in Databricks; empty parts: names stay as the source writes them. */
interface Place {
  catalog: string;
  schema: string;
}

/** What an inventory reader is asked. */
export type ReaderRequest =
  | {
      task: "plan";
      path: string;
      sourceType: SourceType;
      choice: Choice;
      usage: boolean;
      place?: Place;
    }
  | { task: "survey"; path: string; sourceType: SourceType; choice: Choice }
  | { task: "detect"; path: string };

/** What has to be known of an inventory before its objects can be translated. */
export type PlanHead = Pick<PlanSummary, "total" | "userTypes">;

/** What is told of an inventory beside its objects. */
export interface PlanSummary {
  total: number;
  files: number;
  /** Objects by type. */
  types: Record<string, number>;
  leftOut: LeftOut[];
  /** Bare name folded to lower case -> the type it stands for. */
  userTypes: Record<string, string>;
  /** Objects whose name had to change in the target. */
  renamed: { name: string; target: string }[];
  /** Statements that were found in the files. */
  statements: number;
  /** Files that are no UTF and were taken for Windows-1252. */
  guessed: string[];
  /** What the files held; see FilesPrint. */
  print: string;
  /** What the objects use and what server they come from; undefined where nobody asked. */
  usage?: Usage | undefined;
  versions?: string[] | undefined;
}

export interface ReaderResults {
  plan: PlanSummary;
  survey: Pick<PlanSummary, "types" | "leftOut" | "guessed">;
  detect: Detection;
}

/** Reader -> engine. The head comes before the first chunk. A chunk is answered with anything before the next one is sent. */
export type ReaderMessage =
  | { head: PlanHead }
  | { chunk: PlannedObject[] }
  | { result: ReaderResults[keyof ReaderResults] }
  | { error: string };

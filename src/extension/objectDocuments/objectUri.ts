import type { ObjectResult } from "../../protocol/job.ts";

/** `dw-migration-object:/<job id>/<seq>/<side>/<object>.sql` */
export const OBJECT_SCHEME = "dw-migration-object";

/** What of an object a document holds: its statements, or what was made of them. */
export type ObjectSide = "source" | "target";

export interface ObjectPlace {
  jobId: string;
  seq: number;
  side: ObjectSide;
}

/** The path of an object's document; undefined for a result of a server that numbers none. */
export function objectPath(
  jobId: string,
  result: Pick<ObjectResult, "object_name" | "seq">,
  side: ObjectSide,
): string | undefined {
  if (result.seq === undefined) return undefined;
  const name = result.object_name.replaceAll(/[\\/]/g, "_");
  return `/${jobId}/${result.seq}/${side}/${name}.sql`;
}

/** Reads such a path; undefined where it is none. */
export function readObjectPath(path: string): ObjectPlace | undefined {
  const [, jobId = "", seq = "", side = ""] = path.split("/");
  if (jobId === "" || !/^\d+$/.test(seq)) return undefined;
  return side === "source" || side === "target" ? { jobId, seq: Number(seq), side } : undefined;
}

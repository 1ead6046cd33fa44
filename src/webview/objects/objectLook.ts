import type { ObjectRow } from "../../extension/panel/messages.ts";
import type { IconName } from "../iconPaths.ts";
import { strings } from "../strings.ts";

interface ObjectLook {
  icon: IconName;
  tone: string;
  /** The same in words. */
  text: string;
}

const looks: Record<ObjectRow["status"] | "review", ObjectLook> = {
  success: { icon: "check", tone: "ok", text: strings.resultNames.success },
  review: { icon: "warning", tone: "warn", text: strings.resultNames.review },
  error: { icon: "failed", tone: "bad", text: strings.resultNames.error },
  skipped: { icon: "skipped", tone: "skip", text: strings.resultNames.skipped },
};

export function lookOfObject(row: ObjectRow): ObjectLook {
  return looks[row.status === "success" && row.review ? "review" : row.status];
}

/** Code and message in one line. */
export function resultText(row: ObjectRow): string {
  return row.code === null ? row.message : `${row.code} ${row.message}`;
}

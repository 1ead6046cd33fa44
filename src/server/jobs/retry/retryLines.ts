import type { NewLog } from "../../store/types.ts";
import { leftOutIssue } from "../../translate/leftOut/leftOutIssue.ts";
import type { ReopenedFrom } from "./reopenFrom.ts";
import type { FreshInventory } from "./rereadInventory.ts";

/** Names that a line tells, and statements that get a line of their own; the rest is counted. */
const MOST_NAMES = 10;
const MOST_LINES = 20;

type Line = Pick<NewLog, "level" | "message">;

/** What the log says of a retry, and of what was read anew for it. */
export function retryLines(
  path: string,
  { opened, tried, changed }: Pick<ReopenedFrom, "opened" | "tried" | "changed">,
  fresh: FreshInventory | undefined,
): Line[] {
  const many = opened.length;
  const what = many === 0 ? "Going on with what was not done" : `Retrying ${objects(many)}`;
  const lines: Line[] = [{ level: "info", message: what }];
  if (!fresh) return lines;
  if (!fresh.whole) {
    const message = `The files of ${path} hold what they held when they were read`;
    return [...lines, { level: "info", message }];
  }
  const there = changed.filter(({ source }) => !source.gone).map(({ source }) => source.name);
  const gone = changed.filter(({ source }) => source.gone);
  const found =
    there.length > 0
      ? `${there.length} of ${objects(tried)} to be made have changed: ${names(there)}`
      : `of ${objects(tried)} to be made none has changed`;
  lines.push({ level: "info", message: `Read ${path} again: ${found}` });
  for (const { source } of gone.slice(0, MOST_LINES)) {
    const file = source.definition[0]?.file ?? "the files";
    const message = `${source.name} is no longer in ${file}; it fails until it is there again`;
    lines.push({ level: "warning", message });
  }
  if (gone.length > MOST_LINES) {
    const message = `${gone.length - MOST_LINES} more objects are no longer in the files`;
    lines.push({ level: "warning", message });
  }
  const { doneAndChanged: done, added } = fresh;
  if (done.length > 0) {
    const message = `${objects(done.length)} that were made before have changed in the files, too, and stay as they were made: ${names(done)}. Retry them by name to make them again`;
    lines.push({ level: "warning", message });
  }
  if (added.length > 0) {
    const message = `${objects(added.length)} in the files are new and not part of this job: ${names(added)}. Start a migration for them`;
    lines.push({ level: "warning", message });
  }
  const files = new Set(changed.flatMap(({ source }) => source.definition.map(({ file }) => file)));
  return [...lines, ...leftOutLines(fresh.leftOut.filter(({ file }) => files.has(file)))];
}

/** What is not migrated of the files in which something has changed: it may be why an object is gone or fails again. */
function leftOutLines(leftOut: FreshInventory["leftOut"]): Line[] {
  const matter = leftOut.filter(({ matters }) => matters);
  const lines = matter.slice(0, MOST_LINES).map((one): Line => {
    const { code, message, severity } = leftOutIssue(one);
    const level = severity === "error" ? "error" : "warning";
    return { level, message: `${code} ${message} (${one.file}:${one.line}:${one.column})` };
  });
  if (matter.length > MOST_LINES) {
    const more = matter.length - MOST_LINES;
    lines.push({
      level: "warning",
      message: `${more} more statements of these files are not migrated`,
    });
  }
  return lines;
}

function objects(count: number): string {
  return `${count} object${count === 1 ? "" : "s"}`;
}

function names(all: readonly string[]): string {
  const more = all.length - MOST_NAMES;
  return all.slice(0, MOST_NAMES).join(", ") + (more > 0 ? ` and ${more} more` : "");
}

import { useState } from "preact/hooks";
import type { LogRow, Window } from "../../extension/panel/messages.ts";
import type { LogLevel } from "../../protocol/job.ts";
import { LogLines } from "./logLines.tsx";
import { LogTools } from "./logTools.tsx";

/** What of the log is shown. */
export interface LogQuery {
  level: LogLevel | null;
  text: string;
}

interface LogTabProps {
  window: Window<LogRow> | null;
  active: boolean;
  /** Goes to the row of an object that a line names. */
  onShowObject: (rowId: number) => void;
}

/** The log of the job. */
export function LogTab({ window, active, onShowObject }: LogTabProps) {
  const [query, setQuery] = useState<LogQuery>({ level: null, text: "" });
  return (
    <>
      <LogTools query={query} onQueryChange={setQuery} />
      <LogLines window={window} active={active} query={query} onShowObject={onShowObject} />
    </>
  );
}

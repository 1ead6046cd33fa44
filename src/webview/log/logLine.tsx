import type { LogRow } from "../../extension/panel/messages.ts";
import { usePanel } from "../panelContext.ts";
import { strings } from "../strings.ts";

/** Pixels; the style sheet has the same figure. */
export const lineHeight = 20;

interface LogLineProps {
  index: number;
  length: number;
  row: LogRow | undefined;
  /** Its link is the one that the Tab key comes to. */
  tabStop: boolean;
  onShowObject: (rowId: number) => void;
  onLinkFocus: (index: number) => void;
}

/** One line, or its outline while it is unknown. An object that it names is a link to its row. */
export function LogLine({ index, length, row, ...link }: LogLineProps) {
  const { format } = usePanel();
  return (
    <li
      class={`line ${row?.level ?? "unknown"}`}
      aria-posinset={index + 1}
      aria-setsize={length}
      style={{ transform: `translateY(${index * lineHeight}px)` }}
    >
      {row ? (
        <>
          <span class="when">{format.timeOfDay(row.time)}</span>
          <span class="level">{strings.levelNames[row.level]}</span>
          <span class="text">
            <Message row={row} index={index} {...link} />
          </span>
          {row.cut !== undefined && (
            <span class="cut">{strings.log.cut(format.count(row.cut))}</span>
          )}
        </>
      ) : (
        <i class="skeleton" />
      )}
    </li>
  );
}

interface MessageProps extends Omit<LogLineProps, "row" | "length"> {
  row: LogRow;
}

function Message({ row, index, tabStop, onShowObject, onLinkFocus }: MessageProps) {
  const { message, object } = row;
  if (!object) return oneLine(message);
  const [rowId, start, end] = object;
  const name = message.slice(start, end);
  return (
    <>
      {oneLine(message.slice(0, start))}
      <button
        type="button"
        class="link log-link"
        data-line={index}
        tabIndex={tabStop ? 0 : -1}
        title={strings.log.showObject(name)}
        onClick={() => onShowObject(rowId)}
        onFocus={() => onLinkFocus(index)}
      >
        {name}
      </button>
      {oneLine(message.slice(end))}
    </>
  );
}

function oneLine(text: string): string {
  return text.replace(/\s*\n\s*/g, " ");
}

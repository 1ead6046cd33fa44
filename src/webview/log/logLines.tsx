import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import type { LogRow, Window } from "../../extension/panel/messages.ts";
import { Icon } from "../icon.tsx";
import { usePanel } from "../panelContext.ts";
import { strings } from "../strings.ts";
import { drawnIndices, requestedRange, rowAt } from "../virtual/rowRange.ts";
import { useRangeRequest } from "../virtual/useRangeRequest.ts";
import { useScrollWindow } from "../virtual/useScrollWindow.ts";
import type { LogQuery } from "./logTab.tsx";

/** Pixels; the style sheet has the same figure. */
const lineHeight = 20;
/** Lines beyond those in sight, so that scrolling up finds some. */
const newestBeyond = 24;

interface LogLinesProps {
  window: Window<LogRow> | null;
  active: boolean;
  query: LogQuery;
}

/** The lines in sight. They follow the end until the user scrolls up. */
export function LogLines({ window, active, query }: LogLinesProps) {
  const { host } = usePanel();
  const scroller = useRef<HTMLDivElement>(null);
  const { visible, measure } = useScrollWindow(scroller, lineHeight, 0);
  const [following, setFollowing] = useState(true);
  const length = window?.matching ?? 0;

  const range = requestedRange(visible);
  // While following, only the height decides what to ask for: the host picks the newest lines.
  const wanted = following ? { first: 0, count: visible.count + newestBeyond } : range;
  useRangeRequest(
    active && visible.count > 0,
    wanted,
    `${following} ${JSON.stringify(query)}`,
    (asked) =>
      host.send({
        type: "log",
        first: following && asked.count > 0 ? null : asked.first,
        count: asked.count,
        ...query,
      }),
  );
  useEffect(() => setFollowing(true), [query]);
  useLayoutEffect(() => {
    const element = scroller.current;
    if (!active || !following || !element) return;
    element.scrollTop = element.scrollHeight;
    measure();
  }, [active, following, window, measure]);

  const onScroll = () => {
    measure();
    const element = scroller.current;
    if (!element || element.clientHeight === 0) return;
    const below = element.scrollHeight - element.clientHeight - element.scrollTop;
    setFollowing(below < lineHeight / 2);
  };
  const filtering = query.level !== null || query.text !== "";
  return (
    <div class="log-frame">
      <section
        class="log"
        ref={scroller}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard
        tabIndex={0}
        aria-label={strings.log.label}
        onScroll={onScroll}
      >
        {length === 0 && (
          <p class="nothing">{filtering ? strings.log.noMatch : strings.log.none}</p>
        )}
        <ul class="log-body" style={{ height: `${length * lineHeight}px` }}>
          {drawnIndices(visible, length).map((index) => (
            <LogLine key={index} index={index} length={length} row={rowAt(window, index)} />
          ))}
        </ul>
      </section>
      {!following && (
        <button type="button" class="primary newest" onClick={() => setFollowing(true)}>
          <Icon name="newest" />
          {strings.log.newest}
        </button>
      )}
    </div>
  );
}

interface LogLineProps {
  index: number;
  length: number;
  row: LogRow | undefined;
}

function LogLine({ index, length, row }: LogLineProps) {
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
          <span class="text">{row.message.replace(/\s*\n\s*/g, " ")}</span>
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

import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import type { LogRow, Window } from "../../extension/panel/messages.ts";
import { Icon } from "../icon.tsx";
import { usePanel } from "../panelContext.ts";
import { strings } from "../strings.ts";
import { drawnIndices, requestedRange, rowAt } from "../virtual/rowRange.ts";
import { useRangeRequest } from "../virtual/useRangeRequest.ts";
import { useScrollWindow } from "../virtual/useScrollWindow.ts";
import { LogLine, lineHeight } from "./logLine.tsx";
import type { LogQuery } from "./logTab.tsx";

/** Lines beyond those in sight, so that scrolling up finds some. */
const newestBeyond = 12;

interface LogLinesProps {
  window: Window<LogRow> | null;
  active: boolean;
  query: LogQuery;
  onShowObject: (rowId: number) => void;
}

/** The lines in sight. They follow the end until the user scrolls up. */
export function LogLines({ window, active, query, onShowObject }: LogLinesProps) {
  const { host } = usePanel();
  const scroller = useRef<HTMLDivElement>(null);
  const { visible, measured, towards, measure } = useScrollWindow(scroller, lineHeight, 0);
  const [following, setFollowing] = useState(true);
  const [linkLine, setLinkLine] = useState<number | null>(null);
  const length = window?.matching ?? 0;

  const range = requestedRange(visible, towards);
  // While following, only the height decides what to ask for: the host picks the newest lines.
  const wanted = following ? { first: 0, count: visible.count + newestBeyond } : range;
  useRangeRequest(
    active && measured,
    wanted,
    `${following} ${JSON.stringify(query)}`,
    window,
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
  const drawn = drawnIndices(visible, length);
  const links = drawn.filter((index) => rowAt(window, index)?.object !== undefined);
  // One of the links in sight is the tab stop: the one that was there last, else the newest.
  const tabStop = links.includes(linkLine ?? -1) ? linkLine : (links.at(-1) ?? null);
  const onKeyDown = (event: KeyboardEvent) => {
    if (!(event.target instanceof HTMLElement) || !event.target.matches(".log-link")) return;
    const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
    const to = links[links.indexOf(Number(event.target.dataset.line)) + step];
    if (step === 0 || to === undefined) return;
    event.preventDefault();
    scroller.current?.querySelector<HTMLElement>(`[data-line="${to}"]`)?.focus();
  };
  const onLinkFocus = (index: number) => {
    // A line that somebody is on must not be scrolled away.
    setFollowing(false);
    setLinkLine(index);
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
        onKeyDown={onKeyDown}
      >
        {length === 0 && (
          <p class="nothing">{filtering ? strings.log.noMatch : strings.log.none}</p>
        )}
        <ul class="log-body" style={{ height: `${length * lineHeight}px` }}>
          {drawn.map((index) => (
            <LogLine
              key={index}
              index={index}
              length={length}
              row={rowAt(window, index)}
              tabStop={index === tabStop}
              onShowObject={onShowObject}
              onLinkFocus={onLinkFocus}
            />
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

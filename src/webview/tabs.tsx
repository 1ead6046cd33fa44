import type { ComponentChildren } from "preact";
import { useRef } from "preact/hooks";
import { memo } from "./memo.ts";
import { strings } from "./strings.ts";

export type TabId = "objects" | "failures" | "timeline" | "log";

const order: readonly TabId[] = ["objects", "failures", "timeline", "log"];

/** The tab of that name; the first one for any other: an older version may have kept it. */
export function tabOf(name: string | undefined): TabId {
  return order.find((tab) => tab === name) ?? "objects";
}

/** The row of tabs: one tab stop, arrow keys select. */
export const TabBar = memo(function TabBar(props: {
  selected: TabId;
  /** Counts that tabs show beside their names. */
  badges: Partial<Record<TabId, string>>;
  onSelect: (tab: TabId) => void;
}) {
  const list = useRef<HTMLDivElement>(null);
  const select = (tab: TabId) => {
    props.onSelect(tab);
    list.current?.querySelector<HTMLElement>(`#tab-${tab}`)?.focus();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const next = tabAfterKey(event.key, order.indexOf(props.selected));
    if (!next) return;
    event.preventDefault();
    select(next);
  };
  return (
    <div
      class="tabs"
      role="tablist"
      aria-label={strings.tabs.label}
      ref={list}
      onKeyDown={onKeyDown}
    >
      {order.map((tab) => (
        <button
          key={tab}
          type="button"
          role="tab"
          id={`tab-${tab}`}
          aria-controls={`panel-${tab}`}
          aria-selected={tab === props.selected}
          tabIndex={tab === props.selected ? 0 : -1}
          onClick={() => select(tab)}
        >
          {strings.tabs[tab]}
          {props.badges[tab] && <span class="badge">{props.badges[tab]}</span>}
        </button>
      ))}
    </div>
  );
});

function tabAfterKey(key: string, index: number): TabId | undefined {
  switch (key) {
    case "ArrowRight":
      return order[(index + 1) % order.length];
    case "ArrowLeft":
      return order[(index + order.length - 1) % order.length];
    case "Home":
      return order[0];
    case "End":
      return order[order.length - 1];
    default:
      return undefined;
  }
}

interface TabPanelProps {
  id: TabId;
  selected: TabId;
  children: ComponentChildren;
}

/**
 * Stays in the page while another tab is selected, so that scroll position and selection last. What is in it is made when
 * somebody looks at it first, and is not drawn again while it is hidden.
 */
export function TabPanel({ id, selected, children }: TabPanelProps) {
  const shown = id === selected;
  const wasShown = useRef(false);
  const drawn = useRef<ComponentChildren>(null);
  // Once more when it is hidden: so it gets to know.
  if (shown || wasShown.current) drawn.current = children;
  wasShown.current = shown;
  return (
    <section
      class="tab-panel"
      role="tabpanel"
      id={`panel-${id}`}
      aria-labelledby={`tab-${id}`}
      hidden={!shown}
    >
      {drawn.current}
    </section>
  );
}

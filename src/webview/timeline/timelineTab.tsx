import { useState } from "preact/hooks";
import type { MarkDetail, TimelineView } from "../../extension/panel/activityMessages.ts";
import { Notice } from "../notice.tsx";
import { usePanel } from "../panelContext.ts";
import { strings } from "../strings.ts";
import { MarkLine } from "./markLine.tsx";
import { TimelineRows } from "./timelineRows.tsx";

const texts = strings.timeline;

interface TimelineTabProps {
  view: TimelineView | null;
  /** What is known of the object that was asked for. */
  mark: MarkDetail | null;
  onShowObject: (rowId: number) => void;
}

/** Who worked on what when. */
export function TimelineTab({ view, mark, onShowObject }: TimelineTabProps) {
  const { host, format } = usePanel();
  const [pointed, setPointed] = useState<number | null>(null);
  if (!view) return <Notice text={texts.reading} busy />;
  if (view.workers.length === 0) {
    return <Notice text={view.unknown > 0 ? texts.untold : texts.nothing} />;
  }
  const point = (rowId: number | null) => {
    setPointed(rowId);
    host.send({ type: "inspect", rowId });
  };
  const index = pointed === null ? -1 : view.marks.rowId.indexOf(pointed);
  const told = mark !== null && mark.rowId === pointed ? mark : null;
  const left = [
    view.moreWorkers > 0 && texts.moreWorkers(format.count(view.moreWorkers)),
    view.unknown > 0 && texts.unknown(format.count(view.unknown)),
  ].filter(Boolean);
  return (
    <div class="timeline">
      <div class="timeline-head">
        <MarkLine mark={told} objects={view.marks.objects[index] ?? 1} />
        <Legend />
      </div>
      <TimelineRows view={view} pointed={pointed} onPoint={point} onOpen={onShowObject} />
      {left.length > 0 && <p class="timeline-left">{left.join(" ")}</p>}
    </div>
  );
}

function Legend() {
  const names = strings.resultNames;
  return (
    <span class="legend">
      <i class="key mark-s" />
      {names.success}
      <i class="key mark-r" />
      {texts.review}
      <i class="key mark-k" />
      {names.skipped}
      <i class="key mark-e" />
      {names.error}
    </span>
  );
}

import { useRef, useState } from "preact/hooks";
import type { Outcome, TimelineView } from "../../extension/panel/activityMessages.ts";
import { usePanel } from "../panelContext.ts";
import { strings } from "../strings.ts";
import { markAfterKey } from "./markKeys.ts";

const texts = strings.timeline;
const outcomes: Record<Outcome, string> = {
  s: strings.resultNames.success,
  r: strings.resultNames.review,
  k: strings.resultNames.skipped,
  e: strings.resultNames.error,
};

interface TimelineRowsProps {
  view: TimelineView;
  /** The object that is told of. */
  pointed: number | null;
  onPoint: (rowId: number | null) => void;
  onOpen: (rowId: number) => void;
}

/** A row a worker, a mark an object. One tab stop: arrow keys go from mark to mark. */
export function TimelineRows({ view, pointed, onPoint, onOpen }: TimelineRowsProps) {
  const { format } = usePanel();
  const rows = useRef<HTMLFieldSetElement>(null);
  const [stop, setStop] = useState<number | null>(null);
  const { marks, workers, from, to } = view;
  const known = stop === null ? -1 : marks.rowId.indexOf(stop);
  const tabStop = known === -1 ? 0 : known;

  const onKeyDown = (event: KeyboardEvent) => {
    const next = markAfterKey(event.key, tabStop, view);
    if (next === undefined) return;
    event.preventDefault();
    rows.current?.querySelector<HTMLElement>(`[data-mark="${next}"]`)?.focus();
  };
  const timeAt = (thousandths: number) =>
    format.timeOfDay(from + ((to - from) * thousandths) / 1_000);
  const middle = (from + to) / 2;
  const axis = format.axisTimes([from, middle, to], middle - from, to - from);
  const labelOf = (index: number) => {
    const outcome = outcomes[marks.outcome[index] as Outcome];
    const objects = marks.objects[index] ?? 1;
    const worker = format.count(workers[marks.row[index] ?? 0] ?? 0);
    const time = timeAt(marks.start[index] ?? 0);
    return objects === 1
      ? texts.markLabel(worker, time, outcome)
      : texts.marksLabel(worker, time, format.count(objects), outcome);
  };
  return (
    <fieldset
      class="timeline-rows"
      aria-label={texts.label}
      ref={rows}
      onKeyDown={onKeyDown}
      onMouseLeave={() => onPoint(null)}
    >
      {workers.map((worker, row) => (
        <div key={worker} class="timeline-row">
          <span class="timeline-worker" title={texts.worker(format.count(worker))}>
            {format.count(worker)}
          </span>
          <div class="timeline-track">
            {marks.row.map(
              (of, index) =>
                of === row && (
                  <button
                    key={marks.rowId[index]}
                    type="button"
                    data-mark={index}
                    class={`mark-box mark-${marks.outcome[index]}${marks.rowId[index] === pointed ? " pointed" : ""}`}
                    style={{
                      left: `${(marks.start[index] ?? 0) / 10}%`,
                      width: `${(marks.length[index] ?? 0) / 10}%`,
                    }}
                    tabIndex={index === tabStop ? 0 : -1}
                    aria-label={labelOf(index)}
                    onMouseEnter={() => onPoint(marks.rowId[index] ?? null)}
                    onFocus={() => {
                      setStop(marks.rowId[index] ?? null);
                      onPoint(marks.rowId[index] ?? null);
                    }}
                    onClick={() => onOpen(marks.rowId[index] ?? 0)}
                  />
                ),
            )}
          </div>
        </div>
      ))}
      <div class="timeline-axis" aria-hidden="true">
        {axis.map((time) => (
          <span key={time}>{time}</span>
        ))}
      </div>
    </fieldset>
  );
}

import type { MarkDetail } from "../../extension/panel/activityMessages.ts";
import { usePanel } from "../panelContext.ts";
import { strings } from "../strings.ts";

const texts = strings.timeline;

/** What a mark is: the object, its time, how it ended; of several objects also how many they are. */
export function MarkLine({ mark, objects }: { mark: MarkDetail | null; objects: number }) {
  const { format } = usePanel();
  if (!mark) return <p class="mark-line hint">{texts.hint}</p>;
  const result = mark.status === "success" && mark.review ? "review" : mark.status;
  const took = format.objectTime(mark.endedAt - mark.startedAt);
  const time = texts.time(format.timeOfDay(mark.startedAt), took);
  return (
    <p class="mark-line" role="status">
      {objects > 1 && <span>{texts.several(format.count(objects))}</span>}
      <span class="name">{mark.name}</span>
      <span>{time}</span>
      <span class={`tone-${tones[result]}`}>{strings.resultNames[result]}</span>
      {mark.status !== "success" && (
        <span class="mark-message">
          {mark.code !== null && <span class="code">{mark.code} </span>}
          {mark.message}
        </span>
      )}
    </p>
  );
}

const tones = { success: "ok", review: "warn", error: "bad", skipped: "skip" } as const;

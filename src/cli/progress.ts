import { Presets, SingleBar } from "cli-progress";
import type { Frame } from "../protocol/frame.ts";
import { duration, plain } from "./format.ts";

/** Shows a job while it runs, fed by its frames. */
export interface ProgressView {
  frame(frame: Frame): void;
  /** Leaves the terminal as it was. */
  stop(): void;
}

/** A bar where there is a terminal, plain lines where there is none. */
export function progressView(output: NodeJS.WriteStream): ProgressView {
  return output.isTTY ? terminalBar(output) : plainLines(output);
}

function terminalBar(output: NodeJS.WriteStream): ProgressView {
  const bar = new SingleBar(
    {
      stream: output,
      format: "{bar} {percentage}% · {value} of {total} · {eta_text} {current}",
      hideCursor: true,
      barsize: 30,
      clearOnComplete: true,
    },
    Presets.shades_classic,
  );
  let started = false;
  return {
    frame(frame) {
      // Nothing of nothing would be drawn as a full bar.
      if (frame.total_objects === 0) return;
      if (!started) bar.start(frame.total_objects, 0, { eta_text: "", current: "" });
      started = true;
      const left = frame.estimated_time_remaining;
      const eta = left == null ? "estimating…" : `${duration(left * 1000)} left`;
      const current = plain(frame.current_object ?? "");
      bar.update(doneOf(frame), { eta_text: frame.complete ? "" : eta, current });
      for (const { message } of frame.new_logs.filter(({ level }) => level === "error")) {
        output.clearLine(0);
        output.cursorTo(0);
        output.write(`${plain(message)}\n`);
      }
    },
    stop: () => bar.stop(),
  };
}

function plainLines(output: NodeJS.WriteStream): ProgressView {
  let shown = -10;
  return {
    frame(frame) {
      for (const { level, message } of frame.new_logs) {
        if (level !== "info") output.write(`${level}: ${plain(message)}\n`);
      }
      const tenth = Math.floor(frame.progress_percentage / 10) * 10;
      if (tenth <= shown && !frame.complete) return;
      shown = tenth;
      const percent = Math.floor(frame.progress_percentage);
      output.write(`${percent} % · ${doneOf(frame)} of ${frame.total_objects} objects\n`);
    },
    stop: () => undefined,
  };
}

function doneOf(frame: Frame): number {
  return frame.completed_objects + frame.failed_objects + (frame.skipped_objects ?? 0);
}

import type { ObjectStatus, ObjectType } from "../../protocol/job.ts";

/** What the chart, the timeline and the list of failures get. Each is a complete picture of bounded size. */

/** Sections of the panel that can be folded. */
export type SectionId = "cards" | "chart";

/** Parts that cost the host something: they come only while they are in sight. */
export type ActivityPart = "chart" | "timeline" | "failures";

/** Objects that ended, by time. Times are epoch milliseconds. */
export interface ChartView {
  /** Where the first bucket begins. */
  from: number;
  widthMs: number;
  /** How much of the last bucket has passed. */
  lastMs: number;
  /** Objects that somebody worked on and that ended in each bucket, failures included. */
  finished: number[];
  failed: number[];
}

/** How a mark of the timeline ended: success, to review, skipped, error. Of several objects the worst. */
export type Outcome = "s" | "r" | "k" | "e";

/**
 * Objects by worker and time. A mark is one object, or several that are too close together to be drawn apart. The arrays
 * hold a mark a place.
 */
export interface TimelineView {
  /** Epoch milliseconds. */
  from: number;
  to: number;
  /** Numbers of the workers, a row each. */
  workers: number[];
  /** Workers that have no row here. */
  moreWorkers: number;
  /** Objects that were worked on without the engine telling by whom. */
  unknown: number;
  marks: {
    /** Index in `workers`. */
    row: number[];
    /** Of the time from `from` to `to`, in 1/1,000. */
    start: number[];
    length: number[];
    /** An Outcome a character. */
    outcome: string;
    objects: number[];
    /** The row of the object, of several the worst or longest one. */
    rowId: number[];
  };
}

/** One object of the timeline, told when it is asked for. */
export interface MarkDetail {
  rowId: number;
  name: string;
  type: ObjectType;
  status: ObjectStatus;
  review: boolean;
  code: string | null;
  message: string;
  worker: number | null;
  /** Epoch milliseconds. */
  startedAt: number;
  endedAt: number;
}

/** Failures with the same cause. */
export interface FailureGroup {
  /** Its code, or the message where there is none; identity over updates. */
  key: string;
  code: string | null;
  objects: number;
  /** Objects that were not tried because they need one of these. */
  waiting: number;
  /** What the code says in general, how that comes about, and what to do; null where the code has no page here. */
  title: string | null;
  meaning: string | null;
  advice: string | null;
  example: { rowId: number; name: string; message: string; location: string | null };
}

/** Failures by cause, the most frequent first. */
export interface FailuresView {
  groups: FailureGroup[];
  /** Groups that have no place in this picture, and their objects. */
  more: { groups: number; objects: number };
  /** A group can be run again now. */
  canRetry: boolean;
}

/** Host -> panel: these parts of a state. */
export interface ActivityState {
  chart?: ChartView | null;
  timeline?: TimelineView;
  failures?: FailuresView;
  /** The object that was asked for. */
  mark?: MarkDetail | null;
  /** The sections that were folded last, in whichever panel. */
  folded?: SectionId[];
}

/** Panel -> host. */
export type ActivityRequest =
  | { type: "show"; parts: ActivityPart[] }
  | { type: "inspect"; rowId: number | null }
  | { type: "fold"; sections: readonly SectionId[] }
  /** `group`: the key of a group of failures. */
  | { type: "retryGroup"; group: string }
  | { type: "openIssuePage"; code: string };

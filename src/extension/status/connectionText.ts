import { formatClock } from "../formats.ts";
import type { L10n } from "../hostTypes.ts";
import type { ListState } from "../jobs/jobListSync.ts";

/** A connection that does not bring anything at the moment: what is shown is as old as `since`. */
export type BrokenState = Extract<ListState, { state: "retrying" | "offline" | "unauthorised" }>;

/** True when what is shown may be out of date. */
export function isBroken(state: ListState): state is BrokenState {
  return state.state === "retrying" || state.state === "offline" || state.state === "unauthorised";
}

/** What is wrong, short: `retrying in 5 s`. */
export function brokenText(state: BrokenState, now: number, l10n: L10n): string {
  switch (state.state) {
    case "retrying": {
      const seconds = Math.ceil((state.retryAt - now) / 1_000);
      return seconds > 0 ? l10n.t("retrying in {0} s", seconds) : l10n.t("retrying…");
    }
    case "offline":
      return l10n.t("offline");
    case "unauthorised":
      return l10n.t("no access");
  }
}

/** What stands above the jobs. Without jobs the welcome view says some of it, with a button, which a message would hide. */
export function connectionMessage(
  state: ListState,
  hasJobs: boolean,
  now: number,
  l10n: L10n,
): string | undefined {
  switch (state.state) {
    case "retrying": {
      const next = brokenText(state, now, l10n);
      if (!hasJobs) return l10n.t("The engine does not answer, {0}. {1}", next, state.reason);
      return l10n.t(
        "Not updated since {0}, {1}. {2}",
        formatClock(state.since, l10n),
        next,
        state.reason,
      );
    }
    case "offline":
      if (!hasJobs) return undefined;
      return l10n.t(
        "Not updated since {0}. The migration engine does not answer. {1}",
        formatClock(state.since, l10n),
        state.reason,
      );
    case "unauthorised":
      if (!hasJobs) return undefined;
      return l10n.t("Not updated. The migration engine did not accept the access token.");
    case "idle":
    case "connecting":
    case "live":
      return undefined;
  }
}

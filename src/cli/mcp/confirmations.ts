import { randomBytes } from "node:crypto";

/** A person needs time to read; what is older was forgotten. */
const MAX_AGE_MS = 15 * 60_000;
const MAX_OPEN = 100;

interface Open {
  what: string;
  until: number;
}

/** Tokens that stand for what a person was told would be done. Each is for exactly that, once, and for a while. */
export class Confirmations {
  readonly #open = new Map<string, Open>();
  readonly #now: () => number;

  constructor(now: () => number = Date.now) {
    this.#now = now;
  }

  /** A token for what was told: the tool, its arguments and the effect. */
  issue(what: string): string {
    for (const [token, { until }] of this.#open) {
      if (until <= this.#now() || this.#open.size >= MAX_OPEN) this.#open.delete(token);
    }
    const token = randomBytes(16).toString("base64url");
    this.#open.set(token, { what, until: this.#now() + MAX_AGE_MS });
    return token;
  }

  /** Why a token does not stand for this; undefined when it does. It is spent by that. */
  spend(token: string, what: string): string | undefined {
    const open = this.#open.get(token);
    if (!open || open.until <= this.#now()) {
      return "The confirmation_token is not known: it was used, is too old, or was not given by this server.";
    }
    if (open.what !== what) {
      return "The confirmation_token was given for other arguments, or what would be done has changed since.";
    }
    this.#open.delete(token);
    return undefined;
  }
}

import type { FastifyReply } from "fastify";
import { AppError } from "../errors.ts";

/** Aborts when the client goes away before it has its answer. */
export function untilGone(reply: FastifyReply): AbortSignal {
  const gone = new AbortController();
  reply.raw.once("close", () => {
    if (!reply.raw.writableFinished) {
      // Nobody gets it; it is no fault of the engine's.
      gone.abort(new AppError("CLIENT_GONE", 499, "The client is gone"));
    }
  });
  return gone.signal;
}

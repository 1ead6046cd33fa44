import { Readable } from "node:stream";
import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import * as z from "zod";
import {
  type Assessment,
  type AssessRequest,
  assessRequestSchema,
} from "../../../protocol/assessment.ts";
import { problemSchema } from "../../../protocol/problem.ts";
import { ASSESSMENT_WRITERS } from "../../assess/write/writers.ts";
import { untilGone } from "../untilGone.ts";

/** Reads and translates an inventory; nothing is executed or stored. */
export type Assess = (request: AssessRequest, signal: AbortSignal) => Promise<Assessment>;

/** An answer that takes longer than this begins with blanks: clients give up on a server that says nothing. */
const SILENCE_MS = 20_000;

/** The assessment of an inventory. */
export function assessRoutes(assess: Assess): FastifyPluginAsyncZod {
  return async (app) => {
    app.post(
      "/assess",
      {
        schema: {
          summary:
            "Assess an inventory: what translates, what it costs, what is missing. Nothing is executed or stored",
          body: assessRequestSchema,
          response: { 200: z.string(), 400: problemSchema, 401: problemSchema },
        },
        // The answer is a stream of text, not a value to be serialised.
        serializerCompiler: () => (value) => value,
      },
      async ({ body }, reply) => {
        const { contentType, write } = ASSESSMENT_WRITERS[body.format];
        const assessment = assess(body, untilGone(reply));
        const early = await soon(assessment);
        reply.type(contentType);
        const pieces = early ? write(early) : late(assessment, write);
        return reply.send(Readable.from(pieces) as never);
      },
    );
  };
}

/** The assessment when it is there soon; what refuses it rejects. */
async function soon(assessment: Promise<Assessment>): Promise<Assessment | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => resolve(undefined), SILENCE_MS);
  });
  return Promise.race([assessment, late]).finally(() => clearTimeout(timer));
}

/** Blanks until it is there, then what it is written as; blanks mean nothing at the start of any of the formats. */
async function* late(
  assessment: Promise<Assessment>,
  write: (assessment: Assessment) => Iterable<string>,
): AsyncGenerator<string> {
  for (;;) {
    yield "\n";
    const found = await soon(assessment);
    if (!found) continue;
    yield* write(found);
    return;
  }
}

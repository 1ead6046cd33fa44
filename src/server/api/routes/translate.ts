import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import { problemSchema } from "../../../protocol/problem.ts";
import {
  type TranslateRequest,
  type TranslateResponse,
  translateRequestSchema,
  translateResponseSchema,
} from "../../../protocol/translate.ts";
import { untilGone } from "../untilGone.ts";

/** Translates a piece of SQL; nothing is executed. */
export type Translate = (
  request: TranslateRequest,
  signal: AbortSignal,
) => Promise<TranslateResponse>;

/** An editor that holds a file of 50 MB does not send it; a command line may. */
const BODY_LIMIT_BYTES = 64 * 1024 * 1024;

/** The translation of a piece of SQL, for editors and scripts. */
export function translateRoutes(translate: Translate): FastifyPluginAsyncZod {
  return async (app) => {
    app.post(
      "/translate",
      {
        bodyLimit: BODY_LIMIT_BYTES,
        schema: {
          summary: "Translate a piece of SQL; nothing is executed",
          body: translateRequestSchema,
          response: { 200: translateResponseSchema, 400: problemSchema, 401: problemSchema },
        },
      },
      ({ body }, reply) => translate(body, untilGone(reply)),
    );
  };
}

import type { FastifyPluginAsyncZod } from "fastify-type-provider-zod";
import { problemSchema } from "../../../protocol/problem.ts";
import {
  type TranslatedStatement,
  type TranslateRequest,
  translateRequestSchema,
  translateResponseSchema,
} from "../../../protocol/translate.ts";

/** Translates a piece of SQL; nothing is executed. */
export type Translate = (request: TranslateRequest) => Promise<TranslatedStatement[]>;

/** The translation of a piece of SQL, for editors and scripts. */
export function translateRoutes(translate: Translate): FastifyPluginAsyncZod {
  return async (app) => {
    app.post(
      "/translate",
      {
        schema: {
          summary: "Translate a piece of SQL; nothing is executed",
          body: translateRequestSchema,
          response: { 200: translateResponseSchema, 400: problemSchema, 401: problemSchema },
        },
      },
      async ({ body }) => ({ statements: await translate(body) }),
    );
  };
}

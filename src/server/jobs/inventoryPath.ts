import { access, constants } from "node:fs/promises";
import { resolve } from "node:path";
import { AppError, messageOf } from "../errors.ts";

/** The absolute path of an inventory that exists and can be read; else an AppError of the request's field. */
export async function existingPath(path: string): Promise<string> {
  const absolute = resolve(path);
  try {
    await access(absolute, constants.R_OK);
    return absolute;
  } catch (error) {
    throw inventoryProblem(
      new Error(`${absolute} does not exist or cannot be read by the engine (${messageOf(error)})`),
    );
  }
}

/** A bad inventory is a bad field of the request. */
export function inventoryProblem(error: unknown): AppError {
  const message = messageOf(error);
  return new AppError("INVENTORY_INVALID", 400, message, {
    cause: error,
    fields: [{ field: "inventory_path", message }],
  });
}

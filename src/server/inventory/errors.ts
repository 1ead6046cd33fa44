/** Why an inventory cannot be read at all; stable, clients branch on it. */
export type InventoryErrorCode =
  | "INVENTORY_NOT_FOUND"
  | "INVENTORY_UNREADABLE"
  | "INVENTORY_EMPTY"
  | "MANIFEST_INVALID";

/** An error that stops the reading of an inventory. Its message says what, where and what to do next. */
export class InventoryError extends Error {
  readonly code: InventoryErrorCode;

  constructor(code: InventoryErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = "InventoryError";
    this.code = code;
  }
}

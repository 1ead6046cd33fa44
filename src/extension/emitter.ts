import { type Disposable, toDisposable } from "./lifetime.ts";

/** Subscribes a listener; disposing the answer ends the subscription. */
export type Event<T> = (listener: (value: T) => void) => Disposable;

/** The host's EventEmitter for code that must run without a host. */
export class Emitter<T> implements Disposable {
  readonly #listeners = new Set<(value: T) => void>();

  readonly event: Event<T> = (listener) => {
    const own = (value: T) => listener(value);
    this.#listeners.add(own);
    return toDisposable(() => this.#listeners.delete(own));
  };

  fire(value: T): void {
    for (const listener of [...this.#listeners]) listener(value);
  }

  dispose(): void {
    this.#listeners.clear();
  }
}

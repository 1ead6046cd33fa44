/** Something that must be let go. Has the shape of vscode.Disposable without needing the host. */
export interface Disposable {
  dispose(): void;
}

/** A disposable that runs `release` once. */
export function toDisposable(release: () => void): Disposable {
  let pending: (() => void) | undefined = release;
  return {
    dispose() {
      const run = pending;
      pending = undefined;
      run?.();
    },
  };
}

/** Owns other disposables and lets them go together, the newest first. */
export class DisposableStore implements Disposable {
  readonly #owned = new Set<Disposable>();
  #disposed = false;

  /** Takes ownership. What is added after the end is disposed at once, so nothing leaks. */
  add<T extends Disposable>(value: T): T {
    if (this.#disposed) value.dispose();
    else this.#owned.add(value);
    return value;
  }

  dispose(): void {
    this.#disposed = true;
    const all = [...this.#owned].reverse();
    this.#owned.clear();
    for (const value of all) value.dispose();
  }
}

/** Holds at most one disposable; setting another one disposes the one before. */
export class MutableDisposable<T extends Disposable> implements Disposable {
  #value: T | undefined;
  #disposed = false;

  get value(): T | undefined {
    return this.#value;
  }

  set value(next: T | undefined) {
    if (next === this.#value) return;
    this.#value?.dispose();
    this.#value = undefined;
    if (this.#disposed) next?.dispose();
    else this.#value = next;
  }

  dispose(): void {
    this.value = undefined;
    this.#disposed = true;
  }
}

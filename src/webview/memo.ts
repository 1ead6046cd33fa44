import { type FunctionComponent, h } from "preact";
import { useMemo } from "preact/hooks";

/** Draws `Inner` again only when one of its props is another value. The set of props must not change. */
export function memo<Props extends object>(Inner: FunctionComponent<Props>) {
  return function Memo(props: Props) {
    // The element is kept as it was: Preact skips an element that is identical to the last one.
    return useMemo(() => h(Inner, props), Object.values(props));
  };
}

import { useEffect, useRef, useState } from "preact/hooks";

const debounceMs = 150;

interface SearchBoxProps {
  label: string;
  value: string;
  /** Called when the typing pauses. */
  onChange: (text: string) => void;
}

/** A text field that reports a pause in typing, not every key. Escape empties it. */
export function SearchBox({ label, value, onChange }: SearchBoxProps) {
  const [text, setText] = useState(value);
  const report = useRef(onChange);
  report.current = onChange;
  const reported = useRef(value);
  // Cleared or restored from outside. What was reported here comes back too, when more may have been typed already.
  useEffect(() => {
    if (value === reported.current) return;
    reported.current = value;
    setText(value);
  }, [value]);
  useEffect(() => {
    if (text === value) return;
    const timer = setTimeout(() => {
      reported.current = text;
      report.current(text);
    }, debounceMs);
    return () => clearTimeout(timer);
  }, [text]);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === "Escape") setText("");
  };
  return (
    <input
      type="text"
      class="search"
      aria-label={label}
      placeholder={label}
      spellcheck={false}
      value={text}
      onInput={(event) => setText(event.currentTarget.value)}
      onKeyDown={onKeyDown}
    />
  );
}

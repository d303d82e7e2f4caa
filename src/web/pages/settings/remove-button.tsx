// Removing asks once more.

import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { useSettingsWords } from './words.ts';

/** The button, and the question after it. */
export function RemoveButton({ name, onRemove }: { readonly name: string; onRemove(): void }) {
  const words = useSettingsWords();
  const [sure, setSure] = useState(false);
  const yes = useRef<HTMLButtonElement>(null);
  useLayoutEffect(() => {
    if (sure) yes.current?.focus();
  }, [sure]);
  if (!sure)
    return (
      <button type="button" class="act" aria-label={`${words.remove}: ${name}`} onClick={() => setSure(true)}>
        {words.remove}
      </button>
    );
  return (
    <span class="acts" role="alertdialog" aria-label={`${words.sure} ${name}?`}>
      {words.sure} {name}?
      <button
        ref={yes}
        type="button"
        class="act first"
        onClick={() => {
          setSure(false);
          onRemove();
        }}
      >
        {words.yes}
      </button>
      <button type="button" class="act" onClick={() => setSure(false)}>
        {words.no}
      </button>
    </span>
  );
}

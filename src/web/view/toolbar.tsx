// Narrows the table: everything or problems only, and a search that the slash key reaches.

import { useEffect, useRef } from 'preact/hooks';
import { useApp } from '../state/context.ts';

/** The filter of the link table. */
export function Toolbar() {
  const app = useApp();
  const { ui } = app.words.value;
  const filter = app.filter.value;
  const search = useRef<HTMLInputElement>(null);
  useEffect(() => {
    const focus = (event: KeyboardEvent): void => {
      if (event.key !== '/' || event.target instanceof HTMLInputElement) return;
      event.preventDefault();
      search.current?.focus();
    };
    addEventListener('keydown', focus);
    return () => removeEventListener('keydown', focus);
  }, []);
  const show = (problemsOnly: boolean) => () => {
    app.filter.value = { ...filter, problemsOnly };
  };
  return (
    <div class="toolbar">
      <h2>{ui.links}</h2>
      <fieldset class="segments">
        <legend class="hidden">{ui.links}</legend>
        <button type="button" aria-pressed={!filter.problemsOnly} onClick={show(false)}>
          {ui.all}
        </button>
        <button type="button" aria-pressed={filter.problemsOnly} onClick={show(true)}>
          {ui.problemsOnly}
        </button>
      </fieldset>
      <input
        ref={search}
        type="search"
        placeholder={`${ui.search}  ( / )`}
        aria-label={ui.search}
        value={filter.text}
        onInput={(event) => {
          app.filter.value = { ...filter, text: event.currentTarget.value };
        }}
      />
    </div>
  );
}

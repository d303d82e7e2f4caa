// A button that opens a panel under it; Escape and a press elsewhere close it.

import type { ComponentChildren } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';

/** The button with its panel; `children` are drawn only while it is open. */
export function Menu({
  name,
  badge = 0,
  isBroad = false,
  children,
}: {
  readonly name: string;
  /** How many of its choices are on; 0 shows nothing. */
  readonly badge?: number;
  /** Whether the panel takes the width of what the menu stands in. */
  readonly isBroad?: boolean;
  children(): ComponentChildren;
}) {
  const [isOpen, setOpen] = useState(false);
  const box = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (!isOpen) return;
    const ended = new AbortController();
    const { signal } = ended;
    const isWithin = (event: Event): boolean =>
      event.target instanceof Node && box.current?.contains(event.target) === true;
    const closeElsewhere = (event: Event): void => {
      if (!isWithin(event)) setOpen(false);
    };
    addEventListener('pointerdown', closeElsewhere, { signal });
    addEventListener('focusin', closeElsewhere, { signal });
    // Before the details beside the table, which close with it, too.
    addEventListener(
      'keydown',
      (event) => {
        if (event.key !== 'Escape') return;
        event.stopImmediatePropagation();
        setOpen(false);
        if (isWithin(event)) button.current?.focus();
      },
      { signal, capture: true },
    );
    return () => ended.abort();
  }, [isOpen]);
  return (
    <div class={isBroad ? 'menu is-broad' : 'menu'} ref={box}>
      <button
        ref={button}
        type="button"
        class="switch"
        aria-expanded={isOpen}
        onClick={() => setOpen(!isOpen)}
      >
        {name}
        {badge > 0 && <span class="badge"> {badge}</span>} <span aria-hidden="true">▾</span>
      </button>
      {isOpen && <div class="menu-panel">{children()}</div>}
    </div>
  );
}

/** One choice of a menu. */
export function Choice({
  name,
  isOn,
  isDisabled = false,
  onChange,
}: {
  readonly name: string;
  readonly isOn: boolean;
  readonly isDisabled?: boolean;
  onChange(isOn: boolean): void;
}) {
  return (
    <label class="choice">
      <input
        type="checkbox"
        checked={isOn}
        disabled={isDisabled}
        onChange={(event) => onChange(event.currentTarget.checked)}
      />
      <span>{name}</span>
    </label>
  );
}

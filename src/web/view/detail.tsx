// The details beside the table: of an alert with its link, or of a link alone. Escape closes them.

import { useEffect, useRef } from 'preact/hooks';
import { useApp } from '../state/context.ts';
import { alertTitle } from '../text/alert-sentence.ts';
import { AlertFacts, useOpenAlert } from './alert-facts.tsx';
import { alertPlace, giveKeyboard } from './keyboard.ts';
import { LinkFacts } from './link-detail.tsx';
import { Place } from './place.tsx';
import { SeverityMark } from './severity-mark.tsx';
import { StateMark } from './state-mark.tsx';

/** Where the panels stand one below the other; as in the style sheets. */
const ONE_COLUMN = '(max-width: 800px)';

/** The details of what is selected; nothing when nothing is. */
export function Detail() {
  const app = useApp();
  const { ui } = app.words.value;
  const number = app.desk.opened.value;
  const alert = useOpenAlert();
  const id = app.selected.value;
  const link = id && app.screen.value.province?.links.get(id);
  const heading = useRef<HTMLHeadingElement>(null);
  const isOpen = number !== undefined || link !== undefined;

  const close = (): void => {
    const home = number === undefined ? `[data-link="${id}"] button` : alertPlace(number);
    app.select(undefined);
    requestAnimationFrame(() => giveKeyboard(home, '.alerts .alert-title'));
  };
  const latest = useRef(close);
  latest.current = close;

  // The list may be long: whoever opened an alert goes on here.
  useEffect(() => {
    if (number !== undefined) heading.current?.focus();
  }, [number]);
  // On a telephone it stands below the list; that has its height when the alert is known, too.
  const isKnown = alert !== undefined;
  useEffect(() => {
    if (number === undefined || !matchMedia(ONE_COLUMN).matches) return;
    heading.current?.scrollIntoView({ block: 'start' });
  }, [number, isKnown]);
  useEffect(() => {
    if (!isOpen) return;
    const closeOnEscape = (event: KeyboardEvent): void => {
      // A form closes first; the search empties itself.
      if (event.key !== 'Escape' || app.desk.form.peek() || event.target instanceof HTMLInputElement) return;
      latest.current();
    };
    addEventListener('keydown', closeOnEscape);
    return () => removeEventListener('keydown', closeOnEscape);
  }, [isOpen]);

  if (!isOpen) return null;
  return (
    <section
      class={`panel detail${number === undefined ? '' : ' of-alert'}`}
      aria-label={number === undefined ? ui.detail : ui.alertDetail}
    >
      <h2 ref={heading} tabIndex={-1}>
        {alert && <SeverityMark severity={alert.severity} />}
        {number === undefined && link && <StateMark state={link.state} />}{' '}
        {link && number === undefined ? (
          <Place page="link" id={link.id} class="detail-name" title={link.name}>
            {link.name}
          </Place>
        ) : (
          <span class="detail-name">
            {alert ? alertTitle(alert, app.sentences.value) : `${ui.alert} #${number}`}
          </span>
        )}
        <button type="button" class="switch" aria-label={`${ui.close} (Esc)`} onClick={close}>
          ✕
        </button>
      </h2>
      <div class="scroller">
        {alert && <AlertFacts key={alert.number} alert={alert} />}
        {number !== undefined && !alert && <UnknownAlert />}
        {link && number !== undefined && (
          <h3 class="of-link">
            <StateMark state={link.state} /> {link.name}
          </h3>
        )}
        {link && <LinkFacts link={link} />}
      </div>
    </section>
  );
}

function UnknownAlert() {
  const { desk, words } = useApp();
  const { ui } = words.value;
  if (desk.history.value === 'unknown') return <p role="alert">{ui.noSuchAlert}</p>;
  if (desk.history.value !== 'failed') return <p>{ui.reading}</p>;
  return (
    <p role="alert">
      {ui.historyFailed}{' '}
      <button type="button" class="act" onClick={() => desk.reread()}>
        {ui.tryAgain}
      </button>
    </p>
  );
}

// The fields of the form about an act.

import { CAUSE_CODES, type CauseCode } from '../../domain/act.ts';
import { localInput, SHELVE_CHOICES, type ShelveChoice } from '../model/act-choice.ts';
import { useApp } from '../state/context.ts';

/** Longest name that the server takes. */
const LONGEST_NAME = 64;
/** Longest note; what needs more room belongs into a report. */
const LONGEST_NOTE = 500;

/** Who acts. */
export function NameField({ value, onChange }: { readonly value: string; onChange(value: string): void }) {
  const { ui } = useApp().words.value;
  return (
    <label>
      {ui.operator}
      <input
        name="who"
        required
        pattern=".*\S.*"
        maxLength={LONGEST_NAME}
        autocomplete="off"
        value={value}
        onInput={(event) => onChange(event.currentTarget.value)}
      />
    </label>
  );
}

/** A note, which only the act of noting demands. */
export function NoteField({
  value,
  required,
  onChange,
}: {
  readonly value: string;
  readonly required: boolean;
  onChange(value: string): void;
}) {
  const { ui } = useApp().words.value;
  return (
    <label>
      {required ? ui.note : ui.noteOptional}
      <textarea
        name="note"
        rows={2}
        required={required}
        maxLength={LONGEST_NOTE}
        value={value}
        onInput={(event) => onChange(event.currentTarget.value)}
      />
    </label>
  );
}

/** Until when an alert is put aside. */
export function ShelveField({
  choice,
  own,
  onChoice,
  onOwn,
}: {
  readonly choice: ShelveChoice;
  readonly own: string;
  onChoice(choice: ShelveChoice): void;
  onOwn(own: string): void;
}) {
  const app = useApp();
  const { ui } = app.words.value;
  const names = { '1h': ui.hours1, '4h': ui.hours4, morning: ui.morning, own: ui.ownTime };
  const timezone = app.screen.value.province?.facts.timezone ?? 'Asia/Makassar';
  return (
    <fieldset>
      <legend>{ui.until}</legend>
      {SHELVE_CHOICES.map((each) => (
        <label key={each} class="choice">
          <input
            type="radio"
            name="choice"
            value={each}
            checked={each === choice}
            onChange={() => onChoice(each)}
          />
          {names[each]}
        </label>
      ))}
      {choice === 'own' && (
        <label>
          {ui.until} ({app.time.value.zone})
          <input
            type="datetime-local"
            name="own"
            required
            min={localInput(app.serverTime.peek(), timezone)}
            value={own}
            onInput={(event) => onOwn(event.currentTarget.value)}
          />
        </label>
      )}
    </fieldset>
  );
}

/** Why it failed; reports and stop clocks rest on it, so that nothing is chosen beforehand. */
export function CauseField({
  value,
  onChange,
}: {
  readonly value: CauseCode | '';
  onChange(value: CauseCode): void;
}) {
  const words = useApp().words.value;
  return (
    <fieldset class="causes">
      <legend>{words.ui.cause}</legend>
      {CAUSE_CODES.map((code) => (
        <label key={code} class="choice">
          <input
            type="radio"
            name="cause"
            required
            value={code}
            checked={code === value}
            onChange={() => onChange(code)}
          />
          {words.cause[code]}
        </label>
      ))}
    </fieldset>
  );
}

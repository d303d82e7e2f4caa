// Machines that may come in. A secret is shown when it is made, and never again.

import { useState } from 'preact/hooks';
import { type Role, type Scope, WHOLE_PROVINCE } from '../../../domain/access.ts';
import { addDays, zoneOf } from '../../../domain/local-time.ts';
import { useAnswer } from '../../data/use-answer.ts';
import { useApp } from '../../state/context.ts';
import { AnswerFailure, FailureNote } from '../../view/failure-note.tsx';
import { refusalText } from './refusal.ts';
import { RemoveButton } from './remove-button.tsx';
import { RoleFields, type Standing } from './role-fields.tsx';
import { scopeText } from './scope-text.ts';
import { useChange } from './use-change.ts';
import { useSettingsWords } from './words.ts';

/** A token as GET /api/v1/tokens tells it. */
interface TokenTold {
  readonly name: string;
  readonly role: Role;
  readonly scope: Scope;
  readonly createdAt: number;
  readonly expiresAt?: number;
  readonly lastUsedAt?: number;
}

/** The tokens. */
export function TokensPart() {
  const words = useSettingsWords();
  const answer = useAnswer<{ readonly tokens: readonly TokenTold[] }>('/api/v1/tokens');
  return (
    <section class="panel settings-part" aria-label={words.tokens}>
      <AnswerFailure answer={answer} />
      {answer.value?.tokens.length === 0 && <p class="muted">{words.noTokens}</p>}
      <ul class="entries">
        {answer.value?.tokens.map((token) => (
          <TokenItem key={token.name} token={token} onChanged={() => answer.again()} />
        ))}
      </ul>
      <AddToken onAdded={() => answer.again()} />
    </section>
  );
}

function TokenItem({ token, onChanged }: { readonly token: TokenTold; onChanged(): void }) {
  const app = useApp();
  const words = useSettingsWords();
  const change = useChange();
  const now = app.serverTime.value;
  const { minute } = app.time.value;
  const { name, role, scope, expiresAt, lastUsedAt } = token;
  const path = `/api/v1/tokens/${encodeURIComponent(name)}`;
  return (
    <li data-token={name}>
      <div class="entry-head">
        <b>{name}</b>
        <span class="muted">
          {words[role]} · {scopeText(scope, words, (id) => app.sentences.value.siteName(id as never))}
        </span>
        <span class="muted">
          {words.lastUsed}: {lastUsedAt === undefined ? words.never : minute(lastUsedAt, now)}
        </span>
        {expiresAt !== undefined && (
          <span class={expiresAt <= now ? 'tag' : 'muted'}>
            {expiresAt <= now ? words.expired : `→ ${minute(expiresAt, now)}`}
          </span>
        )}
        <RemoveButton
          name={name}
          onRemove={() => void change.run(path, { method: 'DELETE' }).then(({ ok }) => ok && onChanged())}
        />
      </div>
      {change.failure && <FailureNote failure={change.failure} {...refusalText(change.failure, words)} />}
    </li>
  );
}

const NOTHING: Standing = { role: 'viewer', scope: WHOLE_PROVINCE };

function AddToken({ onAdded }: { onAdded(): void }) {
  const app = useApp();
  const words = useSettingsWords();
  const change = useChange();
  const [name, setName] = useState('');
  const [until, setUntil] = useState('');
  const [standing, setStanding] = useState(NOTHING);
  const [secret, setSecret] = useState<string>();
  const timezone = app.screen.value.province?.facts.timezone ?? 'Asia/Makassar';
  const add = async (): Promise<void> => {
    const expiresAt = endOf(until, timezone);
    const reply = await change.run<{ readonly secret: string }>('/api/v1/tokens', {
      method: 'POST',
      body: { name: name.trim().toLowerCase(), ...standing, ...(expiresAt !== undefined && { expiresAt }) },
    });
    if (!reply.ok) return;
    setSecret(reply.value.secret);
    setName('');
    onAdded();
  };
  if (secret !== undefined)
    return (
      <div class="secret" role="alert">
        <p>{words.secret}</p>
        <code>{secret}</code>
        <p>
          <button type="button" class="act first" onClick={() => setSecret(undefined)}>
            {words.copied}
          </button>
        </p>
      </div>
    );
  return (
    <form
      class="settings-form"
      onSubmit={(event) => {
        event.preventDefault();
        if (!change.running) void add();
      }}
    >
      <h2>{words.addToken}</h2>
      <label>
        {words.name}
        <input
          name="token"
          required
          maxLength={64}
          autocomplete="off"
          value={name}
          onInput={(event) => setName(event.currentTarget.value)}
        />
      </label>
      <label>
        {words.expires}
        <input
          type="date"
          name="until"
          value={until}
          onInput={(event) => setUntil(event.currentTarget.value)}
        />
      </label>
      <RoleFields value={standing} onChange={setStanding} />
      <p class="muted">{words.scopeNote}</p>
      {change.failure && <FailureNote failure={change.failure} {...refusalText(change.failure, words)} />}
      <button type="submit" class="act first" aria-disabled={change.running}>
        {change.running ? words.saving : words.add}
      </button>
    </form>
  );
}

/** The end of a day of the province, epoch ms; undefined for no day. */
function endOf(day: string, timezone: string): number | undefined {
  const [, year, month, date] = /^(\d{4})-(\d\d)-(\d\d)$/.exec(day) ?? [];
  if (year === undefined) return undefined;
  const given = { year: Number(year), month: Number(month), day: Number(date) };
  return zoneOf(timezone).epochOf(addDays(given, 1), 0);
}

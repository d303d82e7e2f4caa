// Those who may log in: adding, changing, disabling and removing them.

import { useState } from 'preact/hooks';
import { type Role, type Scope, WHOLE_PROVINCE } from '../../../domain/access.ts';
import { useAnswer } from '../../data/use-answer.ts';
import { useApp } from '../../state/context.ts';
import { AnswerFailure, FailureNote } from '../../view/failure-note.tsx';
import { refusalText } from './refusal.ts';
import { RemoveButton } from './remove-button.tsx';
import { RoleFields, type Standing } from './role-fields.tsx';
import { useChange } from './use-change.ts';
import { useSettingsWords } from './words.ts';

/** A user as GET /api/v1/users tells him. */
interface UserTold {
  readonly name: string;
  readonly displayName: string;
  readonly role: Role;
  readonly scope: Scope;
  readonly disabled: boolean;
  readonly createdAt: number;
  readonly lastLoginAt?: number;
}

/** The users. */
export function UsersPart() {
  const words = useSettingsWords();
  const answer = useAnswer<{ readonly users: readonly UserTold[] }>('/api/v1/users');
  return (
    <section class="panel settings-part" aria-label={words.users}>
      <AnswerFailure answer={answer} />
      <ul class="entries">
        {answer.value?.users.map((user) => (
          <UserItem key={user.name} user={user} onChanged={() => answer.again()} />
        ))}
      </ul>
      <AddUser onAdded={() => answer.again()} />
    </section>
  );
}

function UserItem({ user, onChanged }: { readonly user: UserTold; onChanged(): void }) {
  const app = useApp();
  const words = useSettingsWords();
  const change = useChange();
  const [password, setPassword] = useState<string>();
  const path = `/api/v1/users/${encodeURIComponent(user.name)}`;
  const patch = async (body: object): Promise<boolean> => {
    const { ok } = await change.run(path, { method: 'PATCH', body });
    if (ok) onChanged();
    return ok;
  };
  const now = app.serverTime.value;
  return (
    <li data-user={user.name}>
      <div class="entry-head">
        <b>{user.displayName}</b> <span class="muted">{user.name}</span>
        {user.disabled && <span class="tag">{words.disabled}</span>}
        <span class="muted">
          {words.lastLogin}:{' '}
          {user.lastLoginAt === undefined ? words.never : app.time.value.minute(user.lastLoginAt, now)}
        </span>
      </div>
      <div class="entry-fields">
        <RoleFields value={user} onChange={(standing) => void patch(standing)} />
        <button
          type="button"
          class="act"
          aria-disabled={change.running}
          onClick={() => void patch({ disabled: !user.disabled })}
        >
          {user.disabled ? words.enable : words.disable}
        </button>
        {password === undefined ? (
          <button type="button" class="act" onClick={() => setPassword('')}>
            {words.resetPassword}
          </button>
        ) : (
          <form
            class="inline-form"
            onSubmit={(event) => {
              event.preventDefault();
              void patch({ password }).then((ok) => ok && setPassword(undefined));
            }}
          >
            <input
              type="password"
              autocomplete="new-password"
              required
              minLength={10}
              maxLength={200}
              aria-label={`${words.resetPassword}: ${user.name}`}
              value={password}
              onInput={(event) => setPassword(event.currentTarget.value)}
            />
            <button type="submit" class="act first">
              {words.save}
            </button>
          </form>
        )}
        <RemoveButton
          name={user.name}
          onRemove={() => void change.run(path, { method: 'DELETE' }).then(({ ok }) => ok && onChanged())}
        />
      </div>
      {change.failure && <FailureNote failure={change.failure} {...refusalText(change.failure, words)} />}
    </li>
  );
}

const NOBODY: Standing = { role: 'operator', scope: WHOLE_PROVINCE };

function AddUser({ onAdded }: { onAdded(): void }) {
  const words = useSettingsWords();
  const change = useChange();
  const [name, setName] = useState('');
  const [displayName, setDisplayName] = useState('');
  const [password, setPassword] = useState('');
  const [standing, setStanding] = useState(NOBODY);
  const add = async (): Promise<void> => {
    const body = { name: name.trim().toLowerCase(), displayName: displayName.trim(), password, ...standing };
    const { ok } = await change.run('/api/v1/users', { method: 'POST', body });
    if (!ok) return;
    for (const empty of [setName, setDisplayName, setPassword]) empty('');
    setStanding(NOBODY);
    onAdded();
  };
  return (
    <form
      class="settings-form"
      onSubmit={(event) => {
        event.preventDefault();
        if (!change.running) void add();
      }}
    >
      <h2>{words.addUser}</h2>
      <label>
        {words.userName}
        <input
          name="user"
          required
          maxLength={64}
          autocomplete="off"
          autocapitalize="none"
          value={name}
          onInput={(event) => setName(event.currentTarget.value)}
        />
      </label>
      <label>
        {words.displayName}
        <input
          name="display"
          required
          maxLength={100}
          autocomplete="off"
          value={displayName}
          onInput={(event) => setDisplayName(event.currentTarget.value)}
        />
      </label>
      <label>
        {words.firstPassword}
        <input
          type="password"
          name="password"
          required
          minLength={10}
          maxLength={200}
          autocomplete="new-password"
          value={password}
          onInput={(event) => setPassword(event.currentTarget.value)}
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

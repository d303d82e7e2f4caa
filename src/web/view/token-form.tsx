// Asks for the access token when the API wants one.

import { useState } from 'preact/hooks';
import { useApp } from '../state/context.ts';
import { type LoginResult, logIn } from '../stream/access.ts';

/** The form; calls `onAccepted` when the server has taken the token. */
export function TokenForm({ onAccepted }: { onAccepted(): void }) {
  const app = useApp();
  const { ui } = app.words.value;
  const [token, setToken] = useState('');
  const [result, setResult] = useState<LoginResult | 'asking' | undefined>();
  const submit = (event: Event): void => {
    event.preventDefault();
    setResult('asking');
    void logIn(token).then((outcome) => {
      setResult(outcome);
      if (outcome === 'accepted') onAccepted();
    });
  };
  return (
    <form class="token" onSubmit={submit}>
      <h1>jalur</h1>
      <label for="token">{ui.tokenTitle}</label>
      <p id="token-note">{ui.tokenNote}</p>
      <input
        id="token"
        type="password"
        autocomplete="current-password"
        required
        aria-describedby="token-note"
        value={token}
        onInput={(event) => setToken(event.currentTarget.value)}
      />
      {(result === 'refused' || result === 'unreachable') && (
        <p class="wrong" role="alert">
          {result === 'refused' ? ui.tokenWrong : ui.tokenFailed}
        </p>
      )}
      <button type="submit" disabled={result === 'asking'}>
        {ui.enter}
      </button>
    </form>
  );
}

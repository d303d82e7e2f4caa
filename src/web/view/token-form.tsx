// The log-in: by name and password where there are users, else by the access token. Over a page that was open already it
// lies as a dialog, so that what is being filled in there is not lost.

import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { useApp } from '../state/context.ts';
import { type LogInWish, type LoginResult, logIn } from '../stream/access.ts';
import { pageWords } from '../text/page-words.ts';

const useWords = pageWords(
  {
    user: 'Nama masuk',
    password: 'Kata sandi',
    wrong: 'Nama atau kata sandi salah',
    slow: 'Terlalu banyak percobaan; tunggu satu menit',
    busy: 'Terlalu banyak yang masuk saat ini; coba lagi beberapa detik lagi',
    foreign:
      'Server menolak halaman ini karena alamatnya bukan alamat server. Bila ada proksi, administrator memeriksa Host dan X-Forwarded-Host-nya.',
    failed: 'Server gagal memproses; coba lagi. Bila tetap gagal, administrator melihat log jalur.',
    byToken: 'Masuk dengan token',
    byPassword: 'Masuk dengan nama dan kata sandi',
    lost: 'Lupa kata sandi? Administrator dapat memberi yang baru di Pengaturan, Pengguna.',
  },
  {
    user: 'Log-in name',
    password: 'Password',
    wrong: 'The name or the password is wrong',
    slow: 'Too many attempts; wait a minute',
    busy: 'Too many log in at this moment; try again in some seconds',
    foreign:
      'The server refuses this page, for its address is not the server’s. Behind a proxy an admin looks at its Host and X-Forwarded-Host.',
    failed: 'The server could not do it; try again. If it goes on, an admin looks at jalur’s log.',
    byToken: 'Log in with the token',
    byPassword: 'Log in with name and password',
    lost: 'Forgot the password? An admin can give you a new one in Settings, Users.',
  },
);

/** The log-in where there is nothing else to see. */
export function LogInPage({ onAccepted }: { onAccepted(): void }) {
  return (
    <main class="log-in">
      <TokenForm onAccepted={onAccepted} />
    </main>
  );
}

/** The log-in over a page whose log-in has ended: covers it, and leaves nothing behind it within reach. */
export function LogInCover({ onAccepted }: { onAccepted(): void }) {
  const { ui } = useApp().words.value;
  const dialog = useRef<HTMLDialogElement>(null);
  // Above a form of acts that lies open as a dialog itself.
  useLayoutEffect(() => {
    const own = dialog.current;
    own?.showModal();
    // Gives the keyboard back to what was being filled in.
    return () => own?.close();
  }, []);
  return (
    <dialog
      ref={dialog}
      class="log-in log-in-cover"
      aria-label={ui.enter}
      onKeyDown={(event) => event.key === 'Escape' && event.preventDefault()}
      // Browsers close a dialog that is asked twice, whatever it says.
      onClose={(event) => event.currentTarget.isConnected && event.currentTarget.showModal()}
    >
      <TokenForm onAccepted={onAccepted} />
    </dialog>
  );
}

/** The form; calls `onAccepted` when the server has let somebody in. */
function TokenForm({ onAccepted }: { onAccepted(): void }) {
  const app = useApp();
  const { ui } = app.words.value;
  const words = useWords();
  const { logInBy, takesToken } = app.me;
  const [wantsToken, setWantsToken] = useState(false);
  const [user, setUser] = useState('');
  const [secret, setSecret] = useState('');
  const [result, setResult] = useState<LoginResult | 'asking' | undefined>();
  const byPassword = logInBy.value === 'password' && !wantsToken;
  const submit = (event: Event): void => {
    event.preventDefault();
    setResult('asking');
    const wish: LogInWish = byPassword ? { user: user.trim(), password: secret } : { token: secret };
    void logIn(wish).then((outcome) => {
      setResult(outcome);
      if (outcome === 'accepted') onAccepted();
    });
  };
  const texts: Readonly<Partial<Record<LoginResult | 'asking', string>>> = {
    refused: byPassword ? words.wrong : ui.tokenWrong,
    foreign: words.foreign,
    'slow-down': words.slow,
    busy: words.busy,
    failed: words.failed,
    unreachable: ui.tokenFailed,
  };
  const wrong = result && texts[result];
  return (
    <form class="token" onSubmit={submit}>
      <h1>jalur</h1>
      {byPassword && (
        <>
          <label for="user">{words.user}</label>
          <input
            id="user"
            name="username"
            autocomplete="username"
            autocapitalize="none"
            required
            maxLength={64}
            value={user}
            onInput={(event) => setUser(event.currentTarget.value)}
          />
        </>
      )}
      <label for="token">{byPassword ? words.password : ui.tokenTitle}</label>
      <p id="token-note">{byPassword ? words.lost : ui.tokenNote}</p>
      <input
        id="token"
        type="password"
        autocomplete="current-password"
        required
        aria-describedby="token-note"
        value={secret}
        onInput={(event) => setSecret(event.currentTarget.value)}
      />
      {wrong !== undefined && (
        <p class="wrong" role="alert">
          {wrong}
        </p>
      )}
      <button type="submit" disabled={result === 'asking'}>
        {ui.enter}
      </button>
      {logInBy.value === 'password' && takesToken.value && (
        <button
          type="button"
          class="other"
          onClick={() => {
            setWantsToken(!wantsToken);
            setResult(undefined);
          }}
        >
          {wantsToken ? words.byPassword : words.byToken}
        </button>
      )}
      <button type="button" class="other" onClick={app.preferences.toggleLanguage}>
        {ui.language}
      </button>
    </form>
  );
}

// Pengaturan: how this screen looks and sounds, who looks at it, and for admins who may come in and what everybody did.

import './settings.css';
import { useApp } from '../../state/context.ts';
import type { PageProps } from '../registry.ts';
import { AccountPart } from './account-part.tsx';
import { AuditPart } from './audit-part.tsx';
import { ScreenPart } from './screen-part.tsx';
import { TokensPart } from './tokens-part.tsx';
import { UsersPart } from './users-part.tsx';
import { useSettingsWords } from './words.ts';

/** Parts, the first one by default; the last three are the admin's. */
const PARTS = ['screen', 'account', 'users', 'tokens', 'audit'] as const;
const ADMIN: ReadonlySet<string> = new Set(['users', 'tokens', 'audit']);

/** The settings. */
export function SettingsPage({ route }: PageProps) {
  const app = useApp();
  const words = useSettingsWords();
  const isAdmin = app.me.may('admin');
  const asked = route.id ?? PARTS[0];
  const part = PARTS.find((each) => each === asked) ?? PARTS[0];
  return (
    <div class="page-scroll settings">
      <h1 class="page-title">{words.title}</h1>
      <fieldset class="segments settings-parts">
        <legend class="hidden">{words.parts}</legend>
        {PARTS.filter((each) => isAdmin || !ADMIN.has(each)).map((each) => (
          <button
            key={each}
            type="button"
            aria-pressed={each === part}
            onClick={() => app.go({ page: 'settings', id: each, query: '' })}
          >
            {words[each]}
          </button>
        ))}
      </fieldset>
      {ADMIN.has(part) && !isAdmin ? <p class="empty">{words.adminOnly}</p> : <Part part={part} />}
    </div>
  );
}

function Part({ part }: { readonly part: (typeof PARTS)[number] }) {
  switch (part) {
    case 'screen':
      return <ScreenPart />;
    case 'account':
      return <AccountPart />;
    case 'users':
      return <UsersPart />;
    case 'tokens':
      return <TokensPart />;
    case 'audit':
      return <AuditPart />;
  }
}

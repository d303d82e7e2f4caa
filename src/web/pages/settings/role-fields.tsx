// Role and scope, as users and tokens have them. Whoever sees a part only can but look.

import { ROLES, type Role, type Scope } from '../../../domain/access.ts';
import { siteId } from '../../../domain/ids.ts';
import { useApp } from '../../state/context.ts';
import { useSettingsWords } from './words.ts';

/** Role and scope together. */
export interface Standing {
  readonly role: Role;
  readonly scope: Scope;
}

/** The two fields; a role that may act takes the whole province. */
export function RoleFields({
  value: { role, scope },
  onChange,
}: {
  readonly value: Standing;
  onChange(value: Standing): void;
}) {
  const app = useApp();
  const words = useSettingsWords();
  const province = app.screen.value.province;
  const regencies = [...(province?.sites.values() ?? [])].filter(({ kind }) => kind === 'regency');
  const providers = [
    ...new Set([...(province?.links.values() ?? [])].flatMap(({ provider }) => provider ?? [])),
  ].sort();
  const options: readonly (readonly [key: string, text: string])[] = [
    ['province', words.province],
    ...regencies.map(({ id, name }) => [`regency ${id}`, `${words.regency}: ${name}`] as const),
    ...providers.map((name) => [`provider ${name}`, `${words.provider}: ${name}`] as const),
  ];
  return (
    <>
      <label>
        {words.role}
        <select
          name="role"
          value={role}
          onChange={(event) => {
            const chosen = ROLES.find((each) => each === event.currentTarget.value) ?? 'viewer';
            onChange({ role: chosen, scope: chosen === 'viewer' ? scope : { kind: 'province' } });
          }}
        >
          {ROLES.map((each) => (
            <option key={each} value={each}>
              {words[each]}
            </option>
          ))}
        </select>
      </label>
      <label title={words.scopeNote}>
        {words.scope}
        <select
          name="scope"
          disabled={role !== 'viewer'}
          value={keyOf(scope)}
          onChange={(event) => onChange({ role, scope: scopeOf(event.currentTarget.value) })}
        >
          {options.map(([key, text]) => (
            <option key={key} value={key}>
              {text}
            </option>
          ))}
        </select>
      </label>
    </>
  );
}

function keyOf(scope: Scope): string {
  if (scope.kind === 'province') return 'province';
  return scope.kind === 'regency' ? `regency ${scope.regency}` : `provider ${scope.provider}`;
}

function scopeOf(key: string): Scope {
  const space = key.indexOf(' ');
  const rest = key.slice(space + 1);
  if (key.startsWith('regency ')) return { kind: 'regency', regency: siteId(rest) };
  return key.startsWith('provider ') ? { kind: 'provider', provider: rest } : { kind: 'province' };
}

// What somebody sees, in words.

import type { Scope } from '../../../domain/access.ts';

/** `seluruh provinsi`, `cabang kabupaten: Majene`, `jalur penyedia: ICON+`. */
export function scopeText(
  scope: Scope,
  words: Readonly<Record<Scope['kind'], string>>,
  siteName: (id: string) => string,
): string {
  switch (scope.kind) {
    case 'province':
      return words.province;
    case 'regency':
      return `${words.regency}: ${siteName(scope.regency)}`;
    case 'provider':
      return `${words.provider}: ${scope.provider}`;
  }
}

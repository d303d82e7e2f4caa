// What may be said at the log-in, and how answers tell who is logged in.

import { z } from 'zod';
import { ROLES } from '../domain/access.ts';

const secret = z.string('a text').max(1_024, 'at most 1024 characters');

/** A log-in by the shared token, or by a name and a password. */
export const sessionBody = z.union(
  [
    z.strictObject({ token: secret }),
    z.strictObject({ user: z.string('a text').max(64, 'at most 64 characters'), password: secret }),
  ],
  'either token, or user and password',
);

/** Another password for oneself. */
export const passwordBody = z.strictObject({ old: secret, new: secret });

/** The secret in the address of the kiosk link. */
export const kioskParams = z.object({ secret: z.string().max(1_024) });

/** What somebody sees. */
export const scopeForm = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('province') }),
  z.strictObject({ kind: z.literal('regency'), regency: z.string().max(64) }),
  z.strictObject({ kind: z.literal('provider'), provider: z.string().max(120) }),
]);

const logInBy = z.enum(['open', 'token', 'password']).describe('How people log in; open: nobody has to.');

/** Who is logged in. */
export const meReply = z.object({
  principal: z.object({
    kind: z.enum(['open', 'shared', 'user', 'token', 'proxy', 'kiosk']),
    name: z.string(),
    displayName: z.string(),
    role: z.enum(ROLES),
    scope: scopeForm,
  }),
  logInBy,
  takesToken: z.boolean().describe('Whether the shared token is taken at the log-in too.'),
  signs: z.boolean().describe('Whether acts are signed with the display name; otherwise bodies say who.'),
});

/** Nobody is logged in. */
export const nobodyReply = z.object({
  error: z.object({ code: z.string(), message: z.string() }),
  logInBy,
  takesToken: z.boolean(),
});

// What may be said of users and machines' tokens, checked; and the form of answers about them and of the audit trail.

import { z } from 'zod';
import { ROLES, type Scope } from '../domain/access.ts';
import { isId, siteId } from '../domain/ids.ts';
import { ACCESS_NAME_WANTED, isAccessName, isDisplayName } from '../store/access/names.ts';
import { scopeForm } from './session-schemas.ts';

const name = z.string('a text').refine(isAccessName, ACCESS_NAME_WANTED).describe(ACCESS_NAME_WANTED);
const displayName = z
  .string('a text')
  .refine(isDisplayName, '1 to 100 characters of one line')
  .describe('As people read it; acts are signed with it.');
const role = z.enum(ROLES);
const scope = scopeForm.transform((given, context): Scope => {
  if (given.kind !== 'regency') return given;
  if (isId(given.regency)) return { kind: 'regency', regency: siteId(given.regency) };
  context.addIssue('the id of a regency');
  return z.NEVER;
});
const password = z.string('a text').max(1_024, 'at most 200 characters');
const moment = z.number('epoch ms').int('epoch ms').min(0).max(8.64e15);

/** A new user. */
export const userBody = z.strictObject({
  name,
  displayName,
  role,
  scope: scope.default({ kind: 'province' }),
  password,
});

/** What is to be changed of a user. */
export const userChange = z
  .strictObject({
    displayName: displayName.optional(),
    role: role.optional(),
    scope: scope.optional(),
    disabled: z.boolean('true or false').optional(),
    password: password.optional(),
  })
  .refine((given) => Object.values(given).some((value) => value !== undefined), 'something to change');

/** A new token. */
export const tokenBody = z.strictObject({
  name,
  role,
  scope: scope.default({ kind: 'province' }),
  expiresAt: moment.optional().describe('Epoch ms; absent: it does not expire.'),
});

/** Name in the address. */
export const nameParams = z.object({ name: z.string().max(64) });

const epochMs = z.coerce.number('epoch ms').int('epoch ms').min(0).max(8.64e15);

/** What of the audit trail is asked for. */
export const auditQuery = z.strictObject({
  from: epochMs.optional(),
  to: epochMs.optional(),
  text: z.string().max(200).optional().describe('Part of who, action or target.'),
  before: z.coerce.number().int().min(1).optional().describe('Entries with a smaller id: for paging.'),
  limit: z.coerce.number().int().min(1).max(1_000).default(100),
});

const ms = z.number().describe('epoch ms');
/** A user. */
export const userReply = z.object({
  name: z.string(),
  displayName: z.string(),
  role,
  scope: scopeForm,
  disabled: z.boolean(),
  createdAt: ms,
  lastLoginAt: ms.optional(),
});
/** All users. */
export const usersReply = z.object({ users: z.array(userReply) });
/** A token, without its secret. */
export const tokenReply = z.object({
  name: z.string(),
  role,
  scope: scopeForm,
  createdAt: ms,
  expiresAt: ms.optional(),
  lastUsedAt: ms.optional(),
});
/** All tokens. */
export const tokensReply = z.object({ tokens: z.array(tokenReply) });
/** A token that was just made. */
export const newTokenReply = z.object({
  token: tokenReply,
  secret: z.string().describe('Shown this once; only its hash is kept.'),
});
/** A part of the audit trail. */
export const auditReply = z.object({
  entries: z.array(
    z.object({
      id: z.number().int(),
      at: ms,
      who: z.string(),
      via: z.string(),
      address: z.string().optional(),
      action: z.string(),
      target: z.string().optional(),
      outcome: z.string().describe('done, or the code of the refusal.'),
      detail: z.string().optional(),
    }),
  ),
});

// What the answers of the server to an act mean.

import { describe, expect, it } from 'vitest';
import { type ActResult, actResult } from '../../../src/web/stream/acts.ts';

const REFUSED = { error: { code: 'already-acknowledged', message: 'Andi was first' }, by: 'Andi', at: 7 };

describe('actResult()', () => {
  it.each<[number, unknown, ActResult]>([
    [200, { alert: {}, act: {} }, { kind: 'done' }],
    [
      409,
      REFUSED,
      { kind: 'refused', code: 'already-acknowledged', message: 'Andi was first', by: 'Andi', at: 7 },
    ],
    [400, { error: { code: 'bad', message: 'no who' } }, { kind: 'refused', code: 'bad', message: 'no who' }],
    [404, 'not JSON', { kind: 'refused', code: '', message: 'HTTP 404' }],
    [401, { error: { code: 'token', message: 'x' } }, { kind: 'token' }],
    [429, '', { kind: 'failed', message: 'HTTP 429' }],
    [503, { error: { code: 'store', message: 'disk full' } }, { kind: 'failed', message: 'disk full' }],
    [502, '<html>', { kind: 'failed', message: 'HTTP 502' }],
    [409, [], { kind: 'refused', code: '', message: 'HTTP 409' }],
    [409, { error: 'x', by: 3, at: 'y' }, { kind: 'refused', code: '', message: 'HTTP 409' }],
  ])('%i %o', (status, body, result) => {
    expect(actResult(status, typeof body === 'string' ? body : JSON.stringify(body))).toEqual(result);
  });
});

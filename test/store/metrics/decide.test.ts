// The answers of InfluxDB 1.x as measured on 1.6.7, and of 2.x and 3 Core as their documentation has them.

import { describe, expect, it } from 'vitest';
import { decide } from '../../../src/store/metrics/influx/decide.ts';
import { parseRetryAfter } from '../../../src/store/metrics/influx/http.ts';

const PARTIAL = 'partial write: ';

describe('decide()', () => {
  it.each([
    [204, '', 'done'],
    [200, '', 'done'],
    [
      400,
      `${PARTIAL}field type conflict: input field "v" on measurement "m" is type string dropped=1`,
      'refused',
    ],
    [400, `${PARTIAL}points beyond retention policy dropped=7`, 'refused'],
    [400, `${PARTIAL}max-values-per-tag limit exceeded (6/5): … dropped=2`, 'refused'],
    [422, 'failure writing points: schema conflict', 'refused'],
    [
      422,
      '{"error":"partial write of line protocol occurred","data":[{"original_line":"m v=1"}]}',
      'refused',
    ],
    [400, `unable to parse 'x': missing fields`, 'split'],
    [400, 'unexpected EOF', 'split'],
    [413, 'Request Entity Too Large', 'split'],
    [400, 'database is required', 'wait'],
    [401, '{"error":"authorization failed"}', 'wait'],
    [403, '{"error":"user is not allowed"}', 'wait'],
    [404, '404 page not found', 'wait'],
    [301, '', 'wait'],
    [404, '{"error":"database not found: \\"jalur\\""}', 'create'],
    [500, '{"error":"retention policy not found: 1m"}', 'create'],
    [500, 'engine: cache-max-memory-size exceeded: (640000/200000)', 'retry'],
    [500, 'timeout', 'retry'],
    [408, '', 'retry'],
    [429, '', 'retry'],
    [502, '<html>', 'retry'],
    [503, 'request throttled, queue full', 'retry'],
    [504, '', 'retry'],
  ] as const)('status %i "%s" → %s', (status, body, act) => {
    expect(decide({ kind: 'answered', status, body })).toMatchObject({ act });
  });

  it.each([
    [`${PARTIAL}points beyond retention policy dropped=7`, 7],
    [`${PARTIAL}unable to parse 'x': missing fields\nunable to parse 'y': missing fields dropped=0`, 2],
    [`${PARTIAL}something new`, 1],
    [
      '{"error":"partial write","data":[{"original_line":"a"},{"original_line":"b"},{"original_line":"c"}]}',
      3,
    ],
  ])('counts what was refused: %j', (body, points) => {
    expect(decide({ kind: 'answered', status: 400, body })).toMatchObject({ act: 'refused', points });
  });

  it('keeps the batch when no answer came, and honours Retry-After', () => {
    expect(decide({ kind: 'failed', reason: 'connect ECONNREFUSED' })).toEqual({
      act: 'retry',
      reason: 'connect ECONNREFUSED',
    });
    const answer = {
      kind: 'answered',
      status: 429,
      body: '{"message":"slow\\ndown"}',
      retryAfterMs: 9_000,
    } as const;
    expect(decide(answer)).toEqual({ act: 'retry', reason: 'status 429: slow down', afterMs: 9_000 });
  });

  it.each([
    [null, undefined],
    ['120', 120_000],
    ['Thu, 01 Jan 1970 00:00:10 GMT', 9_000],
    ['Thu, 01 Jan 1970 00:00:00 GMT', 0],
    ['soon', undefined],
  ])('reads Retry-After %j', (value, ms) => {
    expect(parseRetryAfter(value, 1_000)).toBe(ms);
  });
});

// What people do with acceptance records: signing one, beginning one anew, and seeing those that are theirs to see.

import { describe, expect, it } from 'vitest';
import { WHOLE_PROVINCE } from '../../src/domain/access.ts';
import { linkId, siteId } from '../../src/domain/ids.ts';
import { LINK, LINKS, MINUTE, RULE, Run } from './support/acceptance-run.ts';

const SARI = { who: 'Sari', via: 'screen', address: '10.76.0.9' } as const;

function all(run: Run) {
  return run.desk.list({ limit: 100 }, WHOLE_PROVINCE).records;
}

describe('signing', () => {
  it('is for complete records, once, by a person, and is kept', async () => {
    const run = new Run({});
    await run.pass(10 * MINUTE);
    expect(await run.desk.sign(1, { decision: 'accepted' }, SARI)).toMatchObject({
      refusal: { code: 'running' },
    });
    await run.pass(RULE.lengthMs);
    const before = await run.desk.get(1, WHOLE_PROVINCE);
    const at = run.sim.now().at;
    expect(await run.desk.sign(1, { decision: 'accepted', note: 'BAST 12/2026' }, SARI)).toMatchObject({
      record: {
        signature: { decision: 'accepted', note: 'BAST 12/2026', actor: SARI, at },
        signable: 'signed',
      },
    });
    // A signature changes nothing of what is signed.
    expect((await run.desk.get(1, WHOLE_PROVINCE))?.fingerprint).toBe(before?.fingerprint);
    expect(await run.desk.sign(1, { decision: 'refused' }, SARI)).toMatchObject({
      refusal: { code: 'signed', by: 'Sari', at },
    });
    expect(await run.desk.sign(9, { decision: 'refused' }, SARI)).toMatchObject({
      refusal: { code: 'no-record' },
    });
    await run.end();
    const again = new Run({ store: run.store, startAt: run.sim.now().at });
    expect(all(again)).toMatchObject([{ signature: { decision: 'accepted' } }]);
    await again.end();
  });

  it('against the verdict wants a reason; a newer record takes the place of an unsigned one', async () => {
    const run = new Run({});
    await run.pass(20 * MINUTE);
    run.sim.cut.add(LINK);
    expect(await run.desk.begin(LINK, SARI)).toMatchObject({ refusal: { code: 'running' } });
    await run.pass(6 * MINUTE);
    run.sim.cut.clear();
    await run.pass(40 * MINUTE);
    expect(await run.desk.sign(1, { decision: 'accepted' }, SARI)).toMatchObject({
      refusal: { code: 'note' },
    });
    expect(await run.desk.begin(LINK, SARI)).toMatchObject({
      record: { id: 2, state: 'running', begunBy: SARI, begunAt: run.sim.now().at },
    });
    expect(await run.desk.sign(1, { decision: 'refused' }, SARI)).toMatchObject({
      refusal: { code: 'superseded' },
    });
    await run.end();
  });

  it('says when the disk did not take it', async () => {
    const run = new Run({});
    await run.pass(RULE.lengthMs + 2 * MINUTE);
    run.store.failing = 'full';
    expect(await run.desk.sign(1, { decision: 'refused' }, SARI)).toMatchObject({
      refusal: { code: 'store' },
    });
    run.store.failing = undefined;
    expect(all(run)[0]).not.toHaveProperty('signature');
    await run.end();
  });
});

describe('beginning by hand', () => {
  it('is possible for any link that answers, and for no other', async () => {
    const run = new Run({
      links: LINKS.map((link) => ({ ...link, stage: 'active' as const })),
      cut: ['r1-v'],
    });
    await run.pass(2 * MINUTE);
    expect(await run.desk.begin(LINK, SARI)).toMatchObject({ refusal: { code: 'not-answering' } });
    expect(await run.desk.begin(linkId('no'), SARI)).toMatchObject({ refusal: { code: 'no-link' } });
    run.sim.cut.clear();
    await run.pass(2 * MINUTE);
    expect(await run.desk.begin(LINK, SARI)).toMatchObject({ kind: 'done', record: { id: 1 } });
    await run.end();
  });
});

describe('who sees a record', () => {
  it('is decided by its regency, and by whom the link was rented from', async () => {
    const run = new Run({ links: LINKS.map((link) => ({ ...link, provider: 'ICON+' })) });
    await run.pass(MINUTE);
    const seen = (scope: Parameters<typeof run.desk.list>[1]) =>
      run.desk.list({ limit: 10 }, scope).records.length;
    expect(seen({ kind: 'regency', regency: siteId('r1') })).toBe(1);
    expect(seen({ kind: 'regency', regency: siteId('r2') })).toBe(0);
    expect(seen({ kind: 'provider', provider: 'ICON+' })).toBe(1);
    expect(seen({ kind: 'provider', provider: 'Telkom' })).toBe(0);
    expect(await run.desk.get(1, { kind: 'provider', provider: 'Telkom' })).toBeUndefined();
    await run.end();
  });
});

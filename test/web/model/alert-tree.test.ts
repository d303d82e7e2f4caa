// Which alerts stand for others.

import { describe, expect, it } from 'vitest';
import type { Alert } from '../../../src/domain/alert.ts';
import { linkId, siteId } from '../../../src/domain/ids.ts';
import { alertTree } from '../../../src/web/model/alert-tree.ts';
import { fakeProvince, START } from '../support/province.ts';
import { alert, troubled } from '../support/story.ts';

function treeOf(...alerts: readonly Alert[]) {
  const { roots, held } = alertTree(new Map(alerts.map((each) => [each.number, each])));
  return {
    roots: roots.map((node) => [node.alert.number, node.children.map((child) => child.number)]),
    held: held.map((node) => [node.alert.number, ...node.children.map((child) => child.number)]),
  };
}

function under(cause: number | undefined, link = 'prov-mamasa'): Pick<Alert, 'suppressed'> {
  const proof = { site: siteId('mamasa'), link: linkId(link), since: START, provedAt: START };
  return { suppressed: { by: 'ancestor', ...proof, ...(cause !== undefined && { alert: cause }) } };
}

describe('alertTree()', () => {
  it('folds what was taken along under its cause, worst root first', () => {
    const { alerts } = troubled(fakeProvince());
    expect(treeOf(...alerts)).toEqual({
      roots: [
        [41, [46, 45, 44, 43, 42]],
        [61, []],
        [60, []],
      ],
      held: [],
    });
  });

  it('puts the newest first among equals', () => {
    const older = alert(1, { rule: 'link.down', subject: linkId('a'), since: START - 1 });
    const newer = alert(2, { rule: 'link.down', subject: linkId('b'), since: START });
    expect(treeOf(older, newer).roots.map(([number]) => number)).toEqual([2, 1]);
  });

  it('finds a cause that was raised after its children by the link', () => {
    const cause = alert(9, { rule: 'link.down', subject: linkId('prov-mamasa') });
    const child = alert(8, { rule: 'link.unreachable', subject: linkId('x'), ...under(undefined) });
    expect(treeOf(cause, child)).toEqual({ roots: [[9, [8]]], held: [] });
  });

  it('passes grandchildren on to the root', () => {
    const root = alert(1, { rule: 'link.down', subject: linkId('prov-mamasa') });
    const child = alert(2, { rule: 'link.down', subject: linkId('b'), ...under(1) });
    const grandchild = alert(3, { rule: 'link.unreachable', subject: linkId('c'), ...under(2, 'b') });
    expect(treeOf(root, child, grandchild)).toEqual({ roots: [[1, [3, 2]]], held: [] });
  });

  it('holds what was suppressed for a cause without an alert, and survives a loop', () => {
    const orphan = alert(1, { rule: 'link.unreachable', subject: linkId('a'), ...under(99, 'planned') });
    const loop = alert(2, { rule: 'link.down', subject: linkId('b'), ...under(2, 'b') });
    expect(treeOf(orphan, loop)).toEqual({ roots: [], held: [[2], [1]] });
  });

  it('folds everything under blindness while the monitor is blind', () => {
    const blind = alert(5, { rule: 'monitor.blind', subject: 'monitor' });
    const held = alert(4, {
      rule: 'link.down',
      subject: linkId('a'),
      suppressed: { by: 'blind', since: START },
    });
    const flap = alert(3, {
      rule: 'link.down',
      subject: linkId('b'),
      suppressed: { by: 'flapping', since: START, alert: 2 },
    });
    const flapping = alert(2, { rule: 'link.flapping', subject: linkId('b'), severity: 'major' });
    expect(treeOf(blind, held, flap, flapping).roots).toEqual([
      [5, [4]],
      [2, [3]],
    ]);
  });

  it('keeps what hangs under a shelved or planned cause with it, apart from what must be acted on', () => {
    const shelf = { by: 'shelved', who: 'Andi', since: START, until: START + 1 } as const;
    const root = alert(1, { rule: 'link.down', subject: linkId('prov-mamasa'), suppressed: shelf });
    const child = alert(2, { rule: 'link.unreachable', subject: linkId('b'), ...under(1) });
    expect(treeOf(root, child)).toEqual({ roots: [], held: [[1, 2]] });
  });

  it('folds an alert under another about the same link that says more', () => {
    const root = alert(1, { rule: 'link.down', subject: linkId('a') });
    const said = { by: 'rule', rule: 'link.down', since: START, alert: 1 } as const;
    const less = alert(2, { rule: 'rule.loss', subject: linkId('a'), suppressed: said });
    expect(treeOf(root, less)).toEqual({ roots: [[1, [2]]], held: [] });
  });

  it('puts first what nobody has seen, within a severity, and counts what waits for somebody', () => {
    const subject = linkId('a');
    const acknowledged = { by: 'Andi', at: START };
    const alerts = [
      alert(1, { rule: 'link.down', subject, since: START - 9 }),
      alert(2, { rule: 'link.degraded', subject, since: START, acknowledged }),
      alert(3, { rule: 'link.flapping', subject, severity: 'major' }),
      alert(4, {
        rule: 'rule.x',
        subject,
        severity: 'minor',
        status: 'returned',
        latched: true,
        acknowledged,
      }),
    ];
    const tree = alertTree(new Map(alerts.map((each) => [each.number, each])));
    expect(tree.roots.map((node) => node.alert.number)).toEqual([1, 2, 3, 4]);
    expect(tree.waiting).toBe(3);
    const strict = alertTree(new Map(alerts.map((each) => [each.number, each])), 'critical');
    // The latched one is over and stays until somebody resets it, whatever its severity.
    expect(strict.waiting).toBe(2);
    expect(alertTree(new Map(), 'never').waiting).toBe(0);
  });
});

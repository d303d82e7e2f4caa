// The demonstration that is shipped, told in virtual time: its acts do what its comments say, and it ends as it began.

import { resolve } from 'node:path';
import { expect, it } from 'vitest';
import { loadConfig } from '../../../src/config/load.ts';
import { type LinkId, linkId } from '../../../src/domain/ids.ts';
import { Faults } from '../../../src/probe/lab/faults.ts';
import { StoryTeller } from '../../../src/probe/lab/story.ts';
import { FakeTimers } from '../../support/fake-timers.ts';

const DEMO = resolve(import.meta.dirname, '../../../config/demo.yaml');

it('the shipped demonstration breaks what it says, and mends all of it', async () => {
  const loaded = loadConfig(DEMO);
  if (!loaded.ok) expect.fail(JSON.stringify(loaded.problems));
  const { network, lab } = loaded.config;
  if (!lab) expect.fail('the demonstration has no lab');
  const timers = new FakeTimers(0);
  const monoMs = (): number => timers.monoMs();
  const faults = new Faults(network, lab.absent, 0);
  const story = new StoryTeller(lab, {
    timers,
    monoMs,
    stage: {
      act: (step) => faults.apply(step, monoMs()),
      startOver: () => faults.mendAll(monoMs()),
    },
  });
  const silent = (): LinkId[] => {
    faults.settle(monoMs());
    return [...network.links.keys()].filter((id) => faults.passage(id, monoMs()).kind === 'silent');
  };
  expect(silent()).toEqual(lab.absent);

  story.start();
  const broken = new Set<LinkId>();
  let blindMs = 0;
  for (; monoMs() < lab.repeatMs - 1_000; await timers.advance(1_000)) {
    const blind = faults.anchorPassage(monoMs()).kind === 'silent';
    if (blind) {
      blindMs += 1_000;
      expect(silent()).toHaveLength(network.links.size);
    } else {
      for (const id of silent()) broken.add(id);
    }
  }
  const acts = lab.story.flatMap((step) =>
    step.do === 'cut' || step.do === 'power-cut' || step.do === 'reboot' ? [step.link] : [],
  );
  expect(acts.filter((id) => !broken.has(id))).toEqual([]);
  expect(blindMs).toBeGreaterThan(0);
  const majene = [...network.links.values()].filter(
    (link) => link.from === 'majene' && link.stage === 'active',
  );
  expect(majene.length).toBeGreaterThan(0);
  expect(majene.filter((link) => !broken.has(link.id))).toEqual([]);

  await timers.advance(2_000);
  expect(story.status().rounds).toBe(1);
  const built = lab.story.flatMap((step) => (step.do === 'build' ? [step.link] : []));
  expect(built).toContain(linkId('majene-desa-rencana-1'));
  expect(silent()).toEqual(lab.absent.filter((id) => !built.includes(id)));
  story.stop();
});

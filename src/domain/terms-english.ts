// English: the words that screen, messages and explanations share.

import type { Terms } from './terms.ts';

/** English. */
export const ENGLISH_TERMS: Terms = {
  severity: { critical: 'Critical', major: 'Major', minor: 'Minor', warning: 'Warning', info: 'Info' },
  monitorRule: {
    'monitor.blind': 'Monitor is blind: all anchors are silent',
    'monitor.anchors': 'All anchors are silent, though links answer',
    'monitor.store': 'State store in trouble',
    'monitor.spool': 'Metric spool in trouble',
    'monitor.metrics': 'Writing history in trouble',
    'monitor.clock': 'System clock in trouble',
    'monitor.echo': 'Echo engine in trouble',
    'monitor.config': 'New configuration refused',
    'monitor.traps': 'Traps are not received',
    'monitor.profiles': 'Device profiles have mistakes',
    'monitor.loop': 'jalur itself is too slow',
    'monitor.schedule': 'Measurements come late or not at all',
    'monitor.disk': 'Little disk space is left',
    'monitor.disk-full': 'Disk is all but full',
    'monitor.notify': 'Messages are not delivered',
    'monitor.dead-man': 'Sign of life is not delivered',
    'monitor.unmeasured': 'Some links cannot be measured',
  },
  outcome: {
    lost: 'no reply',
    unreachable: 'ICMP destination unreachable',
    'ttl-exceeded': 'ICMP TTL exceeded (routing loop)',
    'no-route': 'the monitor has no route',
  },
  cause: {
    'pln-power': 'PLN power cut',
    'site-power': 'power at the site (generator, UPS, breaker)',
    'fiber-cut': 'fibre cut',
    radio: 'radio (alignment, interference, rain)',
    'vsat-weather': 'weather at the VSAT',
    'mobile-network': 'mobile network',
    device: 'broken device',
    configuration: 'wrong configuration',
    vandalism: 'vandalism or theft',
    planned: 'planned work',
    upstream: 'fault upstream',
    unknown: 'unknown',
  },
};

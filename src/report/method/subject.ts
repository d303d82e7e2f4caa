// Whose links a report is about, and where they belong.

import type { Config } from '../../config/config.ts';
import type { Link } from '../../domain/link.ts';
import { regencyOf } from '../../domain/network.ts';
import type { Site } from '../../domain/site.ts';
import { ReportError, type ReportSources, type SlaSubject } from '../sources.ts';

/** Links of a subject that the reader may see. */
export interface SubjectLinks {
  readonly id: string | undefined;
  readonly name: string;
  readonly links: readonly Link[];
  /** Some of the subject's links are not shown to the reader. */
  readonly partial: boolean;
}

/** Finds them; throws a ReportError where the subject does not exist or has no link that may be seen. */
export function linksOf(subject: SlaSubject, { config, visible }: ReportSources): SubjectLinks {
  const { name, holds } = subjectOf(subject, config, visible === undefined);
  const all = [...config.network.links.values()].filter(holds);
  const links = visible ? all.filter(({ id }) => visible(id)) : all;
  if (links.length === 0)
    throw new ReportError('no-links', `no link of ${subject.by} "${name}" is there to report on`);
  return {
    id: subject.by === 'province' ? undefined : subject.id,
    name,
    links,
    partial: links.length < all.length,
  };
}

function subjectOf(
  subject: SlaSubject,
  config: Config,
  mayList: boolean,
): { readonly name: string; readonly holds: (link: Link) => boolean } {
  const { network } = config;
  switch (subject.by) {
    case 'province':
      return { name: network.province.name, holds: () => true };
    case 'contract': {
      const { name } = found(config.contracts, subject, mayList);
      return { name, holds: ({ contract }) => contract === name };
    }
    case 'provider': {
      const { name } = found(config.providers, subject, mayList);
      return { name, holds: ({ provider }) => provider === name };
    }
    case 'regency': {
      const regencies = [...network.sites.values()].filter(({ kind }) => kind === 'regency');
      const { id, name } = found<Site>(regencies, subject, mayList);
      return { name, holds: ({ to }) => regencyOf(network, to)?.id === id };
    }
  }
}

function found<Named extends { readonly id: string; readonly name: string }>(
  candidates: readonly Named[],
  { by, id }: { readonly by: string; readonly id: string },
  mayList: boolean,
): Named {
  const match = candidates.find((candidate) => candidate.id === id);
  if (match) return match;
  const known = candidates.slice(0, 20).map((candidate) => candidate.id);
  // Who sees a part of the province is not told what else there is.
  const list = mayList ? `; the configuration has ${known.length === 0 ? 'none' : known.join(', ')}` : '';
  throw new ReportError('no-subject', `there is no ${by} "${id}"${list}`);
}

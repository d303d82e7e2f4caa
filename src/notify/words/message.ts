// A whole message about one alert, and the labels by which machines know it.

import type { Alert } from '../../domain/alert.ts';
import { type Network, regencyOf } from '../../domain/network.ts';
import type { Message } from '../port.ts';
import { bodyText } from './body.ts';
import { pageLink } from './page-link.ts';
import { endOf, linkOf, type Story, type WordingContext } from './story.ts';
import { subjectText } from './subject.ts';

/** What is the same for every recipient of a message. */
export type Wording = Omit<Message, 'id' | 'recipients' | 'labels'>;

/** Words one message. */
export function wordMessage(story: Story, context: WordingContext): Wording {
  const { alert, kind, at } = story;
  const url = pageLink(context.pageUrl, alert.incident);
  return {
    kind,
    locale: context.locale,
    severity: alert.severity,
    incident: alert.incident,
    alert: alert.number,
    subject: subjectText(story, context),
    body: bodyText(story, context),
    ...(url !== undefined && { url }),
    startsAt: alert.since,
    ...(kind === 'cleared' && { endsAt: endOf(alert) ?? at }),
  };
}

/**
 * Labels by which machines know an alert. Neither severity nor counts are among them: Alertmanager takes labels as the
 * alert's identity, and an identity that changes leaves the old alert firing.
 */
export function labelsOf(alert: Alert, network: Network): Readonly<Record<string, string>> {
  const link = linkOf(alert, network);
  const regency = link && regencyOf(network, link.to)?.id;
  return {
    alertname: alert.rule,
    incident: String(alert.number),
    ...(alert.subject !== 'monitor' && { link: alert.subject }),
    ...(link && { site: link.to, medium: link.medium }),
    ...(regency !== undefined && { regency }),
    ...(link?.provider !== undefined && { provider: link.provider }),
  };
}

// Which file holds which page. Each is loaded when somebody goes there, and is then kept: charts and maps weigh more than
// everything else.

import type { ComponentType } from 'preact';
import type { PageName, Route } from '../model/route.ts';

/** What a page is given. */
export interface PageProps {
  readonly route: Route;
}

/** A page; it brings its own styles. */
export type PageView = ComponentType<PageProps>;

/** Loads a page's code; rejects when it cannot be had, for example because the daemon was replaced meanwhile. */
export const LOADERS: Readonly<Record<PageName, () => Promise<PageView>>> = {
  wall: async () => (await import('./wall/wall-page.tsx')).WallPage,
  map: async () => (await import('./map/map-page.tsx')).MapPage,
  links: async () => (await import('./links/links-page.tsx')).LinksPage,
  link: async () => (await import('./link/link-page.tsx')).LinkPage,
  alerts: async () => (await import('./alerts/alerts-page.tsx')).AlertsPage,
  incident: async () => (await import('./alerts/incident-page.tsx')).IncidentPage,
  vicon: async () => (await import('./vicon/vicon-page.tsx')).ViconPage,
  rollout: async () => (await import('./rollout/rollout-page.tsx')).RolloutPage,
  reports: async () => (await import('./reports/reports-page.tsx')).ReportsPage,
  maintenance: async () => (await import('./maintenance/maintenance-page.tsx')).MaintenancePage,
  settings: async () => (await import('./settings/settings-page.tsx')).SettingsPage,
};

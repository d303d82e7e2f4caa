// The way between the pages. The alarm page shows how many wait for somebody.

import type { PageName } from '../model/route.ts';
import { useApp } from '../state/context.ts';
import { pageWords } from '../text/page-words.ts';
import { Place } from './place.tsx';

/** Names of the pages. */
export const usePageNames = pageWords(
  {
    wall: 'Ruang Operasi',
    map: 'Peta',
    links: 'Jalur',
    link: 'Jalur',
    alerts: 'Alarm',
    incident: 'Gangguan',
    vicon: 'Vicon',
    rollout: 'Pembangunan',
    reports: 'Laporan',
    maintenance: 'Pemeliharaan',
    settings: 'Pengaturan',
    pages: 'Halaman',
    waiting: 'menunggu petugas',
  },
  {
    wall: 'Operations room',
    map: 'Map',
    links: 'Links',
    link: 'Links',
    alerts: 'Alerts',
    incident: 'Incident',
    vicon: 'Video conference',
    rollout: 'Roll-out',
    reports: 'Reports',
    maintenance: 'Maintenance',
    settings: 'Settings',
    pages: 'Pages',
    waiting: 'wait for an operator',
  },
);

const SHOWN = [
  'wall',
  'map',
  'links',
  'alerts',
  'vicon',
  'rollout',
  'reports',
  'maintenance',
  'settings',
] as const;
/** Pages that lie under one of the navigation. */
const UNDER: Partial<Record<PageName, PageName>> = { link: 'links', incident: 'alerts' };

/** The navigation. */
export function Nav() {
  const app = useApp();
  const names = usePageNames();
  const { page } = app.route.value;
  const here = UNDER[page] ?? page;
  const { waiting } = app.alerts.value;
  return (
    <nav class="pages" aria-label={names.pages}>
      {SHOWN.map((each) => (
        <Place key={each} page={each} {...(each === here && { 'aria-current': 'page' as const })}>
          {names[each]}
          {each === 'alerts' && waiting > 0 && (
            <span class="badge unseen" title={`${waiting} ${names.waiting}`}>
              {waiting}
              <span class="hidden"> {names.waiting}</span>
            </span>
          )}
        </Place>
      ))}
    </nav>
  );
}

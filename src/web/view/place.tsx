// A way to another page: a real link, so that it can be opened in a new tab, copied and reached with the keyboard.

import type { ComponentChildren } from 'preact';
import { hashOf, type PageName } from '../model/route.ts';

/** A link to a page. */
export function Place({
  page,
  id,
  query = '',
  children,
  ...rest
}: {
  readonly page: PageName;
  readonly id?: string | number;
  readonly query?: string;
  readonly class?: string;
  readonly title?: string;
  readonly tabIndex?: number;
  readonly children: ComponentChildren;
  readonly 'aria-current'?: 'page';
  readonly 'aria-label'?: string;
}) {
  return (
    <a href={hashOf({ page, query, ...(id !== undefined && { id: String(id) }) })} {...rest}>
      {children}
    </a>
  );
}

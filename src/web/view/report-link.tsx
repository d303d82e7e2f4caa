// The way to a report as PDF, in the language of the screen.

import { useApp } from '../state/context.ts';

/** A link that hands the file over. */
export function ReportLink({
  kind,
  id,
  children,
}: {
  readonly kind: 'incident' | 'acceptance';
  readonly id: number;
  readonly children: string;
}) {
  const { language } = useApp().preferences;
  return (
    <a href={`/api/v1/reports/${kind}/${id}?format=pdf&lang=${language.value}`} download="">
      {children}
    </a>
  );
}

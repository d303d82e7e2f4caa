// The mark of maintenance: a spanner. The word stands beside it, or is read out in its place.

/** The mark; with a `label` it stands alone. */
export function WrenchMark({ label }: { readonly label?: string }) {
  const shape = (
    <path d="M13.9 4.2 11.6 6.5 9.5 4.4l2.3-2.3a4 4 0 0 0-5.2 5.2L1.9 12a1.5 1.5 0 0 0 2.1 2.1l4.7-4.7a4 4 0 0 0 5.2-5.2Z" />
  );
  if (label === undefined)
    return (
      <svg class="wrench" viewBox="0 0 16 16" width="12" height="12" aria-hidden="true">
        {shape}
      </svg>
    );
  return (
    <svg class="wrench" viewBox="0 0 16 16" width="12" height="12" role="img" aria-label={label}>
      <title>{label}</title>
      {shape}
    </svg>
  );
}

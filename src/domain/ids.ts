// Branded identifiers. The checked constructors are the only casts; everything past the configuration loader holds brands.

/** Identifier of a site, unique in the configuration: lower-case letters, digits, `.`, `_`, `-`, at most 64 characters. */
export type SiteId = string & { readonly __brand: 'SiteId' };

/** Identifier of a link, of the same form as a {@link SiteId}. Stable for ever: history is keyed by it. */
export type LinkId = string & { readonly __brand: 'LinkId' };

const ID_PATTERN = /^[a-z0-9][a-z0-9._-]{0,63}$/;

/** Whether a text may serve as a site or link id. */
export function isId(text: string): boolean {
  return ID_PATTERN.test(text);
}

/** Brands a site id; throws a RangeError on a text that is none (a bug: configuration is checked at the edge). */
export function siteId(text: string): SiteId {
  if (!isId(text)) throw new RangeError(`site id "${text}" does not match ${ID_PATTERN.source}`);
  return text as SiteId;
}

/** Brands a link id; throws a RangeError on a text that is none (a bug: configuration is checked at the edge). */
export function linkId(text: string): LinkId {
  if (!isId(text)) throw new RangeError(`link id "${text}" does not match ${ID_PATTERN.source}`);
  return text as LinkId;
}

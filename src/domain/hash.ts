// A stable hash of a text: phases of echoes, polls and rounds follow from it, so that they survive restarts.

/** FNV-1a over UTF-16 units, then MurmurHash3's 32-bit finaliser, since phases use the low bits; 0 to 2^32 − 1. */
export function hash32(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}

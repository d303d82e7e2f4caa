// The files of a mail: those that are still there and small enough, and a line about each of the others.

import type { Locale } from '../../../domain/explain.ts';
import type { Attachment, ReadAttachment } from '../../attachment.ts';
import type { Message } from '../../port.ts';

/** Many mail servers refuse more than 10 MB, and base64 adds a third. */
const MOST_BYTES = 7_000_000;

/** What goes along. */
export interface Attached {
  readonly files: readonly {
    readonly filename: string;
    readonly content: Buffer;
    readonly contentType: string;
  }[];
  /** Lines for the text about what does not. */
  readonly notes: readonly string[];
}

const WORDS: Readonly<
  Record<Locale, { readonly gone: (name: string) => string; readonly large: (name: string) => string }>
> = {
  id: {
    gone: (name) => `Berkas ${name} tidak ada lagi di penyimpanan atau telah berubah; buat ulang laporannya.`,
    large: (name) => `Berkas ${name} terlalu besar untuk surat elektronik; unduh dari jalur.`,
  },
  en: {
    gone: (name) => `The file ${name} is no longer kept, or was changed; make the report again.`,
    large: (name) => `The file ${name} is too large for a mail; download it from jalur.`,
  },
};

/** Reads the files of a message; never rejects: a mail without its file still says that the report is there. */
export async function attachedTo(
  { attachments = [], locale }: Pick<Message, 'attachments' | 'locale'>,
  read: ReadAttachment | undefined,
): Promise<Attached> {
  const files: Attached['files'][number][] = [];
  const notes: string[] = [];
  let left = MOST_BYTES;
  for (const attachment of attachments) {
    if (attachment.bytes > left) {
      notes.push(WORDS[locale].large(attachment.name));
      continue;
    }
    const content = await contentOf(attachment, read);
    if (!content) notes.push(WORDS[locale].gone(attachment.name));
    else {
      left -= content.length;
      files.push({ filename: attachment.name, content, contentType: attachment.type });
    }
  }
  return { files, notes };
}

async function contentOf(
  attachment: Attachment,
  read: ReadAttachment | undefined,
): Promise<Buffer | undefined> {
  try {
    return await read?.(attachment);
  } catch {
    return undefined;
  }
}

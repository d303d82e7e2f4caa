// Files that go with a message: kept by reference, and read when the message is sent.

/** A file below the data directory. */
export interface Attachment {
  /** As its reader sees it. */
  readonly name: string;
  /** From the data directory. */
  readonly path: string;
  /** Such as `application/pdf`. */
  readonly type: string;
  readonly bytes: number;
  /** SHA-256 of its bytes in hex. */
  readonly sha256: string;
}

/** Reads one; undefined where the file is gone, or is not the one that was meant. */
export type ReadAttachment = (attachment: Attachment) => Promise<Buffer | undefined>;

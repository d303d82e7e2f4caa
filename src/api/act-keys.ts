// Requests for acts that were answered: a client that heard no answer asks again with the same key, and nothing is done twice.

/** Requests remembered, the newest; a client asks again within minutes. */
const MOST_KEYS = 1_000;

/** Answers by request, as long as the daemon runs. */
export class ActKeys<Answer> {
  readonly #answers = new Map<string, Answer>();

  /** The answer that the same request got before; undefined for one without a key, which is always a new one. */
  known(path: string, body: { readonly key?: string | undefined }): Answer | undefined {
    return body.key === undefined ? undefined : this.#answers.get(identity(path, body));
  }

  /** Remembers the answer to a request that was done. */
  remember(path: string, body: { readonly key?: string | undefined }, answer: Answer): void {
    if (body.key === undefined) return;
    this.#answers.set(identity(path, body), answer);
    const [oldest] = this.#answers.keys();
    if (this.#answers.size > MOST_KEYS && oldest !== undefined) this.#answers.delete(oldest);
  }
}

/** Not the key alone: a note that was put right before it was sent again is another request. */
function identity(path: string, body: object): string {
  return `${path} ${JSON.stringify(body)}`;
}

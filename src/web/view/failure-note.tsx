// What went wrong with a question to the server, and what to do: never an empty place where data should be.

import type { Failure } from '../data/answer.ts';
import type { Answer } from '../data/use-answer.ts';
import { pageWords } from '../text/page-words.ts';
import { refusalSentence, useRefusalWords } from '../text/refusal-words.ts';

const useWords = pageWords(
  {
    unreachable: 'Server tidak menjawab. Periksa jaringan ke server bila ini berlanjut.',
    login: 'Sesi telah berakhir. Masuk kembali untuk melanjutkan.',
    forbidden: 'Akun ini tidak berhak melihat atau melakukan ini. Mintalah kepada administrator.',
    missing: 'Tidak ada di server ini; mungkin sudah dihapus atau di luar wewenang akun ini.',
    refused: 'Ditolak server.',
    busy: 'Server sedang sibuk.',
    server: 'Server gagal menjawab. Lihat log server bila ini berlanjut.',
    heals: 'Dicoba lagi otomatis.',
    older: 'Yang tampil adalah data sebelumnya.',
    again: 'Coba lagi',
  },
  {
    unreachable: 'The server does not answer. Check the network to it if this goes on.',
    login: 'The session is over. Log in again to go on.',
    forbidden: 'This account may not see or do this. Ask the administrator.',
    missing:
      'There is no such thing on this server; it may have been removed, or lie outside of what this account sees.',
    refused: 'The server refused.',
    busy: 'The server is busy.',
    server: 'The server failed to answer. See its log if this goes on.',
    heals: 'Trying again by itself.',
    older: 'What is shown is from before.',
    again: 'Try again',
  },
);

/** A failure in words, with what the server said itself. */
export function FailureNote({
  failure,
  text,
  heals = false,
  hasOlder = false,
  onAgain,
}: {
  readonly failure: Failure;
  /** In place of the general words, where more is known than they say. */
  readonly text?: string;
  /** Whether it is asked again by itself; what changes something never is. */
  readonly heals?: boolean;
  /** Whether older data stays on the screen. */
  readonly hasOlder?: boolean;
  onAgain?(): void;
}) {
  const words = useWords();
  const { code, kind, message } = failure;
  const known = text ?? refusalSentence(code, useRefusalWords());
  const isPassing = kind === 'unreachable' || kind === 'busy' || kind === 'server';
  // Of what the server could not do, its own words name the file or the host.
  const isSaid = kind === 'server' || (known === undefined && kind !== 'unreachable' && kind !== 'login');
  const said = isSaid && text === undefined ? message : undefined;
  return (
    <div class="failure" role="alert">
      <p>
        <b>{known ?? words[kind]}</b> {heals && isPassing && words.heals} {hasOlder && words.older}
        {said !== undefined && <small> ({said})</small>}
      </p>
      {onAgain && (
        <button type="button" class="act" onClick={onAgain}>
          {words.again}
        </button>
      )}
    </div>
  );
}

/** The failure of an answer, when it has one. */
export function AnswerFailure({ answer }: { readonly answer: Answer<unknown> }) {
  if (!answer.failure) return null;
  return (
    <FailureNote
      failure={answer.failure}
      heals
      hasOlder={answer.value !== undefined}
      onAgain={() => answer.again()}
    />
  );
}

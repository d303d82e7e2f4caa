// What went wrong with a question to the server, and what to do: never an empty place where data should be.

import type { Failure } from '../data/answer.ts';
import type { Answer } from '../data/use-answer.ts';
import { pageWords } from '../text/page-words.ts';

const useWords = pageWords(
  {
    unreachable:
      'Server tidak menjawab. Dicoba lagi otomatis; periksa jaringan ke server bila ini berlanjut.',
    login: 'Sesi telah berakhir. Masuk kembali untuk melanjutkan.',
    forbidden: 'Akun ini tidak berhak melihat atau melakukan ini. Mintalah kepada administrator.',
    missing: 'Tidak ada di server ini; mungkin sudah dihapus atau di luar wewenang akun ini.',
    refused: 'Ditolak server.',
    busy: 'Server sedang sibuk. Dicoba lagi otomatis.',
    server: 'Server gagal menjawab. Dicoba lagi otomatis; lihat log server bila ini berlanjut.',
    older: 'Yang tampil adalah data sebelumnya.',
    again: 'Coba lagi',
  },
  {
    unreachable:
      'The server does not answer. Trying again by itself; check the network to it if this goes on.',
    login: 'The session is over. Log in again to go on.',
    forbidden: 'This account may not see or do this. Ask the administrator.',
    missing:
      'There is no such thing on this server; it may have been removed, or lie outside of what this account sees.',
    refused: 'The server refused.',
    busy: 'The server is busy. Trying again by itself.',
    server: 'The server failed to answer. Trying again by itself; see its log if this goes on.',
    older: 'What is shown is from before.',
    again: 'Try again',
  },
);

/** A failure in words, with what the server said itself. */
export function FailureNote({
  failure,
  hasOlder = false,
  onAgain,
}: {
  readonly failure: Failure;
  /** Whether older data stays on the screen. */
  readonly hasOlder?: boolean;
  onAgain?(): void;
}) {
  const words = useWords();
  const said = failure.kind === 'unreachable' || failure.kind === 'login' ? undefined : failure.message;
  return (
    <div class="failure" role="alert">
      <p>
        <b>{words[failure.kind]}</b> {hasOlder && words.older}
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
      hasOlder={answer.value !== undefined}
      onAgain={() => answer.again()}
    />
  );
}

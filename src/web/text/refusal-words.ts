// Why the server would not do something, by its code, in both languages: its own sentences are English.

import { pageWords } from './page-words.ts';

/** The sentences, by the codes of the API. A code that is not here shows the server's own sentence. */
export const useRefusalWords = pageWords(
  {
    time: 'Waktu ini tidak dapat dipakai: selesai harus sesudah mulai, mulai tidak boleh sudah lewat, dan lamanya ada batasnya.',
    scope: 'Cakupan ini tidak dapat dipakai: tidak ada jalur yang tercakup, atau ada yang tidak dikenal.',
    sites: 'Lokasi ini tidak dapat dipakai: tidak dikenal, atau tidak ada jalur ke sana.',
    over: 'Sudah selesai; tidak ada yang dapat diubah lagi.',
    removed: 'Sudah dihapus.',
    configured: 'Ini tertulis di berkas konfigurasi; ubahlah di sana.',
    'too-many': 'Sudah terlalu banyak; akhiri atau hapus sebagian dulu.',
    store: 'Penyimpanan server terganggu; tidak ada yang berubah. Periksa ruang disk server.',
    history: 'Riwayat sedang tidak dapat dibaca.',
    map: 'Garis pantai tidak dapat dibuat.',
    'no-address': 'Perangkat jalur ini tidak punya alamat; ia melapor sendiri.',
    'no-snmp': 'Jalur ini tidak dibaca lewat SNMP.',
    'not-probed': 'Jalur ini ditangguhkan atau dihentikan, jadi tidak diukur.',
    'under-way': 'Jalur ini sedang ditanyai; tunggu jawabannya.',
    busy: 'Server sedang melayani banyak permintaan; coba lagi beberapa detik lagi.',
    fault: 'Server sedang tidak dapat mengirim echo.',
    late: 'Jawabannya tidak datang pada waktunya.',
    'slow-down': 'Terlalu sering; tunggu satu menit.',
    running: 'Catatan masih berjalan; dapat ditandatangani setelah lengkap.',
    'broken-off': 'Catatan ini terputus; hanya yang lengkap dapat ditandatangani.',
    'not-answering':
      'Jalur ini sedang tidak menjawab; catatan baru dimulai setelah ia menjawab dengan mantap.',
    note: 'Tulis alasannya di catatan.',
    superseded: 'Sudah ada catatan yang lebih baru untuk jalur ini; yang itu yang berlaku.',
    signed: 'Catatan ini sudah ditandatangani.',
  },
  {
    time: 'This time cannot be used: the end must follow the begin, the begin must not have passed, and there is a limit to its length.',
    scope: 'This scope cannot be used: it covers no link, or something in it is unknown.',
    sites: 'These sites cannot be used: they are unknown, or no link leads there.',
    over: 'It is over; nothing can be changed any more.',
    removed: 'It was removed.',
    configured: 'It stands in the configuration file; change it there.',
    'too-many': 'There are too many already; end or remove some first.',
    store: 'The store of the server fails; nothing was changed. Look at its disk.',
    history: 'The history cannot be read now.',
    map: 'The coast cannot be drawn.',
    'no-address': 'The device of this link has no address; it reports by itself.',
    'no-snmp': 'This link is not read by SNMP.',
    'not-probed': 'This link is suspended or retired, so it is not measured.',
    'under-way': 'This link is being asked just now; wait for the answer.',
    busy: 'The server serves many requests just now; try again in some seconds.',
    fault: 'The server can send no echoes now.',
    late: 'The answer did not come in time.',
    'slow-down': 'Too often; wait a minute.',
    running: 'The record is still running; it can be signed once it is complete.',
    'broken-off': 'The record was broken off; only a complete one can be signed.',
    'not-answering': 'This link does not answer now; a new record begins once it answers steadily.',
    note: 'Give the reason in the note.',
    superseded: 'A newer record of this link has begun; that one counts.',
    signed: 'The record is signed already.',
  },
);

/** The sentence for a code; undefined for a code without one. */
export function refusalSentence(
  code: string | undefined,
  words: ReturnType<typeof useRefusalWords>,
): string | undefined {
  const known: Readonly<Record<string, string>> = words;
  return code !== undefined && Object.hasOwn(known, code) ? known[code] : undefined;
}

// The formulas of the method page, with their sources. What is only practice, or this program's own rule, is called so: nothing
// here stands as a text of law or of a standard that nobody has read.

import type { Both } from './language.ts';

/** How availability is counted. */
export const AVAILABILITY_FORMULAS: readonly Both[] = [
  [
    'A = 100 × (T − D) / T, dihitung dari bilangan bulat milidetik. T: waktu acuan; D: jumlah waktu henti yang dihitung. Sumber rumus: praktik laporan SLA per bulan dan per layanan; untuk kelompok A = 100 × (Σ T − Σ D) / Σ T.',
    'A = 100 × (T − D) / T, on whole milliseconds. T: base time; D: sum of counted downtime. Source: practice of monthly SLA reports per service; for groups A = 100 × (Σ T − Σ D) / Σ T.',
  ],
  [
    'Per gangguan: kotor = pulih − putus, dipotong pada batas periode; stop clock = gabungan (bukan jumlah) semua rentang stop clock di dalamnya; bersih = kotor − stop clock.',
    'Per outage: gross = up − down, clipped to the period; stop clock = union (not the sum) of all stop clock stretches in it; net = gross − stop clock.',
  ],
  [
    'A kotor tidak mengecualikan apa pun: 100 × (T − kotor) / T. Selisihnya dengan A bersih adalah pengaruh stop clock, gangguan singkat, dan gangguan pihak lain.',
    'Gross A excludes nothing: 100 × (T − gross) / T. Its difference to net A is what stop clocks, short outages and other parties’ failures make up.',
  ],
  [
    'Cakupan ukur = waktu yang statusnya diketahui / waktu layanan. Tidak ada data bukan berarti tersedia.',
    'Coverage = time with a known state / service time. No data does not mean available.',
  ],
  [
    'Hasil dibandingkan dengan target sebelum dipotong. Persentase yang dicetak dipotong, tidak dibulatkan: 99,496 dicetak 99,49.',
    'Verdicts compare the uncut figure with the target. Printed percentages are cut off, not rounded: 99.496 reads 99.49.',
  ],
  [
    'MTTR = D / banyaknya gangguan yang dihitung; MTBF = (T − D) / banyaknya gangguan yang dihitung.',
    'MTTR = D / number of counted outages; MTBF = (T − D) / number of counted outages.',
  ],
];

/** Classes of time. */
export const CLASS_FORMULAS: readonly Both[] = [
  [
    'Normal: echo terjawab. Menurun: kehilangan, latensi, atau jitter di atas ambang media, lebih lama dari waktu tunggunya. Putus: k echo berturut-turut hilang setelah hulu dan anchor terbukti terjangkau; k mengikuti kehilangan paket jalur itu sendiri.',
    'Up: echoes are answered. Degraded: loss, latency or jitter above the medium’s threshold for longer than its waiting time. Down: k echoes in a row were lost after ancestors and anchors were proved reachable; k follows from the link’s own loss.',
  ],
  [
    'Terdampak: jalur di hulu gagal lebih dahulu. Tidak diketahui: pemantau buta, berhenti, atau belum mengukur. Pemeliharaan: pekerjaan yang diumumkan dan diterima kontrak, apa pun status jalurnya.',
    'Unreachable: a link before it failed first. Unknown: the monitor was blind, not running, or has not measured. Maintenance: announced work that the contract accepts, whatever the link did.',
  ],
  [
    'Semua rentang menyusun waktu layanan tanpa celah dan tanpa tumpang tindih; jumlah kelas sama dengan waktu layanan.',
    'The stretches tile the service time without gap or overlap; the classes sum to the service time.',
  ],
];

/** How quality is judged. */
export const QUALITY_FORMULAS: readonly Both[] = [
  [
    'Latensi adalah RTT; tanpa jawaban tidak ada RTT, dan tidak pernah dirata-ratakan sebagai 0. Jitter = rata-rata |RTT(i) − RTT(i−1)| dari jawaban berturut-turut. Persentil dari histogram RTT, interpolasi linear di dalam ember.',
    'Latency is the RTT; without a reply there is none, and it is never averaged as 0. Jitter = mean |RTT(i) − RTT(i−1)| of consecutive replies. Percentiles from the RTT histogram, linear within a bucket.',
  ],
  [
    'TIPHON (praktik Indonesia; bukan dokumen ETSI): indeks 4/3/2/1 untuk latensi < 150 / < 300 / < 450 / ≥ 450 ms; jitter 0 / ≤ 75 / ≤ 125 / > 125 ms setelah dibulatkan ke ms (aturan program ini); kehilangan bacaan A (batas atas) 0 / ≤ 3 / ≤ 15 / > 15 %, bacaan B (pita) < 3 / < 15 / < 25 / ≥ 25 %. Indeks = rata-rata 3 parameter; throughput tidak diuji. Kategori: ≥ 3,8 Sangat Memuaskan; ≥ 3 Memuaskan; ≥ 2 Kurang Memuaskan; di bawahnya Jelek.',
    'TIPHON (practice in Indonesia; no ETSI document): index 4/3/2/1 for latency < 150 / < 300 / < 450 / ≥ 450 ms; jitter 0 / ≤ 75 / ≤ 125 / > 125 ms after rounding to ms (this program’s rule); loss by reading A (upper bounds) 0 / ≤ 3 / ≤ 15 / > 15 %, by reading B (bands) < 3 / < 15 / < 25 / ≥ 25 %. Index = mean of 3 parameters; throughput is not tested. Categories: ≥ 3.8 very satisfying; ≥ 3 satisfying; ≥ 2 less satisfying; below, poor.',
  ],
  [
    'VSAT geostasioner selalu mendapat nilai latensi rendah pada skala ini karena jaraknya; bandingkan dengan ambang medianya.',
    'A geostationary VSAT always scores low for latency on this scale because of its distance; compare with its medium’s threshold.',
  ],
  [
    'R (model G.107, nilai bawaan): R = 93,2 − Idd − Ie,eff; Ta = RTT/2 + 2 × jitter + 10 ms (aturan program ini); Idd = 0 untuk Ta ≤ 100 ms, selain itu 25 × {(1 + X^6)^(1/6) − 3 × (1 + (X/3)^6)^(1/6) + 2} dengan X = log2(Ta/100); Ie,eff = 95 × Ppl / (Ppl + 25,1) (G.711 dengan penyamaran kehilangan). MOS = 1 + 0,035 R + R (R − 60)(100 − R) × 7e-6, antara 1 dan 4,5.',
    'R (model G.107, default values): R = 93.2 − Idd − Ie,eff; Ta = RTT/2 + 2 × jitter + 10 ms (this program’s rule); Idd = 0 for Ta ≤ 100 ms, else 25 × {(1 + X^6)^(1/6) − 3 × (1 + (X/3)^6)^(1/6) + 2} with X = log2(Ta/100); Ie,eff = 95 × Ppl / (Ppl + 25.1) (G.711 with loss concealment). MOS = 1 + 0.035 R + R (R − 60)(100 − R) × 7e-6, between 1 and 4.5.',
  ],
  [
    'Di lembar kerja juga: Cole dan Rosenbluth (2001): R = 94,2 − 0,024 Ta − 0,11 (Ta − 177,3) bila Ta > 177,3 − 30 ln(1 + 15 e), e bagian yang hilang; latensi efektif: L = Ta, R = 93,2 − L/40 bila L < 160, selain itu 93,2 − (L − 120)/10, lalu − 2,5 × kehilangan %.',
    'In the spreadsheet too: Cole and Rosenbluth (2001): R = 94.2 − 0.024 Ta − 0.11 (Ta − 177.3) where Ta > 177.3 − 30 ln(1 + 15 e), e the lost share; effective latency: L = Ta, R = 93.2 − L/40 where L < 160, else 93.2 − (L − 120)/10, then − 2.5 × loss %.',
  ],
  [
    'Jam terburuk: jam setempat dengan R (G.107) terendah dari median RTT, jitter, dan kehilangan jam itu sepanjang bulan; jam dengan kurang dari 60 echo diabaikan.',
    'Worst hour: the local hour with the lowest R (G.107) of its median RTT, jitter and loss over the month; hours with fewer than 60 echoes are left out.',
  ],
  [
    'Pendapat kedua menurut cara ITU-T Y.1540 (usulan program ini): jendela 1 menit buruk bila kehilangan ≥ c1; k jendela buruk berturut-turut membuat layanan tidak tersedia sejak yang pertama, k jendela baik membuatnya tersedia lagi sejak yang pertama. Dua ambang: c1 = 0,75 dengan k = 5, dan c1 = 0,20 dengan k = 1. Kehilangan jendela disimpulkan dari rentang status terukur (bukan dari tiap paket): putus atau terdampak = 100 %, menurun karena kehilangan = nilai saat ditetapkan, selain itu 0 %; tanpa koreksi dan tanpa stop clock.',
    'Second opinion after the manner of ITU-T Y.1540 (this program’s proposal): a window of 1 minute is bad where loss ≥ c1; k bad windows in a row make the service unavailable from the first of them, k good ones available again from the first. Two thresholds: c1 = 0.75 with k = 5, and c1 = 0.20 with k = 1. The loss of a window is inferred from the measured states (not from each packet): down or unreachable = 100 %, degraded by loss = the value when that was found out, else 0 %; without corrections and stop clocks.',
  ],
  [
    'Pemakaian p95: persentil ke-95 dari laju 5 menit per arah.',
    'Use p95: the 95th percentile of the 5-minute rates of each direction.',
  ],
];

/** How restitution is counted; the model of each contract stands with its terms. */
export const RESTITUTION_FORMULAS: readonly Both[] = [
  [
    'F: biaya per jalur per bulan sebelum PPN; S: target %; A: ketersediaan %, tidak dipotong. Hasil paling banyak F dan dibulatkan setengah ke atas ke rupiah utuh satu kali di akhir. Model gap: praktik (biaya membeli S %); beibi: penawaran BeibiPlus; tier: seperti Starlink; gap100, prorata: aturan program ini.',
    'F: fee per link and month before VAT; S: target %; A: availability %, uncut. The result is at most F and rounded half-up to whole rupiah once, at the end. Model gap: practice (the fee buys S %); beibi: a BeibiPlus quotation; tier: as Starlink does; gap100, prorata: this program’s rule.',
  ],
  [
    'Restitusi adalah pengembalian atas layanan yang tidak diterima, bukan denda; keduanya tidak dijumlahkan.',
    'Restitution is a credit for service not received, no fine; the two are never added up.',
  ],
];

// A kiosk's log: each scan names the one before by its hash, and is signed by a key that no script can read out. Nothing in it can be changed, left out or put in between afterwards.
const words = new TextEncoder();
export const text = buffer => btoa(String.fromCharCode(...new Uint8Array(buffer))).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');

let stretch; // Which part of the log this page writes; another page or a reload begins a new one, with a clock of its own.

export async function makeKey() {
  const pair = await crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, false, ['sign', 'verify']);
  stretch = 1;
  return { key: pair.privateKey, at: Date.now(), elapsed: Math.floor(performance.now()), publicKey: text(await crypto.subtle.exportKey('raw', pair.publicKey)) };
}

/** The scan with its place in the log, and the log that goes so far. */
export async function write({ id, log }, scan) {
  const load = log.load === stretch ? log.load : log.load + 1;
  const entry = { number: log.number + 1, previous: log.head, load, elapsed: Math.floor(performance.now()) };
  const said = ['weiguang-kiosk-1', id, entry.number, entry.previous, load, entry.elapsed, Date.parse(scan.at), scan.nonce, scan.end, scan.mark, scan.card ?? ''];
  const signed = words.encode(said.join('\n'));
  const [signature, hash] = await Promise.all([crypto.subtle.sign({ name: 'ECDSA', hash: 'SHA-256' }, log.key, signed), crypto.subtle.digest('SHA-256', signed)]);
  stretch = load;
  return { scan: { ...scan, head: text(hash), entry: { ...entry, signature: text(signature) } }, log: { ...log, number: entry.number, head: text(hash), load } };
}

/** How far a log goes, by its last scan. */
export function reach(scans) {
  const last = scans.reduce((one, other) => (other.entry?.number ?? 0) > (one?.entry?.number ?? 0) ? other : one, undefined);
  return last?.entry && { number: last.entry.number, head: last.head };
}

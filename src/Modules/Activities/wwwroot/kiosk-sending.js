// Brings a kiosk's scans home. A scan is done with only when the server has answered for its nonce; a refusal is an answer too, for the server keeps it for the organiser.
import { keepScan } from './kiosk-store.js';
import { send } from './kiosk-roster.js';
import { reach } from './kiosk-log.js';

const most = 500;

/**
 * @param told hears of every answer.
 * @returns whether this kiosk is still open, and whether its log follows on what the server has; nothing when nothing of its own was sent.
 */
export async function bringHome(kiosk, scans, told) {
  let said = {};
  for (const id of new Set(scans.map(scan => scan.kiosk))) {
    const all = scans.filter(scan => scan.kiosk === id).sort((a, b) => (a.entry?.number ?? 0) - (b.entry?.number ?? 0));
    const own = all.filter(scan => !scan.stuck);
    for (let from = 0; from < own.length; from += most) {
      const answered = await bring({ ...kiosk, id, reach: reach(all) }, own.slice(from, from + most), told);
      if (id === kiosk.id) said = answered ?? said;
    }
  }
  return said;
}

async function bring(kiosk, scans, told) {
  try {
    const { items, open, isBroken } = await send(kiosk, scans, kiosk.reach);
    const replies = new Map(items.map(reply => [reply.nonce, reply]));
    for (const scan of scans.filter(s => replies.has(s.nonce))) {
      const reply = replies.get(scan.nonce);
      told(scan, reply);
      const { number, card, ...sent } = scan; // What the server has, the phone need not keep.
      const refused = reply.good ? undefined : reply.message;
      await keepScan(reply.answer === 'full' ? { ...scan, refused } : { ...sent, sent: true, refused });
    }
    return { open, isBroken };
  } catch (error) {
    if (![400, 422].includes(error.status)) throw error;
    return part(kiosk, scans, told);
  }
}

/** One that the server cannot read must not keep the others here: it is found by halves, and stays on the phone. */
async function part(kiosk, scans, told) {
  if (scans.length === 1) return void await keepScan({ ...scans[0], stuck: true });
  const half = scans.length >> 1;
  const [first, second] = [await bring(kiosk, scans.slice(0, half), told), await bring(kiosk, scans.slice(half), told)];
  return second ?? first;
}

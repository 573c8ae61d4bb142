// Brings a kiosk's scans home. A scan is done with only when the server has answered for its nonce; a refusal is an answer too, for the server keeps it for the organiser.
import { keepScan } from './kiosk-store.js';
import { send } from './kiosk-roster.js';

const most = 500;

/** @param refused hears of each answer that is not as the phone said; told of every answer. */
export async function bringHome(kiosk, scans, refused, told) {
  for (const id of new Set(scans.map(scan => scan.kiosk))) {
    const own = scans.filter(scan => scan.kiosk === id && !scan.stuck).sort((a, b) => a.at.localeCompare(b.at));
    for (let from = 0; from < own.length; from += most) await bring({ ...kiosk, id }, own.slice(from, from + most), refused, told);
  }
}

async function bring(kiosk, scans, refused, told) {
  try {
    const replies = new Map((await send(kiosk, scans)).map(reply => [reply.nonce, reply]));
    for (const scan of scans.filter(s => replies.has(s.nonce))) {
      const reply = replies.get(scan.nonce);
      told(scan, reply);
      if (reply.answer === 'full') { // The server did not keep it.
        refused(reply);
        continue;
      }
      await keepScan({ ...scan, sent: true, refused: reply.good ? undefined : reply.message });
      if (!reply.good) refused(reply);
    }
  } catch (error) {
    if (![400, 422].includes(error.status)) throw error;
    await part(kiosk, scans, refused, told);
  }
}

/** One that the server cannot read must not keep the others here: it is found by halves, and stays on the phone. */
async function part(kiosk, scans, refused, told) {
  if (scans.length === 1) return keepScan({ ...scans[0], stuck: true });
  const half = scans.length >> 1;
  await bring(kiosk, scans.slice(0, half), refused, told);
  await bring(kiosk, scans.slice(half), refused, told);
}

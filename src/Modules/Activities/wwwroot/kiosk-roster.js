import { makeKey, text } from './kiosk-log.js';

// How a kiosk talks to the server and reads its list: set up, fetch, decrypt, look a number up, send.
const bytes = text => Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), c => c.charCodeAt(0));

export class Refused extends Error {
  constructor(status) {
    super(`Answered ${status}`);
    this.status = status;
  }
}

async function ask(path, body) {
  const post = { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
  const answer = await fetch(path, { cache: 'no-store', ...(body ? post : {}) });
  if (!answer.ok) throw new Refused(answer.status);
  return answer.json();
}

const api = activity => `/api/v1/activities/${activity}`;

/** Makes this phone a kiosk. The key goes straight into the browser's own keeping: afterwards no script can read it, only use it. */
export async function setUp(activity) {
  const { key: signing, ...begun } = await makeKey();
  const opened = await ask(`${api(activity)}/kiosks`, { name: navigator.userAgentData?.platform ?? navigator.platform ?? '', ...begun });
  const key = await crypto.subtle.importKey('raw', bytes(opened.key), 'AES-GCM', false, ['decrypt']);
  return fetchList({ activity, id: opened.id, key, log: { key: signing, number: 0, head: opened.head, load: 1 } });
}

/** How far the log goes: the server knows by it that what follows was read later. */
const far = ({ number, head }) => `number=${number}&head=${head}`;

/** Takes the list anew; the server compares our clock with its own. */
export async function fetchList(kiosk) {
  const list = await ask(`${api(kiosk.activity)}/kiosks/${kiosk.id}/roster?now=${new Date().toISOString()}&${far(kiosk.log)}`);
  return { ...kiosk, iv: list.iv, data: list.data, until: list.expiresAt };
}

export async function readList(kiosk) {
  const bound = new TextEncoder().encode(kiosk.id);
  const plain = await crypto.subtle.decrypt({ name: 'AES-GCM', iv: bytes(kiosk.iv), additionalData: bound }, kiosk.key, bytes(kiosk.data));
  const list = JSON.parse(new TextDecoder().decode(plain));
  const byMark = new Map(list.people.map(person => [person.mark, person]));
  // Two people with the same end of the number: whoever types has to type more.
  const tails = Map.groupBy ? [...Map.groupBy(list.people, person => person.tail).values()].filter(same => same.length === 1).flat() : list.people;
  for (const person of tails) byMark.set(person.tail, person);
  return { ...list, byMark };
}

/** The number in what was scanned or typed; null when there is none. */
export function numberIn(read) {
  return /(?:^|\/)(V\d{12,20}[A-Z]|\d{6}[A-Z])(?:[?#].*)?$/.exec(read.trim().toUpperCase())?.[1] ?? null;
}

/** All of a code that the volunteer's phone has signed: the server looks at it when it comes home. */
export const cardIn = read => /\?t=\d+&s=[\w-]{86}$/.test(read.trim()) ? read.trim() : undefined;

export async function markOf(salt, number) {
  return text(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(`${salt}:${number}`))).slice(0, 22);
}

/** Whether the server still takes this phone for a kiosk. */
export const isOpen = async kiosk => (await ask(`${api(kiosk.activity)}/kiosks/${kiosk.id}?${far(kiosk.log)}`)).open;

/** Work is done: nothing more comes of this kiosk. Where there is no network the server closes it by itself, when its time is over. */
export const close = kiosk => fetch(`${api(kiosk.activity)}/kiosks/${kiosk.id}`, { method: 'DELETE' }).catch(() => {});

/** Brings scans home; the answers come in the same order, and whether the kiosk is still open. */
export async function send(kiosk, scans, log) {
  const rows = scans.map(({ nonce, at, mark, end, number, card, entry }) => ({ nonce, at, mark, end, number, card, entry }));
  return ask(`${api(kiosk.activity)}/kiosk-scans`, { kioskId: kiosk.id, sentAt: new Date().toISOString(), scans: rows, log });
}

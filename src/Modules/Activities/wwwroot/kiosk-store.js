// What a kiosk keeps on the phone: one record per activity (its keys, which no script can read out, the encrypted list, how far its log goes), and the scans with their nonces.
// A scan goes only when the server has answered for its own nonce.
const ready = new Promise((resolve, reject) => {
  const request = indexedDB.open('weiguang-kiosk', 1);
  request.onupgradeneeded = () => {
    request.result.createObjectStore('kiosks', { keyPath: 'activity' });
    request.result.createObjectStore('scans', { keyPath: 'nonce' }).createIndex('kiosk', 'kiosk');
  };
  request.onsuccess = () => resolve(request.result);
  request.onerror = () => reject(request.error);
});
ready.catch(() => {}); // Whoever asks hears of it.

const done = request => new Promise((resolve, reject) => {
  request.onsuccess = () => resolve(request.result);
  request.onerror = () => reject(request.error);
});

const look = async store => (await ready).transaction(store).objectStore(store);

/** Resolves when it is on the disk, not before: a full phone refuses only then. */
async function write(stores, change) {
  const transaction = (await ready).transaction(stores, 'readwrite', { durability: 'strict' });
  const kept = new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve();
    transaction.onabort = () => reject(transaction.error);
  });
  change(...[stores].flat().map(store => transaction.objectStore(store)));
  return kept;
}

export const findKiosk = async activity => done((await look('kiosks')).get(activity));

/** What another page of this phone has written into the log meanwhile stays. */
export const keepKiosk = kiosk => write('kiosks', store => {
  store.get(kiosk.activity).onsuccess = ({ target: { result } }) => store.put(result?.id === kiosk.id ? { ...kiosk, log: result.log } : kiosk);
});
export const dropKiosk = activity => write('kiosks', store => store.delete(activity));

export const scansOf = async ids => (await Promise.all(ids.map(async id => done((await look('scans')).index('kiosk').getAll(id))))).flat();
export const keepScan = scan => write('scans', store => store.put(scan));

/** Appends a scan to the log: both reach the disk together, one after the other whatever pages are open. */
export const append = (activity, make) => navigator.locks.request(`weiguang-kiosk:${activity}`, async () => {
  const made = await make(await findKiosk(activity));
  await write(['kiosks', 'scans'], (kiosks, scans) => {
    scans.put(made.scan);
    kiosks.get(activity).onsuccess = ({ target: { result } }) => result?.id === made.scan.kiosk && kiosks.put({ ...result, log: made.log });
  });
  return made.scan;
});

/** Forgets those that the server has; the others stay, whatever happens to the list. */
export async function dropSent(ids) {
  const sent = (await scansOf(ids)).filter(scan => scan.sent);
  await write('scans', store => sent.forEach(scan => store.delete(scan.nonce)));
}

// What a kiosk keeps on the phone: one record per activity (its key, which no script can read out, and the encrypted list), and the scans with their nonces.
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
async function write(store, change) {
  const transaction = (await ready).transaction(store, 'readwrite', { durability: 'strict' });
  const kept = new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve();
    transaction.onabort = () => reject(transaction.error);
  });
  change(transaction.objectStore(store));
  return kept;
}

export const findKiosk = async activity => done((await look('kiosks')).get(activity));
export const keepKiosk = kiosk => write('kiosks', store => store.put(kiosk));
export const dropKiosk = activity => write('kiosks', store => store.delete(activity));

export const scansOf = async ids => (await Promise.all(ids.map(async id => done((await look('scans')).index('kiosk').getAll(id))))).flat();
export const keepScan = scan => write('scans', store => store.put(scan));

/** Forgets those that the server has; the others stay, whatever happens to the list. */
export async function dropSent(ids) {
  const sent = (await scansOf(ids)).filter(scan => scan.sent);
  await write('scans', store => sent.forEach(scan => store.delete(scan.nonce)));
}

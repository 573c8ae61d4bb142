// What a kiosk keeps on the phone: one record per activity (its key, which no script can read out, and the encrypted list), and the scans with their nonces.
const ready = new Promise((resolve, reject) => {
  const request = indexedDB.open('weiguang-kiosk', 1);
  request.onupgradeneeded = () => {
    request.result.createObjectStore('kiosks', { keyPath: 'activity' });
    request.result.createObjectStore('scans', { keyPath: 'nonce' }).createIndex('kiosk', 'kiosk');
  };
  request.onsuccess = () => resolve(request.result);
  request.onerror = () => reject(request.error);
});

const done = request => new Promise((resolve, reject) => {
  request.onsuccess = () => resolve(request.result);
  request.onerror = () => reject(request.error);
});

async function at(store, mode = 'readonly') {
  return (await ready).transaction(store, mode).objectStore(store);
}

export const findKiosk = async activity => done((await at('kiosks')).get(activity));
export const keepKiosk = async kiosk => done((await at('kiosks', 'readwrite')).put(kiosk));
export const dropKiosk = async activity => done((await at('kiosks', 'readwrite')).delete(activity));

export const scansOf = async kiosk => done((await at('scans')).index('kiosk').getAll(kiosk));
export const keepScan = async scan => done((await at('scans', 'readwrite')).put(scan));

export async function dropScans(kiosk) {
  const store = await at('scans', 'readwrite');
  for (const nonce of await done(store.index('kiosk').getAllKeys(kiosk))) store.delete(nonce);
}

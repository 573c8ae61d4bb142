// Keeps the kiosk's page and its files in the browser, so that it opens without network. Only what came fresh and unredirected is kept.
const files = ['/kiosk-store.js', '/kiosk-log.js', '/kiosk-roster.js', '/kiosk-sending.js', '/kiosk-shell.js', '/kiosk-board.js', '/lib/qr-scanner/qr-scanner.min.js', '/lib/qr-scanner/qr-scanner-worker.min.js'];

export async function keepShell() {
  if (!('serviceWorker' in navigator)) return;
  await navigator.serviceWorker.register('/kiosk-worker.js', { scope: location.pathname });
  const own = [...document.querySelectorAll('link[href], script[src]')].map(e => e.href || e.src);
  const cache = await caches.open(`kiosk:${location.pathname}`);
  await Promise.all([location.pathname, ...own, ...files].map(async address => {
    const answer = await fetch(address, { cache: 'no-cache' });
    if (answer.ok && !answer.redirected) await cache.put(address, answer);
  }));
}

export const dropShell = () => caches.delete(`kiosk:${location.pathname}`);

// Answers for a kiosk's page when the network does not, or not in time. It is registered for that page alone and never touches the API.
const patience = 3000;

addEventListener('install', () => skipWaiting());
addEventListener('activate', event => event.waitUntil(clients.claim()));

addEventListener('fetch', event => {
  const address = new URL(event.request.url);
  if (event.request.method === 'GET' && address.origin === location.origin && !address.pathname.startsWith('/api/')) {
    event.respondWith(answer(event.request));
  }
});

async function answer(request) {
  const kept = await (await caches.open(`kiosk:${new URL(registration.scope).pathname}`)).match(request, { ignoreSearch: request.mode === 'navigate' });
  const fresh = fetch(request);
  if (!kept) return fresh;
  const late = new Promise(resolve => setTimeout(() => resolve(kept), patience));
  return Promise.race([fresh.then(given => given.status < 500 ? given : kept).catch(() => kept), late]);
}

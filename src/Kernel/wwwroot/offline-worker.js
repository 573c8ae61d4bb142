// Shows a page of ours where a page was asked for, or a form was sent, and the network did not answer. It keeps nothing else: pages are their reader's.
addEventListener('install', () => skipWaiting());
addEventListener('activate', event => event.waitUntil(Promise.all([clients.claim(), registration.navigationPreload?.enable()])));

addEventListener('fetch', event => {
  if (event.request.mode === 'navigate') event.respondWith(answer(event));
});

async function answer(event) {
  try {
    return (await event.preloadResponse) ?? await fetch(event.request);
  } catch (away) {
    return (await caches.match('/offline')) ?? Response.error();
  }
}

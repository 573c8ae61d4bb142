// Keeps the page for when there is no network, as this reader reads, and the worker that shows it.
const { lang, dataset: { elder = '', theme = '' } } = document.documentElement;
const look = [lang, elder, theme].join();
if ('serviceWorker' in navigator) {
  navigator.serviceWorker.register('/offline-worker.js');
  if (sessionStorage.offline !== look) {
    caches.open('offline').then(cache => cache.add(new Request('/offline', { cache: 'reload' }))).then(() => sessionStorage.offline = look, () => {});
  }
}

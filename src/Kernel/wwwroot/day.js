// A page says 今天 of the day it was made on. Brought back on another day it is fetched anew, unless somebody is filling in a form or there is no network.
const made = document.documentElement.dataset.day;
const today = () => new Date(Date.now() + 8 * 3600e3).toISOString().slice(0, 10); // In China.
const isTyped = field => 'defaultValue' in field && field.type !== 'hidden' && field.value !== field.defaultValue;

function look() {
  const stale = made && !document.hidden && today() !== made && navigator.onLine;
  if (stale && ![...document.forms].some(form => [...form.elements].some(isTyped))) location.reload();
}

document.addEventListener('visibilitychange', look);
addEventListener('pageshow', event => event.persisted && look());

// A page says 今天 of the day it was made on. Brought back on another day it is fetched anew, unless somebody is filling in a form or there is no network.
const made = document.documentElement.dataset.day;
const today = () => new Date(Date.now() + 8 * 3600e3).toISOString().slice(0, 10); // In China.
// A select shows its first option where the page has chosen none.
const isChosen = ({ multiple, options: [...all] }) => {
  const asked = all.filter(option => option.defaultSelected);
  const shown = asked.length || multiple ? asked : all.filter(option => !option.disabled).slice(0, 1);
  return all.some(option => option.selected !== shown.includes(option));
};
const isTyped = field => field.options ? isChosen(field) : ['checkbox', 'radio'].includes(field.type) ? field.checked !== field.defaultChecked
  : 'defaultValue' in field && field.type !== 'hidden' && field.value !== field.defaultValue;

function look() {
  const stale = made && !document.hidden && today() !== made && navigator.onLine;
  if (stale && ![...document.forms].some(form => [...form.elements].some(isTyped))) location.reload();
}

document.addEventListener('visibilitychange', look);
addEventListener('pageshow', event => event.persisted && look());

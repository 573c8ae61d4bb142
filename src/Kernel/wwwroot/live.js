// <wg-live src="…">: listens to server-sent news and fetches the page again when something changed; without it a reload does the same.
// A form that somebody is filling in is never pulled away: then a line offers to look again.
// The one rule for pages whose forms carry a version (data-seen): after the page was swapped, none of its forms is sent, by key or by finger,
// until the person has pressed the button beside the sentence that says what happened. So no step rests on something nobody has read.
let unread = null; // The version that was last read, while newer ones stand on the page.
let late = () => performance.now() > 2000; // On a bad network much happens before a new page listens for the first time.

document.addEventListener('submit', event => {
  const button = unread !== null && document.querySelector('wg-live [data-news] button');
  if (!button || !event.target.closest('main')) return;
  event.preventDefault();
  button.focus();
  button.scrollIntoView({ block: 'center' });
}, true);

function isChanged(field) {
  if (field.type === 'checkbox' || field.type === 'radio') return field.checked !== field.defaultChecked;
  if (field.tagName !== 'SELECT') return field.value !== field.defaultValue;
  const [options, chosen] = [[...field.options], [...field.options].filter(o => o.defaultSelected)];
  return options.some(o => o.selected !== (chosen.length || field.multiple ? o.defaultSelected : o === options[0]));
}

// The page anew, head and body; null when it did not come whole.
async function fetchPage(headers = {}, options = {}) {
  try {
    const answer = await fetch(location.href, { ...options, headers: { accept: 'text/html', ...headers } });
    return { ok: answer.ok, status: answer.status, type: answer.type, text: await answer.text() };
  } catch {
    return null;
  }
}

// Where somebody stands, to be found again on the fresh page: by its id, its address, or else its place among what stands around it.
function placeOf(element) {
  if (!element?.closest('main')) return null;
  if (element.id) return `#${CSS.escape(element.id)}`;
  const href = element.getAttribute('href');
  return href ? `main a[href="${CSS.escape(href)}"]` : `${placeOf(element.parentElement)} > ${element.localName}:nth-child(${[...element.parentElement.children].indexOf(element) + 1})`;
}

const around = element => element?.closest('li, tr, form, section')?.textContent;

class Live extends HTMLElement {
  connectedCallback() {
    this.text = document.querySelector('main').textContent;
    this.turned = () => document.hidden ? this.close() : this.listen();
    this.gone = () => this.close();
    document.addEventListener('visibilitychange', this.turned);
    addEventListener('pagehide', this.gone);
    if (!document.hidden) this.listen();
  }

  disconnectedCallback() {
    document.removeEventListener('visibilitychange', this.turned);
    removeEventListener('pagehide', this.gone);
    this.close();
  }

  // Only the page one looks at listens: a browser has six connections to a site, and six tabs would leave none for the seventh page.
  listen() {
    if (this.source || !this.isConnected) return;
    this.source = new EventSource(`${this.getAttribute('src')}?since=${this.dataset.since ?? ''}`);
    this.source.addEventListener('changed', () => this.changed());
    this.source.addEventListener('ready', event => this.ready(event.data === 'known'));
    this.source.addEventListener('error', () => this.fail());
  }

  // A browser tries again by itself after a broken line, and never after an answer such as "busy": that is left to us. Whose page this no longer is reads so.
  async fail() {
    if (this.source?.readyState !== EventSource.CLOSED) return;
    this.close();
    const answer = await fetchPage({}, { redirect: 'manual' });
    const isOthers = answer && (answer.type === 'opaqueredirect' || [401, 403, 404].includes(answer.status) || answer.ok && !answer.text.includes('<wg-live'));
    if (!this.isConnected) return;
    if (isOthers && !this.isBusy()) return location.reload();
    this.patience = Math.min(2 * (this.patience ?? 10000), 300000);
    this.again = setTimeout(() => document.hidden || this.listen(), this.patience * (0.5 + Math.random()));
  }

  // From here on everything is heard. What happened since this page was made, be it that it was hidden, the network slow or the stream ended, the server says where it knows:
  // another one does not, and then the page is looked at.
  ready(isKnown) {
    const again = !isKnown && (this.wasReady || late());
    this.patience = undefined;
    this.wasReady = true;
    late = () => false; // What is fetched again is fresh.
    if (again) this.catchUp();
  }

  // Somebody in the middle of a form is told only of what is really new.
  async catchUp() {
    if (!this.isBusy()) return this.look();
    const answer = await fetchPage();
    if (!answer?.ok) return this.isConnected && this.lookLater(answer);
    const fresh = new DOMParser().parseFromString(answer.text, 'text/html').querySelector('main');
    const seen = fresh && fresh.querySelector('wg-live')?.dataset.seen;
    if (fresh && (seen ? seen !== this.dataset.seen : fresh.textContent !== this.text)) this.offer();
  }

  close() {
    clearTimeout(this.again);
    this.source?.close();
    this.source = null;
  }

  changed() {
    if (this.misses) return; // It is fetched again by and by, the server has enough to do.
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.isBusy() ? this.offer() : this.look(), 300 + 300 * Math.random());
  }

  isBusy() {
    const main = document.querySelector('main');
    const fields = [...main.querySelectorAll('input:not([type=hidden]), textarea, select')];
    return main.querySelector('details.dialog[open] form, .summary, .field.wrong, [data-keep]') !== null || fields.some(f => f === document.activeElement || isChanged(f));
  }

  async look() {
    const seen = unread ?? this.dataset.seen;
    const answer = await fetchPage(seen ? { 'wg-seen': seen } : {});
    if (!this.isConnected) return;
    if (!answer?.ok) return this.lookLater(answer);
    this.misses = 0;
    if (this.isBusy()) return this.offer();
    const page = new DOMParser().parseFromString(answer.text, 'text/html');
    const fresh = page.querySelector('main');
    const [focused, beside] = [placeOf(document.activeElement), around(document.activeElement)];
    if (fresh) document.querySelector('main').innerHTML = fresh.innerHTML;
    document.title = page.title;
    const again = focused && document.querySelector(focused);
    if (again && around(again) === beside) again.focus(); // Never on the button of another row.
    if (seen) document.querySelector('main wg-live')?.tell(seen);
  }

  // There is news and it cannot be fetched: the line says so, and while the server or the network is away it is tried again.
  lookLater(answer) {
    this.offer();
    if (answer && answer.status < 500 && answer.status !== 429) return this.misses = 0;
    this.misses = Math.min((this.misses ?? 0) + 1, 6);
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.isBusy() || document.hidden ? this.misses = 0 : this.look(), 2500 * 2 ** this.misses * (0.5 + Math.random()));
  }

  tell(seen) {
    const news = this.querySelector('[data-news]');
    if (!news) return;
    unread = seen;
    news.hidden = false;
    news.setAttribute('role', 'status');
    news.querySelector('button').addEventListener('click', () => {
      unread = null;
      news.hidden = true;
    });
  }

  offer() {
    this.querySelector('p:not([data-news])').hidden = false;
  }
}

customElements.define('wg-live', Live);

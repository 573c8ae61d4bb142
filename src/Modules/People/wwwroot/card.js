// <wg-card>: shows a code that this phone signs anew every half minute, also without network. The key is made here and no script can read it out; the account knows its public half.
import qrcode from '/lib/qrcode-generator/qrcode.mjs';

const stepSeconds = 30;
const text = buffer => btoa(String.fromCharCode(...new Uint8Array(buffer))).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
const algorithm = { name: 'ECDSA', namedCurve: 'P-256' };

const done = request => new Promise((resolve, reject) => {
  request.onsuccess = () => resolve(request.result);
  request.onerror = () => reject(request.error);
});

async function keys(mode, use) {
  const opening = indexedDB.open('weiguang-card', 1);
  opening.onupgradeneeded = () => opening.result.createObjectStore('keys');
  return done(use((await done(opening)).transaction('keys', mode).objectStore('keys')));
}

class Card extends HTMLElement {
  async connectedCallback() {
    this.printed = this.querySelector('[role=img]').innerHTML;
    this.ahead = Number(this.dataset.now) - Date.now(); // The server's clock, as long as the page is open.
    try {
      this.pair = await this.known();
    } catch (error) {
      return this.say(error.message === 'taken' ? this.dataset.taken : this.dataset.failed); // The printed code stays: it counts as the number on it.
    }
    addEventListener('beforeprint', () => this.show(this.printed));
    addEventListener('afterprint', () => this.turn());
    document.addEventListener('visibilitychange', () => document.hidden || this.turn());
    if (!this.isOff) this.say(this.dataset.turning);
    await this.turn();
  }

  /** This phone's key for this card; made and registered once, and told to the account again whenever the page is opened with a network. */
  async known() {
    const number = this.dataset.number;
    const before = await keys('readonly', store => store.get(number));
    const pair = before ?? await crypto.subtle.generateKey(algorithm, false, ['sign', 'verify']);
    const publicKey = text(await crypto.subtle.exportKey('raw', pair.publicKey));
    const registered = fetch('/api/v1/me/card-keys', { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ publicKey }) });
    if (!before) await registered.then(answer => { if (!answer.ok) throw new Error(answer.status === 409 ? 'taken' : 'not registered'); });
    if (before) registered.then(answer => answer.status === 409 && this.stop()).catch(() => {});
    this.mark(publicKey);
    if (!before) await keys('readwrite', store => store.put(pair, number));
    return pair;
  }

  /** Which of the phones in the list this one is. */
  mark(publicKey) {
    const line = [...document.querySelectorAll('[data-key]')].find(one => one.dataset.key === publicKey);
    if (line) line.querySelector('[data-this]').hidden = false;
  }

  /** Taken off the card: what it signs is worth no more than the printed code. */
  stop() {
    this.isOff = true;
    clearTimeout(this.timer);
    this.show(this.printed);
    this.say(this.dataset.taken);
  }

  async turn() {
    clearTimeout(this.timer);
    if (this.isOff) return;
    const now = Date.now() + this.ahead;
    const step = Math.floor(now / 1000 / stepSeconds);
    const signed = new TextEncoder().encode(`weiguang-card:${this.dataset.number}:${step}`);
    const signature = await crypto.subtle.sign({ name: 'ECDSA', hash: 'SHA-256' }, this.pair.privateKey, signed);
    this.draw(`${this.dataset.url}?t=${step}&s=${text(signature)}`);
    this.timer = setTimeout(() => this.turn(), (step + 1) * stepSeconds * 1000 - now + 50);
  }

  draw(address) {
    const code = qrcode(0, 'M');
    code.addData(address);
    code.make();
    const [size, edge] = [code.getModuleCount(), 4];
    const dark = Array.from({ length: size * size }, (_, i) => [i % size, Math.floor(i / size)]).filter(([x, y]) => code.isDark(y, x));
    const path = dark.map(([x, y]) => `M${x + edge} ${y + edge}h1v1h-1z`).join('');
    const box = size + 2 * edge;
    this.show(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${box} ${box}" shape-rendering="crispEdges"><path fill="#fff" d="M0 0h${box}v${box}H0z"/><path d="${path}"/></svg>`);
  }

  show(svg) { this.querySelector('[role=img]').innerHTML = svg; }

  say(words) { this.querySelector('[data-state]').textContent = words; }
}

customElements.define('wg-card', Card);

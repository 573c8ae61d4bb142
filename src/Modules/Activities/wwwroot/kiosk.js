// <wg-kiosk>: a door that works without network. Scans are checked against the list on the phone, kept with a nonce, and sent when there is a network.
import { findKiosk, keepKiosk, dropKiosk, scansOf, keepScan, dropScans } from './kiosk-store.js';
import { setUp, fetchList, readList, numberIn, markOf, send } from './kiosk-roster.js';
import { keepShell, dropShell } from './kiosk-shell.js';
import { Board } from './kiosk-board.js';

class Kiosk extends HTMLElement {
  async connectedCallback() {
    this.words = JSON.parse(this.dataset.words);
    this.board = new Board(this, this.words);
    const tasks = { open: async () => this.take(await setUp(this.dataset.activity)), send: () => this.send(true), refresh: () => this.refresh(), wipe: () => this.wipe() };
    for (const button of this.querySelectorAll('[data-do]')) button.addEventListener('click', () => this.attempt(tasks[button.dataset.do]));
    this.addEventListener('scanned', event => this.read(event.detail));
    this.querySelector('[data-type]').addEventListener('submit', event => (event.preventDefault(), this.read(event.target.elements.number.value), event.target.reset()));
    for (const change of ['online', 'offline']) addEventListener(change, () => (this.board.net(), this.send()));
    this.board.net();
    this.kiosk = await findKiosk(this.dataset.activity);
    await this.show();
    setInterval(() => this.send(), 20000);
    if (navigator.onLine) await keepShell().catch(() => {});
    this.toggleAttribute('data-ready', true);
    await this.send();
  }

  async take(kiosk) {
    await navigator.storage?.persist?.();
    await keepKiosk(this.kiosk = kiosk);
    await this.show();
  }

  async refresh() {
    await this.send(true);
    await this.take(await fetchList(this.kiosk));
  }

  async wipe(reason) {
    if (!reason && (await this.waiting()).length > 0) return this.board.warn(this.words.pending);
    await Promise.all([this.kiosk && dropScans(this.kiosk.id), dropKiosk(this.dataset.activity), dropShell()]);
    this.kiosk = this.list = null;
    await this.show();
    this.board.warn(reason ?? '');
  }

  async show() {
    if (this.kiosk && Date.parse(this.kiosk.until) < Date.now()) {
      await this.send();
      if (this.kiosk && (await this.waiting()).length === 0) return this.wipe(this.words.expired);
    }
    this.list = this.kiosk ? await readList(this.kiosk) : null;
    this.board.open(this.kiosk?.until);
    await this.count();
  }

  async read(text) {
    const number = numberIn(text);
    if (!number || !this.list) return this.board.say('', this.words.unread, false);
    const [mark, end] = [await markOf(this.list.salt, number), this.querySelector('[name="Form.End"]:checked').value.toLowerCase()];
    const person = this.list.byMark.get(mark);
    const marks = person ? [person.mark, person.tail] : [mark];
    const before = (await scansOf(this.kiosk.id)).find(s => marks.includes(s.mark) && s.end === end && end !== 'seen');
    if (before) return this.board.say(person?.name ?? '', this.words.already, true);
    await keepScan({ nonce: crypto.randomUUID(), kiosk: this.kiosk.id, at: new Date().toISOString(), mark, end, sent: false });
    this.board.say(person?.name ?? '', person ? this.words[end] : this.words.unknown, Boolean(person));
    await this.send();
  }

  async waiting() { return this.kiosk ? (await scansOf(this.kiosk.id)).filter(s => !s.sent) : []; }

  async send(aloud) {
    await this.count();
    const scans = (await this.waiting()).slice(0, 500);
    if (this.sending || scans.length === 0 || !navigator.onLine) return;
    this.sending = true;
    await this.attempt(async () => {
      for (const [i, reply] of (await send(this.kiosk, scans)).entries()) {
        await keepScan({ ...scans[i], sent: true });
        if (!reply.good) this.board.log(`${reply.name} ${reply.message}`, false);
      }
      if (aloud) this.board.warn(this.words.sent);
    }, !aloud);
    this.sending = false;
    await this.count();
  }

  async attempt(task, quietly) {
    if (!quietly) this.board.warn('');
    await task().catch(({ status }) => {
      if (status === 409) return this.wipe(this.words.closed);
      if (status || !quietly) this.board.warn(status === 401 || status === 404 ? this.words.signIn : this.words.failed);
    });
  }

  async count() {
    if (!this.list) return;
    const came = new Set((await scansOf(this.kiosk.id)).filter(s => s.end === 'in').map(s => this.list.byMark.get(s.mark)?.mark ?? s.mark));
    this.board.count(this.list.people.length, came.size, (await this.waiting()).length);
  }
}

customElements.define('wg-kiosk', Kiosk);

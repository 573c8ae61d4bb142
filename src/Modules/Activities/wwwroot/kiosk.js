// <wg-kiosk>: a door that works without network. Scans are checked against the list on the phone, kept with a nonce, and sent when there is a network.
import { findKiosk, keepKiosk, dropKiosk, scansOf, append, dropSent } from './kiosk-store.js';
import { setUp, fetchList, readList, numberIn, cardIn, markOf, isOpen, close } from './kiosk-roster.js';
import { write } from './kiosk-log.js';
import { bringHome } from './kiosk-sending.js';
import { keepShell, dropShell } from './kiosk-shell.js';
import { Board } from './kiosk-board.js';

const sameReading = 60000; // A card held before the camera is read again and again.

class Kiosk extends HTMLElement {
  async connectedCallback() {
    this.words = JSON.parse(this.dataset.words);
    this.board = new Board(this, this.words);
    const tasks = { open: () => this.open(), send: () => this.send(true), refresh: () => this.refresh(), wipe: () => this.wipe() };
    for (const button of this.querySelectorAll('[data-do]')) button.addEventListener('click', () => this.press(button, tasks[button.dataset.do]));
    this.addEventListener('scanned', event => this.attempt(() => this.read(event.detail)));
    this.querySelector('[data-type]').addEventListener('submit', event => (event.preventDefault(), this.attempt(() => this.read(event.target.elements.number.value)), event.target.reset()));
    for (const change of ['online', 'offline']) addEventListener(change, () => (this.board.net(), this.send()));
    this.board.net();
    await this.attempt(async () => (this.kiosk = await findKiosk(this.dataset.activity), await this.show()));
    setInterval(() => this.send(), 20000);
    if (navigator.onLine) await keepShell().catch(() => {});
    this.toggleAttribute('data-ready', true);
    await this.send();
  }

  /** This kiosk, and those set up before on this phone that still have something to bring home. */
  get ids() { return this.kiosk ? [this.kiosk.id, ...(this.kiosk.former ?? [])] : []; }

  /** Pressed twice it is done once. */
  async press(button, task) {
    button.disabled = true;
    await this.attempt(task);
    button.disabled = false;
  }

  /** One phone is one kiosk, also where its page is open twice. */
  open() {
    return navigator.locks.request(`weiguang-kiosk-open:${this.dataset.activity}`, async () => {
      const known = await findKiosk(this.dataset.activity);
      if (!known?.data) return this.take(await setUp(this.dataset.activity));
      this.kiosk = known;
      await this.show();
    });
  }

  async take(kiosk) {
    await navigator.storage?.persist?.();
    const former = this.ids.filter(id => id !== kiosk.id);
    await keepKiosk(this.kiosk = { ...kiosk, former });
    await this.show();
  }

  async refresh() {
    await this.send(true);
    await this.take(await fetchList(await findKiosk(this.kiosk.activity)));
  }

  /** The names go, at once. What was scanned stays until the server has it, and so does the page, to bring it home. */
  async wipe(reason) {
    if (!reason && (await this.count()).length > 0) return this.board.warn(this.words.pending);
    if (!reason && navigator.onLine) await close(this.kiosk);
    if (this.kiosk) await keepKiosk(this.kiosk = { activity: this.kiosk.activity, id: this.kiosk.id, former: this.kiosk.former, log: this.kiosk.log });
    this.list = null;
    await this.show();
    await this.send();
    this.board.warn(reason ?? '');
  }

  async finish() {
    await dropSent(this.ids);
    await Promise.all([dropKiosk(this.dataset.activity), dropShell()]);
    this.kiosk = null;
    await this.show();
  }

  async show() {
    if (this.kiosk?.data && Date.parse(this.kiosk.until) < Date.now()) return this.wipe(this.words.expired);
    this.list = this.kiosk?.data ? await readList(this.kiosk) : null;
    this.board.open(this.kiosk?.data && this.kiosk.until);
    await this.count();
  }

  async read(text) {
    const number = numberIn(text);
    if (!number || !this.list) return this.board.say('', this.words.unread, false);
    const [mark, end] = [await markOf(this.list.salt, number), this.querySelector('[name="Form.End"]:checked').value.toLowerCase()];
    const person = this.list.byMark.get(mark);
    const marks = person ? [person.mark, person.tail] : [mark];
    const before = (await scansOf([this.kiosk.id])).find(s => marks.includes(s.mark) && s.end === end && Math.abs(Date.now() - Date.parse(s.at)) < sameReading);
    if (before) return this.repeat(before, person);
    const scan = await append(this.kiosk.activity, kiosk => write(kiosk, {
      nonce: this.last = crypto.randomUUID(), kiosk: this.kiosk.id, at: new Date().toISOString(), mark, end, card: cardIn(text), sent: false, number: person ? undefined : number, // Whoever is not on the list is known by nothing but the number.
    }));
    this.board.say(person?.name ?? '', person ? this.words[end] : this.words.unknown, Boolean(person), scan);
    await this.send();
  }

  /** The same card once more: what was said of it is said again, and what was refused stays refused. */
  repeat({ refused, sent }, person) {
    const good = !refused && Boolean(sent || person);
    this.board.say(person?.name ?? '', refused ?? (good ? this.words.already : this.words.unknown), good);
  }

  async send(aloud) {
    if (!this.kiosk) return;
    const waiting = await this.count();
    if (this.sending || !navigator.onLine) return;
    this.sending = true;
    await this.attempt(async () => {
      const { open, isBroken } = await bringHome(this.kiosk, waiting, (scan, reply) => this.hear(scan, reply));
      if (this.kiosk.data && !(open ?? await isOpen(await findKiosk(this.kiosk.activity)))) return this.wipe(this.words.closed);
      if (isBroken || aloud) this.board.warn(isBroken ? this.words.broken : this.words.sent);
    }, !aloud);
    this.sending = false;
    if ((await this.count()).length === 0 && !this.kiosk?.data) await this.finish();
  }

  /** The server knows more than the list: whoever still stands there reads what it says. */
  hear(scan, reply) {
    if (reply.good && !scan.number && [scan.end, 'replayed'].includes(reply.answer)) return; // As the phone said.
    if (scan.nonce === this.last) this.board.say(reply.name, reply.message, reply.good, scan);
    else this.board.log(scan, reply.name, reply.message, reply.good);
  }

  async attempt(task, quietly) {
    if (!quietly) this.board.warn('');
    await task().catch(error => error.status === 409 ? this.wipe(this.words.closed) : this.board.trouble(error, quietly));
  }

  async count() {
    const scans = await scansOf(this.ids);
    const came = scans.filter(s => s.end === 'in' && !s.refused && (s.sent || this.list?.byMark.has(s.mark))).map(s => this.list?.byMark.get(s.mark)?.mark ?? s.mark);
    const waiting = scans.filter(s => !s.sent);
    this.board.count(this.list?.people.length, new Set(came).size, waiting.length);
    return waiting;
  }
}

customElements.define('wg-kiosk', Kiosk);

// What a kiosk says: the big line after each scan, the last ones under it, numbers, warnings and whether there is a network.
export class Board {
  constructor(root, words) {
    Object.assign(this, { root, words });
  }

  part(selector) { return this.root.querySelector(selector); }

  /** @param scan whose line follows; none for what was no new scan. */
  say(name, text, good, scan) {
    Object.assign(this.part('[data-say]'), { textContent: `${name}  ${text}`.trim(), className: `said ${good ? 'good' : 'bad'}` });
    if (scan) this.log(scan, name, text, good);
  }

  /** One line for each scan: what the server says of it takes the place of what the phone said. */
  log({ nonce, at }, name, text, good) {
    const list = this.part('[data-log]');
    const line = [...list.children].find(one => one.dataset.nonce === nonce) ?? document.createElement('li');
    const time = new Date(at).toLocaleTimeString('zh-CN', { hour: 'numeric', minute: '2-digit', timeZone: 'Asia/Shanghai' });
    Object.assign(line, { textContent: `${time}  ${name}  ${text}`, className: good ? '' : 'late' });
    line.dataset.nonce = nonce;
    if (!line.parentNode) list.prepend(line);
    while (list.children.length > 8) list.lastChild.remove();
  }

  warn(text) { this.part('[data-alert]').textContent = text; }

  /** Something was not kept: nobody may believe that it was. */
  stop(text) {
    Object.assign(this.part('[data-say]'), { textContent: text, className: 'said bad' });
    this.warn(text);
  }

  /** Says what went wrong: not kept is said louder than not sent. */
  trouble({ status, name }, quietly) {
    if (name === 'QuotaExceededError') return this.stop(this.words.full);
    if (!status && name !== 'TypeError' && name !== 'AbortError') return this.stop(this.words.storage);
    if (status || !quietly) this.warn(status === 401 || status === 404 ? this.words.signIn : this.words.failed);
  }

  net() {
    this.part('[data-net]').textContent = navigator.onLine ? this.words.online : this.words.offline;
    this.part('[data-net]').className = `badge ${navigator.onLine ? 'good' : 'wait'}`;
  }

  count(people, ...numbers) {
    this.part('[data-counts]').textContent = people === undefined ? '' : this.words.counts.replace(/\{(\d)\}/g, (_, i) => [people, ...numbers][i]);
    const left = people === undefined && numbers[1] > 0;
    this.part('[data-part=left]').hidden = !left;
    this.part('[data-left]').textContent = left ? this.words.left.replace('{0}', numbers[1]) : '';
  }

  /** Shows the door when there is a list, the setting up when there is none. */
  open(until) {
    this.part('[data-part=setup]').hidden = Boolean(until);
    for (const name of ['door', 'tools']) this.part(`[data-part=${name}]`).hidden = !until;
    const day = until && new Date(Date.parse(until) - 1000).toLocaleDateString(document.documentElement.lang || 'zh-CN', { month: 'long', day: 'numeric', weekday: 'short', timeZone: 'Asia/Shanghai' });
    this.part('[data-until]').textContent = until ? this.words.until.replace('{0}', day) : '';
  }
}

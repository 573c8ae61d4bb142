// <wg-roster>: narrows the list while one types; Enter checks in the one person left, up and down choose among several, and the box is free for the next name.
// Without it the search loads the page again and the boxes are ticked by hand.
class Roster extends HTMLElement {
  connectedCallback() {
    this.box = this.querySelector('[name=q]');
    this.rows = [...this.querySelectorAll('tr[data-find]')];
    this.box.addEventListener('input', () => this.narrow());
    this.box.addEventListener('keydown', event => this.key(event));
    this.narrow();
    this.box.focus();
  }

  narrow() {
    const wanted = this.box.value.trim().toLowerCase();
    for (const row of this.rows) row.hidden = wanted !== '' && !row.dataset.find.includes(wanted);
    this.left = this.rows.filter(row => !row.hidden);
    this.choose(wanted !== '' && this.left.length === 1 ? 0 : -1);
  }

  choose(index) {
    this.at = index;
    this.rows.forEach(row => row.classList.toggle('chosen', row === this.left[index]));
    this.left[index]?.scrollIntoView({ block: 'nearest' });
  }

  key(event) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) {
      event.preventDefault();
      this.choose(Math.min(this.left.length - 1, Math.max(0, this.at + step)));
      this.say(this.left[this.at]?.querySelector('label').textContent.trim() ?? this.dataset.none);
    } else if (event.key === 'Enter' && !event.isComposing && this.box.value.trim() !== '' && this.left.length > 0) {
      event.preventDefault();
      this.at < 0 ? this.say(this.dataset.many.replace('{0}', this.left.length)) : this.tick(this.left[this.at]);
    }
  }

  async tick(row) {
    const end = this.querySelector('[name="Form.End"]:checked').value.toLowerCase();
    this.box.value = '';
    this.narrow();
    const nonce = crypto.randomUUID?.();
    const body = { end, shiftId: this.dataset.shift || null, ticks: [{ volunteerId: row.dataset.id, nonce }] };
    try {
      const answer = await fetch(this.dataset.api, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
      if (!answer.ok) throw new Error(answer.status);
      const [said] = (await answer.json()).items;
      this.say(`${said.name}  ${said.message}`, said.good);
      this.show(row, said);
    } catch {
      this.say(`${row.querySelector('label').textContent.trim()}  ${this.dataset.failed}`, false);
    }
  }

  show(row, said) {
    for (const [cell, at] of [['in', said.inAt], ['out', said.outAt]]) {
      if (at) row.querySelector(`[data-cell=${cell}]`).textContent = new Date(at).toLocaleTimeString('zh-CN', { hour: '2-digit', minute: '2-digit', timeZone: 'Asia/Shanghai' });
    }
    if (said.inAt) row.dataset.here = said.outAt ? 'out' : 'in';
  }

  say(text, good) {
    const line = this.querySelector('[data-say]');
    line.textContent = text;
    line.classList.toggle('good', good === true);
    line.classList.toggle('bad', good === false);
  }
}

customElements.define('wg-roster', Roster);

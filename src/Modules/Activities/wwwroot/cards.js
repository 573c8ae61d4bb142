// <wg-cards>: sends every card that is scanned or typed, says at once who it was, and keeps a list of the last ones. Without it the form posts one by one.
class Cards extends HTMLElement {
  connectedCallback() {
    this.form = this.querySelector('form');
    this.number = this.form.querySelector('[name="Form.Number"]');
    this.addEventListener('scanned', event => this.send(event.detail));
    this.form.addEventListener('submit', event => {
      event.preventDefault();
      this.send(this.number.value);
      this.number.value = '';
      this.number.focus();
    });
  }

  async send(number) {
    const end = this.form.querySelector('[name="Form.End"]:checked').value.toLowerCase();
    try {
      const body = JSON.stringify({ end, ticks: [{ number, nonce: crypto.randomUUID?.() }] });
      const answer = await fetch(this.dataset.api, { method: 'POST', headers: { 'content-type': 'application/json' }, body });
      if (!answer.ok) throw new Error(answer.status);
      const [said] = (await answer.json()).items;
      this.say([said.name, said.message].filter(Boolean).join('  '), said.good);
    } catch {
      this.say(this.dataset.failed, false);
    }
  }

  say(text, good) {
    const line = this.querySelector('[data-say]');
    line.textContent = text;
    line.className = `said ${good ? 'good' : 'bad'}`;
    const log = this.querySelector('[data-log]');
    log.prepend(Object.assign(document.createElement('li'), { textContent: text, className: good ? '' : 'late' }));
    while (log.children.length > 8) log.lastChild.remove();
  }
}

customElements.define('wg-cards', Cards);

// <wg-keys>: keys of the console, and one press per form: what was sent once waits for its answer, also when a key is pressed twice.
// Keys: g and a letter opens a section, j and k walk the rows of a table, a digit presses the button that shows it, / goes to the filters, ? shows the help.
class Keys extends HTMLElement {
  connectedCallback() {
    this.help = this.querySelector('dialog');
    const button = this.querySelector('[data-help]');
    button.hidden = false;
    button.addEventListener('click', () => this.help.showModal());
    document.addEventListener('keydown', event => this.press(event));
    document.addEventListener('submit', event => this.sendOnce(event));
    addEventListener('pageshow', event => event.persisted && this.forgetSent());
  }

  sendOnce(event) {
    const form = event.target;
    if (event.defaultPrevented || form.method !== 'post') return;
    if (this.sent?.closest('html')) event.preventDefault();
    else this.sent = form;
    clearTimeout(this.waiting);
    this.waiting = setTimeout(() => this.forgetSent(), 8000);
  }

  // No answer that leaves the page (stopped, or a file): its forms may be sent again. Back from the browser's memory: the page stands as it was left, and its forms may be sent again.
  forgetSent() {
    this.sent = null;
  }

  press(event) {
    if (event.repeat || event.ctrlKey || event.metaKey || event.altKey || event.isComposing || this.help.open) return;
    if (event.key === 'Escape') return this.closeDialogs();
    if (event.target.closest('input, select, textarea, [contenteditable]')) return;
    const act = this.after === 'g' ? this.open(event.key) : this.act(event.key);
    this.after = event.key === 'g' && this.after !== 'g' ? 'g' : null;
    if (act) event.preventDefault();
  }

  act(key) {
    switch (key) {
      case 'j': return this.walk(1);
      case 'k': return this.walk(-1);
      case '/': return this.focusOn(document.querySelector('.filters input, .filters select'));
      case '?': this.help.showModal(); return true;
      default: return this.press1to9(key);
    }
  }

  press1to9(key) {
    const button = /^[1-9]$/.test(key) && document.querySelector(`[data-hotkey="${key}"]`);
    if (button) button.click();
    return Boolean(button);
  }

  open(key) {
    const link = [...document.querySelectorAll('[data-key]')].find(a => a.dataset.key === key);
    if (link) link.click();
    return Boolean(link);
  }

  walk(step) {
    const rows = [...document.querySelectorAll('[data-rows] tr')].filter(row => row.querySelector('a'));
    const here = rows.findIndex(row => row.contains(document.activeElement));
    const next = here < 0 ? (step > 0 ? 0 : rows.length - 1) : Math.min(rows.length - 1, Math.max(0, here + step));
    return this.focusOn(rows[next]?.querySelector('a'));
  }

  focusOn(element) {
    element?.focus();
    return Boolean(element);
  }

  closeDialogs() {
    for (const details of document.querySelectorAll('.dialog[open]')) {
      details.open = false;
      if (details.contains(document.activeElement)) details.querySelector('summary').focus();
    }
  }
}
customElements.define('wg-keys', Keys);

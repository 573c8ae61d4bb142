// <wg-region>: chooses a division in place, by search or step by step, instead of leaving the form for the page behind the button.
class Region extends HTMLElement {
  connectedCallback() {
    this.value = this.querySelector('input[type=hidden]');
    this.panel = this.querySelector('[data-search]');
    this.search = this.panel.querySelector('input');
    this.status = this.panel.querySelector('[role=status]');
    this.list = this.panel.querySelector('[data-list]');
    this.button = this.querySelector('a');
    this.button.addEventListener('click', event => this.open(event));
    this.search.addEventListener('input', () => this.later());
    this.search.addEventListener('keydown', event => this.keep(event));
  }

  open(event) {
    if (event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    this.panel.hidden = !this.panel.hidden;
    if (this.panel.hidden) return;
    this.search.focus();
    const at = new URL(this.button.href).searchParams.get('at') || '0';
    this.show(`/api/v1/regions/${at}/children`);
  }

  // Enter chooses the first hit; it must not send the form.
  keep(event) {
    if (event.key !== 'Enter') return;
    event.preventDefault();
    this.list.querySelector('button')?.click();
  }

  later() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      const text = this.search.value.trim();
      if (text) this.show(`/api/v1/regions?take=12&within=${this.dataset.within}&search=${encodeURIComponent(text)}`, true);
    }, 200);
  }

  async show(url, far = false) {
    const asked = this.asked = Symbol();
    try {
      const response = await fetch(url);
      const { items } = await response.json();
      if (asked === this.asked) this.render(items, far);
    } catch {
      location.assign(this.button.href);
    }
  }

  render(items, far) {
    this.status.textContent = items.length ? this.dataset.found.replace('{0}', items.length) : this.dataset.none;
    this.list.replaceChildren(...items.map(item => this.option(item, far)));
  }

  option(item, far) {
    const button = document.createElement('button');
    button.type = 'button';
    button.className = 'button';
    button.textContent = far ? item.path : item.name;
    button.addEventListener('click', () => this.choose(item));
    return button;
  }

  choose(item) {
    if (item.level < Number(this.dataset.level)) {
      this.search.value = '';
      this.search.focus();
      this.show(`/api/v1/regions/${item.code}/children`);
      return;
    }
    this.value.value = item.code;
    this.querySelector('[data-chosen]').textContent = item.path;
    this.panel.hidden = true;
    this.button.focus();
    this.value.dispatchEvent(new Event('change', { bubbles: true }));
  }
}
customElements.define('wg-region', Region);

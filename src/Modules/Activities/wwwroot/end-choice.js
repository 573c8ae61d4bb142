// <wg-end>: keeps which end this phone notes, also when its page was dropped and is opened anew, and says it large. What was chosen yesterday is not meant today.
const longest = 12 * 3600 * 1000;

class End extends HTMLElement {
  connectedCallback() {
    this.key = `weiguang-end:${this.dataset.activity}`;
    const meant = new URLSearchParams(location.search).get('end') ?? this.kept();
    const choice = [...this.choices].find(one => one.value === meant);
    if (choice) choice.checked = true;
    this.addEventListener('change', () => this.keep());
    this.say();
  }

  get choices() { return this.querySelectorAll('[name="Form.End"]'); }

  get chosen() { return [...this.choices].find(one => one.checked); }

  kept() {
    try {
      const [value, at] = (localStorage.getItem(this.key) ?? '').split(' ');
      return Date.now() - Number(at) < longest ? value : null;
    } catch {
      return null; // A browser that keeps nothing.
    }
  }

  keep() {
    this.say();
    try {
      localStorage.setItem(this.key, `${this.chosen.value} ${Date.now()}`);
    } catch { /* Then it is chosen anew. */ }
  }

  say() {
    const line = this.querySelector('[data-now]');
    line.textContent = this.chosen.closest('label').textContent.trim();
    line.className = `now ${this.chosen.value.toLowerCase()}`;
  }
}

customElements.define('wg-end', End);

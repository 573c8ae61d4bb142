// <wg-live src="…">: listens to server-sent news and fetches the page again when something changed; without it a reload does the same.
// A form that somebody is filling in is never pulled away: then a line offers to look again.
class Live extends HTMLElement {
  connectedCallback() {
    this.source = new EventSource(this.getAttribute('src'));
    this.source.addEventListener('changed', () => this.changed());
    addEventListener('pagehide', () => this.source.close(), { once: true });
  }

  disconnectedCallback() {
    this.source.close();
  }

  changed() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.isBusy() ? this.offer() : this.look(), 300);
  }

  isBusy() {
    const main = document.querySelector('main');
    const fields = [...main.querySelectorAll('input:not([type=hidden]), textarea, select')];
    return fields.some(f => f === document.activeElement || (f.type === 'checkbox' || f.type === 'radio' ? f.checked !== f.defaultChecked : f.value !== f.defaultValue && f.tagName !== 'SELECT'));
  }

  async look() {
    const answer = await fetch(location.href, { headers: { accept: 'text/html' } });
    if (!answer.ok) return;
    const fresh = new DOMParser().parseFromString(await answer.text(), 'text/html').querySelector('main');
    const focused = document.activeElement?.id;
    if (fresh) document.querySelector('main').innerHTML = fresh.innerHTML;
    if (focused) document.getElementById(focused)?.focus();
  }

  offer() {
    this.querySelector('[hidden]')?.removeAttribute('hidden');
  }
}

customElements.define('wg-live', Live);

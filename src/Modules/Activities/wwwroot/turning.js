// <wg-turning data-left="9">: fetches the page again when its code is about to change, and says so when the network is gone. Without it the page reloads itself.
class Turning extends HTMLElement {
  connectedCallback() {
    this.wait(Number(this.dataset.left));
    this.stayAwake();
    document.addEventListener('visibilitychange', () => document.hidden || this.stayAwake());
  }

  wait(seconds) {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.turn(), Math.max(1, seconds) * 1000 + 200);
  }

  async turn() {
    try {
      const answer = await fetch(location.href, { headers: { accept: 'text/html' }, cache: 'no-store' });
      if (answer.redirected || !answer.ok) return location.reload();
      const fresh = new DOMParser().parseFromString(await answer.text(), 'text/html').querySelector('wg-turning');
      this.innerHTML = fresh.innerHTML;
      this.classList.remove('stale');
      this.wait(Number(fresh.dataset.left));
    } catch {
      this.classList.add('stale');
      this.querySelector('[data-state]').textContent = this.dataset.stale;
      this.wait(3);
    }
  }

  async stayAwake() {
    try {
      await navigator.wakeLock?.request('screen');
    } catch { /* The battery is low, or the page is not seen: the screen then sleeps as it likes. */ }
  }
}

customElements.define('wg-turning', Turning);

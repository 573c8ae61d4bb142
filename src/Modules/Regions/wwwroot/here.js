// <wg-here>: asks the browser where it is and shows what is around, other filters kept. About 100 m fine: the address of a page is no place for more.
class Here extends HTMLElement {
  connectedCallback() {
    if (!navigator.geolocation) return;
    this.hidden = false;
    this.status = this.querySelector('[role=status]');
    this.querySelector('button').addEventListener('click', () => this.ask());
  }

  ask() {
    this.status.textContent = this.dataset.wait;
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => this.go(`${coords.latitude.toFixed(3)},${coords.longitude.toFixed(3)}`),
      () => { this.status.textContent = this.dataset.refused; },
      { maximumAge: 300000, timeout: 10000 },
    );
  }

  go(near) {
    const kept = new URLSearchParams(location.search);
    ['near', 'cursor', 'division'].forEach((name) => kept.delete(name));
    location.assign(`?near=${near}${kept.size > 0 ? `&${kept}` : ''}`);
  }
}
customElements.define('wg-here', Here);

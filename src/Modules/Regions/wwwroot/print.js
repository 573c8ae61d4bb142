// <wg-print>: a button that prints the page; without JavaScript one uses the browser's own.
customElements.define('wg-print', class extends HTMLElement {
  connectedCallback() {
    this.hidden = false;
    this.querySelector('button').addEventListener('click', () => print());
  }
});

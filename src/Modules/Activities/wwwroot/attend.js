// <wg-attend>: one tap asks for the position and then sends the form; when there is none, the form goes without it, or says why it cannot.
class Attend extends HTMLElement {
  connectedCallback() {
    if (!navigator.geolocation) return;
    this.form = this.querySelector('form');
    this.form.addEventListener('submit', event => this.submit(event));
  }

  submit(event) {
    if (this.asked) return;
    event.preventDefault();
    const button = event.submitter;
    this.say(this.dataset.wait);
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => this.send(button, coords),
      error => this.dataset.need === undefined ? this.send(button) : this.say(error.code === 1 ? this.dataset.denied : this.dataset.failed),
      { enableHighAccuracy: true, timeout: 12000, maximumAge: 10000 });
  }

  send(button, coords) {
    const values = coords ? { Lat: coords.latitude, Lon: coords.longitude, Accuracy: coords.accuracy } : {};
    for (const input of this.form.querySelectorAll('input[data-position]')) {
      input.value = values[input.name.split('.').pop()] ?? '';
    }
    this.asked = true;
    this.form.requestSubmit(button);
  }

  say(text) {
    Object.assign(this.querySelector('[role=status]'), { textContent: text, hidden: false });
  }
}

customElements.define('wg-attend', Attend);

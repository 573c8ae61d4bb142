// <wg-place>: fills hidden fields of a form with the phone's position (WGS-84) on a tap. Without it the other way of the form remains.
class Place extends HTMLElement {
  connectedCallback() {
    this.button = this.querySelector('button');
    if (!navigator.geolocation) return;
    this.button.hidden = false;
    this.button.addEventListener('click', () => this.find());
  }

  find() {
    this.button.disabled = true;
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => this.fill(coords),
      () => this.say(this.dataset.failed),
      { enableHighAccuracy: true, timeout: 15000, maximumAge: 10000 });
  }

  fill({ latitude, longitude, accuracy }) {
    const values = { Lat: latitude, Lon: longitude, Accuracy: accuracy };
    for (const input of this.querySelectorAll('input[type=hidden]')) {
      input.value = values[input.name.split('.').pop()] ?? input.value;
    }
    this.say(this.dataset.done.replace('{0}', Math.round(accuracy)));
  }

  say(text) {
    this.button.disabled = false;
    this.querySelector('[role=status]').textContent = text;
  }
}

customElements.define('wg-place', Place);

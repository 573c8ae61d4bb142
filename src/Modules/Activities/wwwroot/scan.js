// <wg-scan>: reads QR codes with the camera and tells each in an event "scanned". The browser reads them itself where it can; the library is fetched only where it cannot.
class Scan extends HTMLElement {
  connectedCallback() {
    if (!navigator.mediaDevices?.getUserMedia) return;
    this.video = this.querySelector('video');
    this.button = this.querySelector('button');
    this.button.hidden = false;
    this.button.addEventListener('click', () => this.start());
  }

  disconnectedCallback() {
    clearInterval(this.timer);
    this.stream?.getTracks().forEach(track => track.stop());
  }

  async start() {
    try {
      this.stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: 'environment', width: { ideal: 1280 } } });
    } catch {
      this.querySelector('[data-state]').textContent = this.dataset.denied;
      return;
    }
    this.video.srcObject = this.stream;
    this.video.hidden = false;
    this.button.hidden = true;
    await this.video.play();
    this.read = await this.reader();
    this.timer = setInterval(() => this.look(), 150);
  }

  async reader() {
    if ('BarcodeDetector' in window && (await BarcodeDetector.getSupportedFormats()).includes('qr_code')) {
      const detector = new BarcodeDetector({ formats: ['qr_code'] });
      return async video => (await detector.detect(video))[0]?.rawValue;
    }
    const { default: QrScanner } = await import('/lib/qr-scanner/qr-scanner.min.js');
    const engine = await QrScanner.createQrEngine();
    return async video => (await QrScanner.scanImage(video, { qrEngine: engine, returnDetailedScanResult: true })).data;
  }

  async look() {
    if (this.busy || this.video.readyState < 2) return;
    this.busy = true;
    const text = await this.read(this.video).catch(() => null);
    this.busy = false;
    // The same card stays in the picture for a while: it is told once, and again when it comes back after three seconds.
    if (!text) return;
    const again = text === this.last && Date.now() - this.lastAt < 3000;
    (this.last = text, this.lastAt = Date.now());
    if (!again) {
      navigator.vibrate?.(60);
      this.dispatchEvent(new CustomEvent('scanned', { detail: text, bubbles: true }));
    }
  }
}

customElements.define('wg-scan', Scan);

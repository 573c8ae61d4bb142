// <wg-smaller>: makes a chosen picture at most 1280 pixels wide or high before it is sent, so that it travels over a village's network.
class Smaller extends HTMLElement {
  connectedCallback() {
    this.input = this.querySelector('input[type=file]');
    this.input.addEventListener('change', () => this.shrink());
  }

  async shrink() {
    const [file] = this.input.files;
    if (!file?.type.startsWith('image/')) return;
    const picture = await createImageBitmap(file).catch(() => null);
    if (!picture) return;
    const scale = Math.min(1, 1280 / Math.max(picture.width, picture.height));
    const canvas = document.createElement('canvas');
    [canvas.width, canvas.height] = [Math.round(picture.width * scale), Math.round(picture.height * scale)];
    canvas.getContext('2d').drawImage(picture, 0, 0, canvas.width, canvas.height);
    const blob = await new Promise(done => canvas.toBlob(done, 'image/jpeg', 0.8));
    if (!blob || blob.size >= file.size) return;
    const chosen = new DataTransfer();
    chosen.items.add(new File([blob], 'photo.jpg', { type: 'image/jpeg' }));
    this.input.files = chosen.files;
  }
}
customElements.define('wg-smaller', Smaller);

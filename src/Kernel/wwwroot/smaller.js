// <wg-smaller>: makes chosen pictures at most 1280 pixels wide or high before they are sent, so that they travel over a village's network.
class Smaller extends HTMLElement {
  connectedCallback() {
    this.input = this.querySelector('input[type=file]');
    this.input?.addEventListener('change', () => this.shrinkAll());
  }

  async shrinkAll() {
    const sent = [...this.input.files], chosen = new DataTransfer();
    for (const file of sent) chosen.items.add(await this.shrink(file));
    // Somebody chose again meanwhile: theirs counts.
    if (sent.length === this.input.files.length && sent.every((file, i) => file === this.input.files[i])) this.input.files = chosen.files;
  }

  async shrink(file) {
    const picture = file.type.startsWith('image/') ? await createImageBitmap(file).catch(() => null) : null;
    if (!picture) return file;
    const scale = Math.min(1, 1280 / Math.max(picture.width, picture.height));
    const canvas = document.createElement('canvas');
    [canvas.width, canvas.height] = [Math.round(picture.width * scale), Math.round(picture.height * scale)];
    canvas.getContext('2d').drawImage(picture, 0, 0, canvas.width, canvas.height);
    const blob = await new Promise(done => canvas.toBlob(done, 'image/jpeg', 0.8));
    return blob && blob.size < file.size ? new File([blob], file.name.replace(/\.\w+$/, '') + '.jpg', { type: 'image/jpeg' }) : file;
  }
}
customElements.define('wg-smaller', Smaller);

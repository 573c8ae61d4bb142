// <wg-face>: looks at its owner's face on this phone, asks for the movements that the server has drawn by lot, and sends 128 numbers. No picture leaves the page.
import { isMade, poseOf } from './face-moves.js';

const folder = '/lib/face-api';
const patience = 45_000;

async function load() {
  globalThis.WebAssembly = undefined; // The page may not compile any: the library asks once and goes on without, but the browser would complain.
  const face = await import('/lib/face-api/face-api.esm.js');
  const isFast = document.createElement('canvas').getContext('webgl2', { failIfMajorPerformanceCaveat: true });
  await face.tf.setBackend(isFast ? 'webgl' : 'cpu');
  await face.tf.ready();
  await Promise.all([face.nets.tinyFaceDetector, face.nets.faceLandmark68TinyNet, face.nets.faceRecognitionNet].map(net => net.loadFromUri(folder)));
  return face;
}

async function send(address, method, body) {
  const answer = await fetch(address, { method, headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
  if (answer.ok) return answer.status === 204 ? null : answer.json();
  throw Object.assign(new Error(), { words: (await answer.json().catch(() => null))?.title });
}

class FaceCamera extends HTMLElement {
  connectedCallback() {
    this.video = this.querySelector('video');
    this.button = this.querySelector('button');
    if (!navigator.mediaDevices?.getUserMedia) return this.say('denied');
    this.button.hidden = false;
    this.button.addEventListener('click', () => this.start());
  }

  disconnectedCallback() { this.close(); }

  async start() {
    this.button.hidden = true;
    try {
      this.stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: 'user', width: { ideal: 640 } } });
    } catch {
      return this.stop(this.dataset.denied);
    }
    try {
      this.video.srcObject = this.stream;
      this.video.hidden = false;
      await this.video.play();
      this.say('loading');
      this.face ??= await load();
      await this.look();
      location.assign(this.dataset.next);
    } catch (trouble) {
      this.stop(trouble.words ?? this.dataset.failed);
    }
  }

  async look() {
    const { pose } = await this.until('still', 'find');
    const asked = await send('/api/v1/me/face/challenges', 'POST', {});
    for (const move of asked.moves) await this.until(move, move, pose);
    await this.until('still', 'still');
    this.say('busy');
    const seen = await this.seen().withFaceDescriptor();
    if (!seen) throw Object.assign(new Error(), { words: this.dataset.noface });
    await send(this.dataset.api, this.dataset.method, { challengeId: asked.id, moves: asked.moves, numbers: [...seen.descriptor] });
  }

  seen() {
    return this.face.detectSingleFace(this.video, new this.face.TinyFaceDetectorOptions({ inputSize: 224, scoreThreshold: 0.5 })).withFaceLandmarks(true);
  }

  /** Waits for a movement, as long as one has patience; says what happened instead. */
  async until(move, words, before) {
    this.say(words);
    let isThere = false;
    for (const end = Date.now() + patience; Date.now() < end && this.isConnected;) {
      const seen = await this.seen();
      isThere ||= Boolean(seen);
      const pose = seen && poseOf(seen);
      if (pose && isMade[move](pose, before)) return { pose };
      await new Promise(resolve => setTimeout(resolve, 60));
    }
    throw Object.assign(new Error(), { words: isThere ? this.dataset.nomove : this.dataset.noface });
  }

  say(what) { this.querySelector('[data-state]').textContent = this.dataset[what.replace(/-(.)/g, (_, letter) => letter.toUpperCase())] ?? what; }

  stop(words) {
    this.close();
    this.say(words);
    this.button.hidden = false;
  }

  close() {
    this.stream?.getTracks().forEach(track => track.stop());
    this.video.hidden = true;
  }
}

customElements.define('wg-face', FaceCamera);

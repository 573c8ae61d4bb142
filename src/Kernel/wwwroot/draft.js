// <wg-drafts>: what somebody has half written in a form stays on this device until the form has been taken, and stands there again when the form is opened anew: after another language, a
// signing in, an error, a lost network. Everybody has their own, by the mark of the form; what nobody signed in wrote ends with the tab. Never passwords, codes, numbers of papers, or files.
const life = 3 * 24 * 3600e3;
const before = 'wg-draft.';
const unkept = ['hidden', 'password', 'file', 'submit', 'button', 'reset', 'image'];
const secret = /(^|\.)(\w*Password|Code|\w*Number)$/;
const isBox = field => ['checkbox', 'radio'].includes(field.type);

// By name and, under one name, by value or place: what is kept must find its way back into a page made anew.
function fieldsOf(form) {
  const seen = {};
  return [...form.elements].filter(f => f.name && f.matches('input, select, textarea') && !unkept.includes(f.type) && !secret.test(f.name)).map(f => {
    const id = isBox(f) ? `${f.name}=${f.value}` : f.name;
    seen[id] = (seen[id] ?? 0) + 1;
    return [`${id}#${seen[id]}`, f];
  });
}

// What is chosen in a list begins with a line end, so that it is not taken for words.
const chosen = options => `\n${options.map(o => o.value).join('\n')}`;
const now = f => isBox(f) ? f.checked : f.options ? chosen([...f.selectedOptions]) : f.value;
function first(f) {
  if (!f.options) return isBox(f) ? f.defaultChecked : f.defaultValue;
  const asked = [...f.options].filter(o => o.defaultSelected);
  return chosen(asked.length || f.multiple ? asked : [...f.options].filter(o => !o.disabled).slice(0, 1));
}
function put(f, value) {
  if (isBox(f)) f.checked = value;
  else if (f.options) [...f.options].forEach(o => { o.selected = value.split('\n').slice(1).includes(o.value); });
  else f.value = value;
}

function asksForWords(form) {
  const fields = form.method === 'post' && !form.hidden ? fieldsOf(form).map(([, f]) => f) : [];
  return fields.some(f => f.type === 'textarea' || f.maxLength >= 300) || new Set(fields.map(f => f.name)).size >= 3;
}

// Whose it is, and which form on which page about what: the ids that stand in it, never its place in a list.
function nameOf(form) {
  const hidden = [...form.querySelectorAll('input[type=hidden]')];
  const about = hidden.filter(f => /^_handler$|(^|\.)(Do|Step)$/.test(f.name) || /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i.test(f.value) && !f.name.endsWith('Nonce'));
  const at = new URL(form.getAttribute('action') ?? location.href, location.href);
  const text = [at.pathname + at.search, ...about.map(f => f.value)].join('\n');
  const hash = [...text].reduce((sum, c) => Math.imul(sum ^ c.codePointAt(0), 16777619) >>> 0, 2166136261);
  return `${hidden.find(f => f.name === '_by')?.value ?? ''}.${hash.toString(36).padStart(7, '0')}`;
}

const storeOf = name => name.startsWith('.') ? sessionStorage : localStorage;
const read = name => JSON.parse(storeOf(name).getItem(before + name)) ?? { fields: {} };
const forget = is => [localStorage, sessionStorage].forEach(store => Object.keys(store)
  .filter(key => key.startsWith(before) && is(key.slice(before.length), store)).forEach(key => store.removeItem(key)));

// A field that stands as the page had it when the writing began is none of the draft, also when the page has come back with something else in between.
function save(form) {
  const name = nameOf(form);
  const { fields } = read(name);
  for (const [id, f] of fieldsOf(form)) {
    const [value, start] = [now(f), fields[id]?.[1] ?? first(f)];
    fields[id] = value === start ? undefined : [value, start];
  }
  if (Object.values(fields).some(kept => kept)) storeOf(name).setItem(before + name, JSON.stringify({ at: Date.now(), fields }));
  else forget(key => key === name);
}

class Drafts extends HTMLElement {
  connectedCallback() {
    const taken = document.cookie.match(/(?:^|; )wg-taken=([^;]+)/)?.[1];
    document.cookie = 'wg-taken=; path=/; max-age=0';
    forget((name, store) => taken && name.startsWith(taken) || Date.now() - JSON.parse(store.getItem(before + name)).at > life);
    [...document.forms].filter(asksForWords).forEach(form => this.restore(form));
    ['input', 'change'].forEach(kind => document.addEventListener(kind, ({ target: { form } }) => form && asksForWords(form) && save(form)));
    document.addEventListener('submit', event => asksForWords(event.target) && this.send(event), true);
    addEventListener('online', () => document.querySelectorAll('form [data-offline]').forEach(note => note.remove()));
  }

  // What the page itself says otherwise by now is not written over: then the words stand beside it.
  restore(form) {
    if ([form.elements._handler?.value, 'sent-before'].includes(this.dataset.posted)) return;
    const [name, here, filled, left] = [nameOf(form), new Map(fieldsOf(form)), [], []];
    for (const [id, [value, start]] of Object.entries(read(name).fields)) {
      const f = here.get(id);
      if (f && now(f) === value) continue;
      if (f && first(f) === start && now(f) === start) filled.push([f, value]);
      else if (typeof value === 'string' && value.trim() && !value.startsWith('\n')) left.push(value);
    }
    if (!filled.length && !left.length) return;
    filled.forEach(([f, value]) => put(f, value));
    const note = this.say(form, 'kept');
    left.forEach(words => note.firstElementChild.append(document.createElement('br'), words));
    note.querySelector('button').addEventListener('click', () => {
      filled.forEach(([f]) => put(f, first(f)));
      forget(key => key === name);
      note.remove();
    });
  }

  say(form, what) {
    form.querySelectorAll(`[data-${what}]`).forEach(old => old.remove());
    form.prepend(this.querySelector('template').content.querySelector(`[data-${what}]`).cloneNode(true));
    for (let around = form.closest('details'); around; around = around.parentElement.closest('details')) around.open = true;
    return form.firstElementChild;
  }

  send(event) {
    const form = event.target;
    const field = form.querySelector('input[name=_draft]') ?? form.appendChild(Object.assign(document.createElement('input'), { type: 'hidden', name: '_draft' }));
    field.value = nameOf(form);
    save(form);
    if (navigator.onLine) return;
    event.preventDefault();
    this.say(form, 'offline').scrollIntoView({ block: 'center' });
  }
}

customElements.define('wg-drafts', Drafts);

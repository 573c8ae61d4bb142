// Going back shows a form anew: what was typed comes back, its hidden id does not. The id is kept with this place of the history, so that it is known for the
// same form. Without this the server compares what was sent.
const fields = [...document.querySelectorAll('input[name=_once]')];
const kept = history.state?.once ?? [];
fields.forEach((field, i) => { field.value = kept[i] ?? field.value; });
history.replaceState({ ...history.state, once: fields.map(field => field.value) }, '');

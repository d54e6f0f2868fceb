// Passkeys: the browser makes and shows them. The server gives the options and judges the answer;
// here bytes become text and text becomes bytes, and nothing is decided. What fails is said beside
// the button, in the page's own words.

/** Wakes the buttons of passkeys; without passkeys in the browser they stay hidden. */
export function mountPasskeys() {
  if (!window.PublicKeyCredential) return;
  for (const part of document.querySelectorAll('[data-passkey]')) {
    part.hidden = false;
    const button = part.querySelector('button');
    button.addEventListener('click', async () => {
      const said = part.querySelector('[role=alert]');
      said.textContent = '';
      button.disabled = true;
      try {
        await (part.dataset.passkey === 'make' ? make(part) : show(part));
      } catch {
        said.textContent = part.dataset.failed;
        button.disabled = false;
        button.focus();
      }
    });
  }
}

/** Makes a key, and sends it as a form, so that the answer is a page. */
async function make(part) {
  const { ceremony, options } = await begin('/konto/passernycklar/borja');
  const made = await navigator.credentials.create({
    publicKey: {
      ...options,
      challenge: bytes(options.challenge),
      user: { ...options.user, id: bytes(options.user.id) },
      excludeCredentials: descriptors(options.excludeCredentials),
    },
  });
  const answer = {
    id: made.id,
    rawId: text(made.rawId),
    type: made.type,
    extensions: made.getClientExtensionResults(),
    response: {
      attestationObject: text(made.response.attestationObject),
      clientDataJSON: text(made.response.clientDataJSON),
      transports: made.response.getTransports?.() ?? [],
    },
  };
  send('/konto/passernycklar/klar', { ceremoni: ceremony, svar: JSON.stringify(answer), namn: part.dataset.name });
}

/** Shows a key: to sign in, or to prove who one is and then send the form that waits. */
async function show(part) {
  const { ceremony, options } = await begin('/logga-in/passernyckel/borja');
  const shown = await navigator.credentials.get({
    publicKey: {
      ...options,
      challenge: bytes(options.challenge),
      allowCredentials: descriptors(options.allowCredentials),
    },
  });
  const { response } = shown;
  const answer = {
    id: shown.id,
    rawId: text(shown.rawId),
    type: shown.type,
    extensions: shown.getClientExtensionResults(),
    response: {
      authenticatorData: text(response.authenticatorData),
      clientDataJSON: text(response.clientDataJSON),
      signature: text(response.signature),
      userHandle: response.userHandle && text(response.userHandle),
    },
  };
  const fields = { ceremoni: ceremony, svar: JSON.stringify(answer) };
  const waiting = part.dataset.sends && document.getElementById(part.dataset.sends);
  if (!waiting) {
    send('/logga-in/passernyckel', { ...fields, till: document.querySelector('input[name=till]')?.value ?? '' });
    return;
  }
  await ask('/logga-in/passernyckel', new URLSearchParams(fields));
  waiting.submit();
}

async function begin(path) {
  return (await ask(path, '')).json();
}

async function ask(path, body) {
  const headers = { accept: 'application/json', 'x-csrf-token': csrf(), 'content-type': 'application/x-www-form-urlencoded' };
  const answered = await fetch(path, { method: 'POST', headers, body });
  if (!answered.ok) throw new Error(String(answered.status));
  return answered;
}

function csrf() {
  return document.querySelector('meta[name=csrf-token]')?.content ?? '';
}

function send(path, fields) {
  const form = document.createElement('form');
  form.method = 'post';
  form.action = path;
  for (const [name, value] of Object.entries({ _csrf: csrf(), ...fields })) {
    const input = document.createElement('input');
    input.type = 'hidden';
    input.name = name;
    input.value = value;
    form.append(input);
  }
  document.body.append(form);
  form.submit();
}

function descriptors(list) {
  return (list ?? []).map((one) => ({ ...one, id: bytes(one.id) }));
}

function bytes(base64url) {
  const plain = atob(base64url.replaceAll('-', '+').replaceAll('_', '/'));
  return Uint8Array.from(plain, (char) => char.charCodeAt(0));
}

function text(buffer) {
  const plain = String.fromCharCode(...new Uint8Array(buffer));
  return btoa(plain).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
}

// The draft on the server: kept at every pause, so that nothing typed is ever lost.
//
// POST `{version, head, lines}` answers 200 `{version, saved_at}`. When somebody else has kept
// the same draft meanwhile it answers 409 `{version, saved_by, saved_at, head, lines}`, and the
// user is shown both.

import { afterPause } from '../dom.js';

const PAUSE_MILLISECONDS = 800;
const AGAIN_MILLISECONDS = 5000;
/** What a browser will still send for a page that is closed, with room for the headers. */
const KEEPALIVE_BYTES_MAX = 60 * 1024;

/** Headers of a write by script. */
export function writeHeaders() {
  const token = document.querySelector('meta[name=csrf-token]')?.content ?? '';
  return { 'content-type': 'application/json', accept: 'application/json, application/problem+json', 'x-csrf-token': token };
}

/** Whether the session has ended: what is typed stays, and is kept when the user is back. */
export function isSignedOut(status) {
  return status === 401 || status === 403;
}

/** Keeps one draft. `content()` gives `{head, lines}`; `tell(state, details)` shows how it went. */
export class Draft {
  #address;
  #content;
  #tell;
  #pause = afterPause(PAUSE_MILLISECONDS, () => this.save());
  #again = afterPause(AGAIN_MILLISECONDS, () => this.save());
  #saving = null;
  /** Whether the saving under way arrives even if the page is closed. */
  #outlives = false;
  #dirty = false;
  #stopped = false;
  #finished = false;

  constructor({ address, version, content, tell }) {
    this.#address = address;
    this.version = version;
    this.#content = content;
    this.#tell = tell;
    if (!address) return;
    document.addEventListener('visibilitychange', () => { if (document.hidden && this.#dirty) this.save(); });
    window.addEventListener('pagehide', () => { if (this.#dirty) this.save(); });
    window.addEventListener('beforeunload', (event) => this.#leave(event));
  }

  /** Something was typed. */
  touch() {
    if (!this.#address) return;
    this.#dirty = true;
    if (!this.#stopped) this.#pause();
  }

  /** Keeps it now, one saving at a time; what was typed meanwhile is kept after. */
  async save() {
    if (!this.#address || this.#stopped) return;
    this.#pause.cancel();
    if (this.#saving) {
      await this.#saving;
      if (!this.#dirty || this.#stopped) return;
    }
    this.#saving = this.#send();
    await this.#saving;
    this.#saving = null;
  }

  /** Keeps all that is typed. Says whether it is kept: then the page can be left, or the draft changed. */
  async flush() {
    if (this.#dirty || this.#saving) await this.save();
    return !this.#dirty && !this.#stopped;
  }

  /** No more saving: the voucher is being posted, or two versions wait for the user to choose. */
  stop() {
    this.#stopped = true;
    this.#pause.cancel();
    this.#again.cancel();
    return this.#saving;
  }

  /** Saving goes on, from this version. */
  resume(version) {
    this.version = version;
    this.#stopped = false;
    if (this.#dirty) this.#pause();
  }

  /** The voucher is posted: there is no draft any more, and the page can be left. */
  finish() {
    this.stop();
    this.#finished = true;
  }

  async #send() {
    this.#dirty = false;
    const body = JSON.stringify({ version: this.version, ...this.#content() });
    this.#outlives = new Blob([body]).size <= KEEPALIVE_BYTES_MAX;
    try {
      const answer = await fetch(this.#address, { method: 'POST', headers: writeHeaders(), body, keepalive: this.#outlives });
      if (answer.status === 409) {
        this.#dirty = true;
        this.stop();
        this.#tell('conflict', await answer.json());
      } else if (answer.ok) {
        const { version, saved_at: savedAt } = await answer.json();
        this.version = version;
        this.#tell('saved', { savedAt });
      } else {
        this.#failed(isSignedOut(answer.status) ? 'signed-out' : 'failed');
      }
    } catch {
      this.#failed('failed');
    }
  }

  #failed(how) {
    this.#dirty = true;
    this.#tell(how);
    if (!this.#stopped) this.#again();
  }

  /**
   * The page is about to be left. What can be sent so that it arrives after the page is gone is
   * sent; for what cannot, the browser asks the user to wait.
   */
  #leave(event) {
    if (this.#finished) return;
    if (this.#dirty && !this.#saving) this.save();
    if (this.#dirty || (this.#saving && !this.#outlives)) event.preventDefault();
  }
}

// What the grid says to the server: its lines, its draft, its posting.

import { showConflict } from './conflict.js';
import { Draft, isSignedOut, writeHeaders } from './draft.js';
import { shownTable } from './shown.js';

/** The server's side of one grid. */
export class Server {
  #grid;
  #draft;
  #posting = false;
  /** Made once for what is posted, so that a retry after a lost answer posts nothing twice. */
  #requestId = crypto.randomUUID();

  constructor(grid) {
    this.#grid = grid;
    this.#draft = new Draft({
      address: grid.config.draft_url,
      version: grid.config.version,
      content: () => grid.content(),
      tell: (state, details) => this.#tell(state, details),
    });
  }

  /** Fetches lines that are too many to stand in the page. */
  async fetchLines() {
    const { config, model, texts } = this.#grid;
    this.#grid.status(texts['grid-loading']);
    try {
      const answer = await fetch(config.lines_url, { headers: { accept: 'application/json' } });
      if (!answer.ok) throw new Error(String(answer.status));
      model.reset((await answer.json()).lines);
      this.#grid.status('');
    } catch {
      // Saving an empty grid over the draft would lose it.
      this.#draft.stop();
      this.#grid.status(texts['grid-failed']);
    }
  }

  /** What posting would give, under the grid until something is typed. */
  #show(...tables) {
    this.#grid.root.querySelector('[data-shown]').replaceChildren(...tables);
  }

  /** Something was typed: the draft is kept at the next pause. */
  touch() {
    this.#show();
    this.#requestId = crypto.randomUUID();
    this.#draft.touch();
  }

  /** Keeps the draft now. */
  save() {
    this.#draft.save();
  }

  /** Sends a form that does something to the same draft, when all that is typed is kept. */
  async sendAfterDraft(form) {
    const { active } = this.#grid.view;
    if (active) this.#grid.settle(active.at, active.key);
    if (await this.#draft.flush()) form.submit();
  }

  /** Posts as JSON. 200 leads on; 422 says what was refused; all that was typed stays. */
  async post(intent, accepted = undefined) {
    if (this.#posting) return;
    const { active } = this.#grid.view;
    if (active) this.#grid.settle(active.at, active.key);
    this.#busy(true);
    await this.#draft.stop();
    try {
      const answer = await fetch(this.#grid.config.post_url, {
        method: 'POST',
        headers: { ...writeHeaders(), 'idempotency-key': this.#requestId },
        body: JSON.stringify({ version: this.#draft.version, intent, accepted, ...this.#grid.content() }),
      });
      const body = await answer.json().catch(() => ({}));
      if (answer.ok && body.redirect) {
        this.#draft.finish();
        location.assign(body.redirect);
        return;
      }
      if (answer.ok && body.shown) {
        this.#draft.resume(body.version);
        this.#show(...body.shown.map(shownTable));
        this.#grid.refusals.show([], () => {});
        this.#grid.view.render();
        this.#grid.status('');
        this.#busy(false);
        return;
      }
      // What is refused is kept all the same, at a version that what is typed next follows on.
      this.#draft.resume((answer.status === 422 && body.version) || this.#draft.version);
      this.#answered(answer.status, body, intent);
    } catch {
      this.#draft.resume(this.#draft.version);
      this.#grid.status(this.#grid.texts['grid-post-failed']);
    }
    this.#busy(false);
  }

  #answered(status, body, intent) {
    const { texts, refusals, view } = this.#grid;
    // This request was answered; only one whose answer was lost is sent again under its id.
    if (status === 422 || status === 409) this.#requestId = crypto.randomUUID();
    if (status === 422) {
      this.#grid.status('');
      refusals.show(body.refusals ?? [], (names, reason) => this.post(intent, { names, reason }));
      view.render();
    } else if (status === 409) {
      this.#draft.stop();
      this.#conflict(body);
    } else {
      this.#grid.status(texts[isSignedOut(status) ? 'grid-signed-out' : 'grid-post-failed']);
    }
  }

  #tell(state, details) {
    const { texts } = this.#grid;
    if (state === 'saved') this.#grid.status(`${texts['grid-saved']} ${details.savedAt}`);
    else if (state === 'conflict') this.#conflict(details);
    else this.#grid.status(texts[`grid-${state}`]);
  }

  #conflict(theirs) {
    const { root, model, texts, view } = this.#grid;
    showConflict(root.querySelector('dialog.conflict'), {
      columns: model.columns,
      mine: model.lines(),
      theirs,
      texts,
      keep: () => {
        this.#draft.resume(theirs.version);
        this.#draft.save();
      },
      take: () => {
        model.mark();
        model.reset(theirs.lines);
        this.#grid.padRows();
        this.#takeHead(theirs.head ?? {});
        this.#draft.resume(theirs.version);
        this.#grid.sums();
        view.focus(0, model.columns[0].key);
        this.#grid.status(texts['grid-conflict-taken']);
      },
    });
  }

  #takeHead(head) {
    for (const [name, value] of Object.entries(head)) {
      const field = this.#grid.head.querySelector(`[name="${CSS.escape(name)}"]`);
      if (field) field.value = value;
    }
  }

  #busy(busy) {
    this.#posting = busy;
    for (const button of this.#grid.root.querySelectorAll('[data-grid-do=post]')) button.disabled = busy;
    if (busy) this.#grid.status(this.#grid.texts['grid-posting']);
  }
}

import { html, render } from 'lit';

/** Asks; resolves to whether the answer was yes. The kind is 'danger' where yes cannot be undone. */
export function confirmed({ title, text, yes, no, kind = 'primary' }) {
  const dialog = document.createElement('dialog');
  dialog.setAttribute('aria-labelledby', 'confirm-title');
  render(
    html`<form method="dialog">
      <h2 id="confirm-title">${title}</h2>
      <p>${text}</p>
      <div class="actions"><button value="no" autofocus>${no}</button><button class=${kind} value="yes">${yes}</button></div>
    </form>`,
    dialog
  );
  document.body.append(dialog);
  dialog.showModal();
  return new Promise((resolve) => {
    dialog.addEventListener('close', () => {
      dialog.remove();
      resolve(dialog.returnValue === 'yes');
    });
  });
}

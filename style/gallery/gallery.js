// Copies the samples once per theme, makes ids and radio names unique, and opens menus and dialogs.
const themes = { '#claro': ['light'], '#escuro': ['dark'] }[location.hash] ?? ['light', 'dark'];
fetch('../../app/src/ui/sprite.svg').then((r) => r.text()).then((svg) => document.body.insertAdjacentHTML('afterbegin', svg));
for (const theme of themes) {
  const box = document.createElement('div');
  box.className = 'g-theme';
  box.dataset.theme = theme;
  box.append(document.getElementById('tudo').content.cloneNode(true));
  for (const el of box.querySelectorAll('[id]')) el.id += theme;
  for (const el of box.querySelectorAll('[for]')) el.htmlFor += theme;
  for (const el of box.querySelectorAll('[name]')) el.name += theme;
  for (const el of box.querySelectorAll('[data-pop]')) el.popoverTargetElement = box.querySelector(`[data-id="${el.dataset.pop}"]`);
  for (const el of box.querySelectorAll('[data-dlg]')) el.onclick = () => box.querySelector(`[data-id="${el.dataset.dlg}"]`).showModal();
  for (const el of box.querySelectorAll('.cbx--mixed')) el.indeterminate = true;
  document.body.append(box);
}

// What is done before the page's program runs is kept here and done again once it does. What the browser does by itself
// (links, forms with an address) is left to it.
(() => {
const page = document, root = page.documentElement, kept = [], field = "input:not([type=checkbox],[type=radio],[type=file]),textarea,select";
const keep = (on, what, again) => {
  const last = kept.at(-1);
  // Pressed again because nothing happened: once is what was meant.
  if (kept.length < 50 && !(what === "click" && last?.on === on && last.what === what)) kept.push({ on, what, again, at: Date.now() });
};
const tell = (on, name) => on.dispatchEvent(new Event(name, { bubbles: true }));
const hear = {
  click: (event) => {
    const on = event.target.closest("a,button,label,summary,input,select,textarea");
    const pop = on?.popoverTargetElement;
    if (pop) keep(on, "click", (on) => { if (pop.matches(":popover-open")) { pop.hidePopover(); on.click(); } });
    else if (on?.type === "button") keep(on, "click", (on) => on.click());
  },
  submit: (event) => {
    const on = event.target;
    if (on.matches("[action],[method]")) return;
    event.preventDefault();
    keep(on, "click", (on) => on.requestSubmit());
  },
  input: ({ target }) => {
    const { type, value, checked } = target;
    if (type === "file") return;
    if (!kept.some((one) => one.on === target && one.what === "input")) keep(target, "input");
    const one = kept.find((one) => one.on === target && one.what === "input");
    if (one) one.again = (on) => {
      if (/checkbox|radio/.test(on.type) && on.checked === checked) return;
      if (on.checked !== checked) on.checked = checked; else on.value = value;
      tell(on, "input");
      tell(on, "change");
    };
  },
  keydown: (event) => {
    const { key, code, location, shiftKey, ctrlKey, metaKey, altKey, isComposing, target } = event;
    const control = ctrlKey || metaKey, types = target.matches(field) || target.isContentEditable;
    // A space by itself scrolls; after a shortcut it is between words.
    const follows = target === page.body && kept.at(-1)?.what === "key";
    const shortcut = control ? !altKey && /^(k|s|Enter)$/i.test(key) : (!types || altKey) && (altKey ? /^\d$/ : follows ? /^(.|F8)$/ : /^(\S|F8)$/).test(key);
    if (isComposing || location === 3 || !shortcut || event.getModifierState("AltGraph")) return;
    event.preventDefault();
    keep(target, "key", (on) => {
      const at = control ? on : page.activeElement ?? page.body;
      const free = at.dispatchEvent(new KeyboardEvent("keydown", { key, code, location, shiftKey, ctrlKey, metaKey, altKey, bubbles: true, cancelable: true }));
      // A key before it has brought a field by now.
      if (free && !control && !altKey && at.matches(field)) { at.value += key; tell(at, "input"); }
    });
  },
};
for (const name in hear) page.addEventListener(name, hear[name], true);
root.dataset.arriving = "";
const seen = new MutationObserver(async () => {
  seen.disconnect();
  for (const name in hear) page.removeEventListener(name, hear[name], true);
  delete root.dataset.arriving;
  const again = (one) => {
    const on = one.on.isConnected ? one.on : page.getElementById(one.on.id);
    if (on && Date.now() - one.at < 30000) one.again(on);
  };
  // Texts first and at once, before another letter is typed.
  kept.filter((one) => one.what === "input").forEach(again);
  for (const one of kept) if (one.what !== "input") { await new Promise((done) => setTimeout(done, 30)); again(one); }
});
seen.observe(root, { attributeFilter: ["data-hydrated"] });
})();

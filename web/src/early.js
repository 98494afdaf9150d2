// Before anything is drawn: the theme, and that JavaScript builds the page. Not a module, so that it
// runs at once; if the page cannot start, what the server sent is shown instead.
(() => {
  const root = document.documentElement;
  const asked = new URLSearchParams(location.search).get("theme");
  let kept = null;
  try { kept = localStorage.getItem("kg-theme"); } catch { /* storage may be forbidden */ }
  const theme = asked ?? kept;
  if (theme === "light" || theme === "dark") root.dataset.theme = theme;
  const plain = /** @type {HTMLLinkElement | null} */ (document.querySelector('link[href*="/app.css"]'));
  root.classList.add("js");
  if (plain) plain.disabled = true;
  const giveUp = () => {
    if (root.classList.contains("started")) return;
    root.classList.remove("js");
    if (plain) plain.disabled = false;
  };
  window.addEventListener("error", giveUp, true);
  window.addEventListener("unhandledrejection", giveUp);
})();

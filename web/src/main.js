// Starts the page: reads the URL, fetches the words, builds the shell, and draws.

import * as api from "./api.js";
import { follow, read } from "./address.js";
import { createCommands } from "./commands.js";
import { find } from "./dom.js";
import { fetchAhead } from "./features.js";
import { initial } from "./state.js";
import { mountShell } from "./shell.js";
import { createStore } from "./store.js";
import { speak, t } from "./words.js";

const CALM = 2000; // milliseconds
const asked = new URLSearchParams(location.search);
const view = { ...read(location.search), ...remembered() };
if (view.focus) void api.neighbourhood(view.focus).catch(() => null); // while the words are on their way
const [start] = await Promise.all([api.start(), speak(view.lang)]);
const store = createStore(initial(view));
const commands = createCommands(store, api);
/** @type {import("./types.js").App} */
const app = { store, api, start, commands, announce: (text) => (find("#live").textContent = text), actions: new Map() };
mountShell(app);
document.documentElement.classList.add("started");
follow(store, () => void commands.complete());
const pinned = asked.get("version");
if (pinned && !start.version.startsWith(pinned)) store.dispatch({ type: "failed", text: t("share.changed"), retry: null });
await commands.complete();
setTimeout(lookAhead, CALM);
// where no picture is drawn there is none to wait for
const isStill = view.view !== "compare" && ((!view.focus && view.path === null) || !["graph", "document"].includes(view.view));
if (isStill) Object.assign(window, { __ready: true });

/** Fetch what comes next once a picture stands, and not while anybody waits for one. */
function lookAhead() {
  if (Reflect.get(window, "__ready") === true && store.get().graph.nodes.size > 0) fetchAhead();
  else setTimeout(lookAhead, CALM);
}

/** What a person chose at another visit, unless the URL says otherwise. */
function remembered() {
  /** @type {Partial<import("./types.js").View>} */
  const found = {};
  try {
    const lang = localStorage.getItem("kg-lang"), theme = localStorage.getItem("kg-theme");
    if (!asked.has("lang") && lang === "zh-Hant") found.lang = lang;
    if (!asked.has("theme") && (theme === "light" || theme === "dark")) found.theme = theme;
  } catch { /* storage may be forbidden */ }
  return found;
}

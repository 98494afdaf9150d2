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

const asked = new URLSearchParams(location.search);
const view = { ...read(location.search), ...remembered() };
if (view.focus) void api.neighbourhood(view.focus, null, view.bridges).catch(() => null); // while the words are on their way
const [known] = await Promise.all([api.start(), speak(view.lang)]);
// what joins two entities is named as relations are
const start = { ...known, properties: { ...known.properties, ...known.bridges } };
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
afterFirstPicture();
// where no picture is drawn there is none to wait for
const isStill = view.view !== "compare" && ((!view.focus && view.path === null) || !["graph", "document"].includes(view.view));
if (isStill) Object.assign(window, { __ready: true });

/** What will be needed next is fetched when a first picture has stood for a while: until then nothing is in its way. */
function afterFirstPicture() {
  const PAUSE = 2000; // milliseconds
  const end = store.subscribe(look);
  look();
  function look() {
    if (store.get().graph.nodes.size === 0) return;
    end();
    setTimeout(() => void commands.settled().then(fetchAhead), PAUSE);
  }
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

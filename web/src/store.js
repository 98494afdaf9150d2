// The state of the page: one frozen value, changed by actions only, watched by whoever shows it.

import { reduce } from "./state.js";

/** @typedef {import("./types.js").State} State */
/** @typedef {import("./state.js").Action} Action */
/** @typedef {ReturnType<typeof createStore>} Store */

/** @param {State} first */
export function createStore(first) {
  let state = first;
  /** @type {Set<(state: State, before: State) => void>} */
  const watchers = new Set();
  return {
    /** @returns {State} */
    get: () => state,
    /** @param {Action} action */
    dispatch(action) {
      const before = state;
      state = reduce(before, action);
      if (state !== before) for (const watch of [...watchers]) watch(state, before);
    },
    /**
     * Call `watch` at each change; the answer ends it.
     * @param {(state: State, before: State) => void} watch
     */
    subscribe(watch) {
      watchers.add(watch);
      return () => watchers.delete(watch);
    },
    /**
     * Call `watch` now, and whenever one of these parts of the state is another.
     * @param {(keyof State)[]} parts
     * @param {(state: State) => void} watch
     */
    watch(parts, watch) {
      watch(state);
      return this.subscribe((now, before) => {
        if (parts.some((part) => now[part] !== before[part])) watch(now);
      });
    },
  };
}

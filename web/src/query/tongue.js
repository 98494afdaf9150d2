// The language of the browser as the charts' library takes it when it is loaded: it must be a tag.
// Chromium in the locale C calls its language en-US@posix, which no Intl takes.

try {
  Intl.getCanonicalLocales(navigator.language);
} catch {
  Object.defineProperty(navigator, "language", { value: "en", configurable: true });
}

export {};

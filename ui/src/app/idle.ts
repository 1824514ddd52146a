// The idle lock: counts from the last key, click or touch. Looks at the clock, so a computer that slept locks at once.

const SIGNS = ['keydown', 'pointerdown', 'pointermove', 'wheel', 'touchstart'] as const;
const LOOK_EVERY = 5_000;

/** Watches for signs of use; `onidle` is called once when none came for `minutes()`. Returns the way to stop. */
export function watchIdle(minutes: () => number, onidle: () => void, now: () => number = Date.now): () => void {
  let last = now();
  let done = false;
  const used = (): void => {
    last = now();
  };
  const look = (): void => {
    if (done || now() - last < minutes() * 60_000) return;
    done = true;
    onidle();
  };
  SIGNS.forEach((sign) => window.addEventListener(sign, used, { capture: true, passive: true }));
  const timer = setInterval(look, LOOK_EVERY);
  // Back from sleep or from another window: look before anything can be read.
  document.addEventListener('visibilitychange', look);
  return () => {
    clearInterval(timer);
    document.removeEventListener('visibilitychange', look);
    SIGNS.forEach((sign) => window.removeEventListener(sign, used, { capture: true }));
  };
}

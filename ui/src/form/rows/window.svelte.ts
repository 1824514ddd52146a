// Which rows of a long list are in view. Rows have one height, so a place is a product and nothing is measured.

/** A window onto `total` rows of equal height. */
export class RowWindow {
  readonly height: number;
  top = $state(0);
  view = $state(400);
  readonly #total: () => number;
  readonly #margin = 8;

  readonly from = $derived.by(() => Math.max(0, Math.floor(this.top / this.height) - this.#margin));
  readonly to = $derived.by(() =>
    Math.min(this.#total(), Math.ceil((this.top + this.view) / this.height) + this.#margin),
  );
  readonly positions = $derived.by(() =>
    Array.from({ length: Math.max(0, this.to - this.from) }, (_, index) => this.from + index),
  );

  constructor(height: number, total: () => number) {
    this.height = height;
    this.#total = total;
  }

  /** Scrolls the element so that a row is in view below a header of some height. */
  reveal(element: HTMLElement | undefined, position: number, header: number): void {
    if (!element) return;
    const start = position * this.height;
    const end = start + this.height;
    const room = element.clientHeight - header;
    if (start < element.scrollTop) element.scrollTop = start;
    else if (room > 0 && end > element.scrollTop + room) element.scrollTop = end - room;
    // The scroll event comes a frame later; the row is wanted now.
    this.top = element.scrollTop;
  }
}

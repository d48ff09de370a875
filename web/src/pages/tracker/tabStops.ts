const scrollers = '.ag-body-vertical-scroll-viewport, .ag-body-horizontal-scroll-viewport'

// The grid is one stop for the Tab key in its headings and one in its body; arrows walk inside.
// AG Grid leaves every cell out of the tab order and marks its heading strip as focusable, which
// hides both from assistive tools. Called whenever other cells may have been drawn.
// `last` is the cell that had the focus last, wherever its row stands now.
export function mendTabStops(
  root: HTMLElement | null,
  last: { id: string; column: string } | null = null,
): void {
  if (!root) return
  root.querySelectorAll('.ag-header-viewport[tabindex]').forEach((strip) => strip.removeAttribute('tabindex'))
  // Chromium lets Tab stop at anything that scrolls and holds nothing to focus: here, scroll bars.
  root.querySelectorAll<HTMLElement>(scrollers).forEach((scroller) => (scroller.tabIndex = -1))
  stopAt(root, '.ag-header-viewport .ag-header-cell')
  stopAt(
    root,
    '.ag-center-cols-container .ag-cell',
    last && `[row-id="${last.id}"] [col-id="${last.column}"]`,
  )
}

function stopAt(root: HTMLElement, selector: string, last: string | null = null): void {
  const cells = [...root.querySelectorAll<HTMLElement>(selector)]
  const wanted =
    cells.find((cell) => cell.classList.contains('ag-cell-focus')) ??
    cells.find((cell) => last !== null && cell.matches(last)) ??
    topLeft(cells)
  for (const cell of cells) {
    const tabIndex = cell === wanted ? 0 : -1
    if (cell.tabIndex !== tabIndex) cell.tabIndex = tabIndex
  }
}

// Drawn order is not the order on the page once the grid has scrolled.
function topLeft(cells: readonly HTMLElement[]): HTMLElement | undefined {
  const place = (cell: HTMLElement) => {
    const row = Number(cell.closest('[row-index]')?.getAttribute('row-index') ?? 0)
    return row * 1000 + Number(cell.getAttribute('aria-colindex') ?? 0)
  }
  return cells.reduce<HTMLElement | undefined>(
    (best, cell) => (!best || place(cell) < place(best) ? cell : best),
    undefined,
  )
}

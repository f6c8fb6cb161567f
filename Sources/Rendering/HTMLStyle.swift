/// How a page of HTML looks: light or dark as the reader's system is, in black and white on paper.
enum HTMLStyle {
  /// The style sheet, ending in a newline.
  static let text = """
    :root { color-scheme: light dark; --ink: #1a1a1a; --quiet: #595959; --line: #d0d0d0; --paper: #fff; }
    @media (prefers-color-scheme: dark) {
    :root { --ink: #e8e8e8; --quiet: #a8a8a8; --line: #444; --paper: #161616; }
    }
    body { margin: 0; background: var(--paper); color: var(--ink);
    font: 15px/22px system-ui, sans-serif; }
    main { padding: 1.5rem; }
    h1 { font-size: 1.4rem; margin: 0 0 .25rem; }
    h2, caption { font-size: 1.1rem; font-weight: 600; text-align: start; margin: 1.5rem 0 .5rem; }
    caption { padding: .5rem 0; }
    p { color: var(--quiet); margin: 0 0 1rem; overflow-wrap: anywhere; }
    .hidden { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
    .table { position: relative; overflow-x: auto; margin-bottom: 1rem; }
    table { width: max-content; border-collapse: separate; border-spacing: 0;
    font-variant-numeric: tabular-nums; }
    th, td { padding: 5px 1rem 5px 0; text-align: start; vertical-align: top;
    border-bottom: 1px solid var(--line); overflow-wrap: break-word; max-width: 26rem; }
    thead th { color: var(--quiet); vertical-align: bottom; border-bottom: 2px solid var(--line); }
    tbody th { font-weight: 500; }
    tr > th:first-child { position: sticky; left: 0; background: var(--paper); }
    @media (max-width: 40rem) { main { padding: 1rem; } tr > th:first-child { max-width: 8rem; } }
    tfoot th, tfoot td { font-weight: 700; border-top: 2px solid var(--line); }
    .number { text-align: end; white-space: nowrap; }
    li { overflow-wrap: anywhere; }
    @media print {
    :root { color-scheme: light; --ink: #000; --quiet: #333; --line: #999; --paper: #fff; }
    @page { size: landscape; margin: 12mm; }
    body { font-size: 9px; }
    main { padding: 0; }
    .table { overflow: visible; }
    table { width: auto; }
    th, td { max-width: none; overflow-wrap: anywhere; }
    tr > th:first-child { position: static; }
    thead { display: table-header-group; }
    tr { break-inside: avoid; }
    }

    """
}

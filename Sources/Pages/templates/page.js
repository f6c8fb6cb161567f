"use strict";
(() => {
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const say = (text) => { document.getElementById("status").textContent = text; };
  const plain = (cell) => cell.dataset.v ?? (cell.firstChild?.textContent ?? "").trim();

  /* Numbers before words; what is not known comes last, whichever way a table is sorted. */
  const order = (left, right, numeric, sign) => {
    const [a, b] = [plain(left), plain(right)];
    const known = (text) => text !== "" && text !== "n/a";
    if (known(a) !== known(b)) return known(a) ? -1 : 1;
    return sign * (numeric ? Number(a) - Number(b) : a.localeCompare(b, "en", { numeric: true }));
  };

  const sort = (table, head, column) => {
    const sign = head.getAttribute("aria-sort") === "ascending" ? -1 : 1;
    const numeric = head.classList.contains("n");
    const body = table.tBodies[0];
    const rows = [...body.rows].sort((a, b) => order(a.cells[column], b.cells[column], numeric, sign));
    body.append(...rows);
    all("th[aria-sort]", table).forEach((other) => other.removeAttribute("aria-sort"));
    head.setAttribute("aria-sort", sign > 0 ? "ascending" : "descending");
    fold(table);
    say(`Sorted by ${head.dataset.name}, ${sign > 0 ? "ascending" : "descending"}`);
  };

  /* Long tables show their first rows until all are asked for. */
  const fold = (table) => {
    const first = Number(table.dataset.first);
    let shown = 0;
    for (const row of table.tBodies[0].rows) {
      const isOut = row.classList.contains("out");
      row.classList.toggle("later", !isOut && !table.dataset.open && ++shown > first);
    }
  };

  const filter = (table, text) => {
    const words = text.toLowerCase().split(/\s+/).filter(Boolean);
    let left = 0;
    for (const row of table.tBodies[0].rows) {
      const content = row.textContent.toLowerCase();
      const isOut = !words.every((word) => content.includes(word));
      row.classList.toggle("out", isOut);
      if (!isOut) left += 1;
    }
    fold(table);
    say(`${left} of ${table.tBodies[0].rows.length} rows`);
  };

  /* RFC 4180; text that a spreadsheet would run as a formula gets an apostrophe. */
  const field = (text, isNumber) => {
    const safe = !isNumber && /^[=+\-@\t\r＝＋－＠]/.test(text) ? `'${text}` : text;
    return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
  };

  const csv = (table) => {
    const heads = [...table.tHead.rows[0].cells];
    const lines = [heads.map((head) => field(head.dataset.name, false))];
    for (const row of table.tBodies[0].rows) {
      if (row.classList.contains("out")) continue;
      lines.push([...row.cells].map((cell) => {
        const text = plain(cell);
        return field(text === "n/a" ? "" : text, "v" in cell.dataset);
      }));
    }
    return lines.map((line) => line.join(",") + "\n").join("");
  };

  const copy = async (text) => {
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      const area = document.createElement("textarea");
      area.value = text;
      document.body.append(area);
      area.select();
      document.execCommand("copy");
      area.remove();
    }
  };

  const button = (text, act) => {
    const made = document.createElement("button");
    made.type = "button";
    made.textContent = text;
    made.addEventListener("click", act);
    return made;
  };

  const prepare = (sheet) => {
    const table = sheet.querySelector("table");
    if (!table) return;
    const rows = table.tBodies[0].rows.length;
    sheet.querySelector(".tools").hidden = false;
    if (rows > 1) {
      [...table.tHead.rows[0].cells].forEach((head, column) => {
        const sorter = button(head.textContent, () => sort(table, head, column));
        head.replaceChildren(sorter);
      });
    }
    sheet.querySelector(".copy").addEventListener("click", async () => {
      await copy(csv(table));
      say("Copied as CSV");
    });
    sheet.querySelector("input")?.addEventListener("input", (event) => filter(table, event.target.value));
    sheet.querySelector(".columns")?.addEventListener("click", (event) => {
      const isWide = table.classList.toggle("all");
      event.target.setAttribute("aria-pressed", String(isWide));
    });
    if (rows > Number(table.dataset.first)) {
      const more = button(`Show all ${rows} rows`, () => {
        if (table.dataset.open) delete table.dataset.open; else table.dataset.open = "1";
        more.textContent = table.dataset.open ? "Show fewer rows" : `Show all ${rows} rows`;
        fold(table);
      });
      more.className = "more";
      sheet.querySelector(".scroll").after(more);
      fold(table);
    }
  };

  /* A link into something closed or folded opens it. */
  const reveal = () => {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!target) return;
    for (let node = target; node; node = node.parentElement) if (node.tagName === "DETAILS") node.open = true;
    target.classList.remove("later");
    target.scrollIntoView();
  };

  const dialog = document.getElementById("source");
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a.why") ?? event.target.closest("td.n")?.parentElement.querySelector("a.why");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const source = document.getElementById(decodeURIComponent(link.hash.slice(1)));
    if (!source) return;
    event.preventDefault();
    const content = source.cloneNode(true);
    content.removeAttribute("id");
    dialog.querySelector("div").replaceChildren(content);
    dialog.showModal();
  });

  all(".sheet").forEach(prepare);
  addEventListener("hashchange", reveal);
  if (location.hash) reveal();
})();

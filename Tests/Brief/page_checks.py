"""What a page owes to readers who do not see it, or see it badly: scripts that return what is wrong.

Sources: WCAG 2.2 (1.1.1, 1.3.1, 1.4.3, 2.4.1, 2.4.6, 4.1.2) and the rules of axe-core of the same names.
"""

STRUCTURE = """
const all = (selector) => [...document.querySelectorAll(selector)];
const seen = (node) => node.checkVisibility();
const name = (node) => (node.getAttribute('aria-label') ?? node.innerText ?? '').trim()
  || (node.labels?.[0]?.innerText ?? '');
const levels = all('h1, h2, h3, h4, h5, h6').filter((h) => !h.closest('dialog')).map((h) => Number(h.tagName[1]));
const ids = all('[id]').map((node) => node.id);
const refers = ['aria-labelledby', 'aria-controls'].flatMap((a) => all(`[${a}]`).flatMap((n) => n.getAttribute(a).split(' ')));
return {
  'one of each landmark': ['header', 'nav', 'main', 'footer'].filter((tag) => all(`body > ${tag}`).length !== 1),
  'one heading of the first level': all('h1').length === 1 ? [] : [all('h1').length],
  'headings step down one level at a time': levels.filter((level, i) => i > 0 && level > levels[i - 1] + 1),
  'a language and a title': document.documentElement.lang && document.title ? [] : ['missing'],
  'every field, button and link has a name': all('input, button, a').filter((n) => seen(n) && !name(n)).map((n) => n.outerHTML),
  'every head of a table has a scope': all('th:not([scope])').map((th) => th.outerHTML),
  'every table has a caption and a row of heads': all('table').filter((t) => !t.caption || !t.tHead).map((t) => t.outerHTML.slice(0, 80)),
  'every picture has a title': all('svg').filter((svg) => !svg.querySelector(':scope > title')).map((s) => s.outerHTML.slice(0, 80)),
  'no id comes twice': ids.filter((id, i) => ids.indexOf(id) !== i),
  'what an attribute refers to is there': refers.filter((id) => !document.getElementById(id)),
  'regions that scroll take the focus': all('.scroll').filter((n) => n.tabIndex !== 0 || !n.getAttribute('aria-labelledby')).map((n) => n.parentElement.id),
};
"""

CONTRAST = """
const canvas = new OffscreenCanvas(1, 1).getContext('2d', { willReadFrequently: true });
const rgb = (color) => { canvas.clearRect(0, 0, 1, 1); canvas.fillStyle = color; canvas.fillRect(0, 0, 1, 1);
  return [...canvas.getImageData(0, 0, 1, 1).data]; };
const light = (color) => color.slice(0, 3).map((v) => v / 255).map((v) => v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4)
  .reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0);
const ground = (node) => { for (; node; node = node.parentElement) {
  const color = rgb(getComputedStyle(node).backgroundColor); if (color[3] === 255) return color; } return [255, 255, 255, 255]; };
const wrong = new Set();
for (const node of document.querySelectorAll('body *')) {
  if (![...node.childNodes].some((c) => c.nodeType === 3 && c.data.trim()) || !node.checkVisibility() || node.closest('svg')) continue;
  const style = getComputedStyle(node);
  const [a, b] = [light(rgb(style.color)), light(ground(node))].sort((x, y) => y - x);
  const isLarge = parseFloat(style.fontSize) >= 24 || parseFloat(style.fontSize) >= 18.66 && Number(style.fontWeight) >= 700;
  const ratio = (a + 0.05) / (b + 0.05);
  if (ratio < (isLarge ? 3 : 4.5)) wrong.add(`${node.tagName}.${node.className} ${ratio.toFixed(2)}`);
}
return [...wrong];
"""

// How the report looks, on light and on dark screens and on paper.
export const STYLE = `
:root {
  --paper: #fbfaf8; --card: #fff; --ink: #1f2328; --soft: #5d6570; --line: #e4e1db; --accent: #2f7fd8; --wrong: #c2410c;
}
@media (prefers-color-scheme: dark) {
  :root {
    --paper: #0f1216; --card: #171b21; --ink: #e8eaed; --soft: #9aa4b0; --line: #2a3038; --accent: #6fb0ff; --wrong: #ff9b63;
  }
}
* { box-sizing: border-box; }
body { margin: 0; background: var(--paper); color: var(--ink); font: 16px/1.55 system-ui, sans-serif; }
main { max-width: 62rem; margin: 0 auto; padding: 2.5rem 1.25rem 4rem; }
header, section { margin-bottom: 1.5rem; padding: 1.5rem 1.75rem; background: var(--card); border: 1px solid var(--line); border-radius: 12px; }
h1 { margin: 0.1rem 0 0.5rem; font-size: 2rem; line-height: 1.2; letter-spacing: -0.01em; }
h2 { margin: 0 0 0.75rem; font-size: 1.3rem; }
h3 { margin: 1.25rem 0 0.4rem; font-size: 1rem; }
p { margin: 0.5rem 0; max-width: 46rem; }
.run { margin: 0; color: var(--soft); font-size: 0.9rem; overflow-wrap: anywhere; }
.figures { display: flex; flex-wrap: wrap; gap: 0.75rem 2.25rem; margin: 1.25rem 0 0; }
.figures dt { color: var(--soft); font-size: 0.85rem; }
.figures dd { margin: 0; font-size: 1.35rem; font-weight: 600; font-variant-numeric: tabular-nums; }
figure { margin: 1rem 0; }
figure svg { display: block; width: 100%; max-width: 760px; height: auto; margin: 0 auto; }
figcaption { margin-top: 0.5rem; color: var(--soft); font-size: 0.9rem; max-width: 46rem; }
.beside { display: grid; grid-template-columns: minmax(0, 1fr) minmax(0, 19rem); gap: 0.5rem 2.5rem; align-items: start; }
section:last-child .beside { grid-template-columns: minmax(0, 17rem) minmax(0, 1fr); }
@media (max-width: 46rem) { .beside, section:last-child .beside { grid-template-columns: minmax(0, 1fr); } }
.numbers { border-collapse: collapse; font-variant-numeric: tabular-nums; font-size: 0.95rem; }
.numbers th { padding: 0.15rem 1.75rem 0.15rem 0; text-align: left; font-weight: 400; color: var(--soft); }
.numbers td { padding: 0.15rem 1.75rem 0.15rem 0; text-align: right; }
.numbers thead th { border-bottom: 1px solid var(--line); }
.numbers thead th + th { text-align: right; }
caption { text-align: left; color: var(--soft); font-size: 0.85rem; padding-bottom: 0.25rem; }
a { color: var(--accent); }
ol { margin: 0; padding-left: 1.25rem; }
.gallery { display: grid; grid-template-columns: repeat(auto-fill, minmax(6.25rem, 1fr)); gap: 1rem 0.75rem; margin: 1rem 0; }
.gallery figure { margin: 0; text-align: center; }
.gallery img { image-rendering: pixelated; border: 1px solid #1b1e24; border-radius: 6px; filter: invert(1); }
@media (prefers-color-scheme: dark) { .gallery img { filter: none; border-color: var(--line); } }
.gallery figcaption { margin-top: 0.2rem; color: var(--ink); line-height: 1.3; }
.gallery span { display: block; font-variant-numeric: tabular-nums; }
.gallery small { color: var(--soft); }
.wrong { color: var(--wrong); }
details > summary { cursor: pointer; color: var(--accent); width: fit-content; }
code, pre { font: 0.88rem/1.5 ui-monospace, 'SFMono-Regular', Consolas, monospace; }
code { overflow-wrap: anywhere; background: var(--paper); border: 1px solid var(--line); border-radius: 5px; padding: 0.1rem 0.35rem; }
pre { margin: 0.5rem 0; padding: 0.75rem 1rem; overflow-x: auto; background: var(--paper); border: 1px solid var(--line); border-radius: 8px; }
@media print { body { background: #fff; } section { break-inside: avoid; } }
`;

/** How the page looks: in one column on a telephone, light or dark as its reader has it. */
export const STYLE = `
:root {
  color-scheme: light dark;
  --ground: #fff; --card: #f5f6f8; --text: #1b1f24; --soft-text: #545d68; --edge: #d0d7de;
  --main: #0a5fb4; --soft: #8fbbe6; --free: #dfe3e8; --limit: #1b1f24;
  --good: #17692d; --warn: #8a5a00; --bad: #b3181d;
}
@media (prefers-color-scheme: dark) {
  :root {
    --ground: #12161c; --card: #1b2129; --text: #e6eaef; --soft-text: #a3adb8; --edge: #39424d;
    --main: #5aa5ee; --soft: #2f5f8f; --free: #2a313a; --limit: #e6eaef;
    --good: #5fc67b; --warn: #e0ab45; --bad: #ff8078;
  }
}
* { box-sizing: border-box; }
body {
  margin: 0 auto; padding: 1rem; max-width: 80rem; background: var(--ground); color: var(--text);
  font: 1rem/1.45 system-ui, sans-serif; overflow-wrap: anywhere;
}
h1, h2, h3, h4, p, ul, dl, dd { margin: 0; padding: 0; }
h1 { font-size: 1.6rem; }
h2 { font-size: 1.15rem; margin: 0 0 .6rem; }
h3 { font-size: .9rem; font-weight: 600; color: var(--soft-text); }
h4 { font-size: 1.05rem; }
ul { list-style: none; }
small, .note, .legend, footer, dt { color: var(--soft-text); font-size: .85rem; }
small { display: block; font-weight: 400; }
section { margin: 1.5rem 0 0; }
code { font: .85em ui-monospace, monospace; background: var(--free); padding: .1em .35em; border-radius: .25em; user-select: all; }
.verdict { font-size: 1.15rem; font-weight: 600; margin: .25rem 0 .75rem; }
.verdict.good, .good .state { color: var(--good); }
.warn .state { color: var(--warn); }
.verdict.bad, .bad .state { color: var(--bad); }
.facts { display: grid; grid-template-columns: auto 1fr; gap: .1rem .9rem; }
.facts dt, .facts dd { font-size: .95rem; }
.told { border-left: .3rem solid var(--warn); padding-left: .9rem; }
.told.bad { border-color: var(--bad); }
.told li { margin: 0 0 .75rem; }
.next::before { content: '→ '; color: var(--soft-text); }
.tiles { display: grid; grid-template-columns: repeat(auto-fit, minmax(9.5rem, 1fr)); gap: .75rem; }
.tiles > div, .host { background: var(--card); border: 1px solid var(--edge); border-radius: .5rem; padding: .7rem .8rem; }
.tiles dd { font-size: 1.2rem; font-weight: 600; }
.racks { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(19rem, 100%), 1fr)); gap: .75rem; align-items: start; }
.rack { margin: 0; border: 1px dashed var(--edge); border-radius: .6rem; padding: .6rem; display: grid; gap: .6rem; }
.host { border-left: .3rem solid var(--good); }
.host.warn { border-left-color: var(--warn); }
.host.bad { border-left-color: var(--bad); }
.state { font-size: .85rem; font-weight: 600; }
.roles { display: flex; flex-wrap: wrap; gap: .3rem; margin: .35rem 0; }
.roles li { border: 1px solid var(--edge); border-radius: 1rem; padding: .05rem .6rem; font-size: .85rem; }
.roles .leads { border-color: var(--main); color: var(--main); font-weight: 600; }
.host dl { display: grid; gap: .1rem; font-size: .9rem; }
.host dl > div { display: grid; grid-template-columns: 5rem 1fr; gap: .5rem; }
.pictures { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(26rem, 100%), 1fr)); gap: 0 2rem; align-items: start; }
table { width: 100%; border-collapse: collapse; table-layout: fixed; font-size: .92rem; }
th, td { text-align: left; vertical-align: top; padding: .3rem .6rem .3rem 0; border-bottom: 1px solid var(--edge); }
thead th { color: var(--soft-text); font-size: .85rem; font-weight: 400; }
tbody th { font-weight: 600; }
.legend { display: flex; flex-wrap: wrap; gap: .2rem 1rem; margin: 0 0 .3rem; }
.swatch { width: .8em; height: .8em; margin-right: .35em; }
.bar { display: block; width: 100%; height: .6rem; margin: .25rem 0 .15rem; border-radius: .2rem; }
.line { display: block; width: 100%; height: 2.5rem; margin: .25rem 0; border-bottom: 1px solid var(--edge); }
.line polyline { fill: none; stroke: var(--main); stroke-width: 2px; vector-effect: non-scaling-stroke; stroke-linecap: round; }
.main { fill: var(--main); } .soft { fill: var(--soft); } .free { fill: var(--free); } .limit { fill: var(--limit); }
rect.warn { fill: var(--warn); } rect.bad { fill: var(--bad); }
.changes li { padding: .3rem 0; border-bottom: 1px solid var(--edge); font-size: .92rem; }
.note { margin: .4rem 0 0; }
footer { margin: 2rem 0 0; }
`;

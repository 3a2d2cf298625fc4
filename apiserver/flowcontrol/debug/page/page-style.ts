/** Colours by role; both themes have the contrast of WCAG AA. */
export const PAGE_STYLE = `
:root {
  --page: #f6f7f9; --card: #ffffff; --line: #d5dae1; --text: #1b2430; --faint: #566273;
  --in-use: #2f6fdb; --free: #dfe6f0; --borrowed: #b7e3cb; --lent: #e4d3f2; --waiting: #b45000; --bad: #b3261e;
  --tick: #1b2430; --focus: #0b57d0;
}
@media (prefers-color-scheme: dark) {
  :root {
    --page: #11161d; --card: #1a212b; --line: #303b49; --text: #e6ebf2; --faint: #9fadbf;
    --in-use: #6ea0ff; --free: #2b3644; --borrowed: #2f6b4d; --lent: #513a66; --waiting: #ff9a4d; --bad: #ff8a80;
    --tick: #e6ebf2; --focus: #a8c7fa;
  }
}
* { box-sizing: border-box; }
[hidden] { display: none !important; }
body { margin: 0; background: var(--page); color: var(--text); font: 15px/1.45 system-ui, sans-serif; }
header, main { max-width: 84rem; margin: 0 auto; padding: 0 1rem; }
header { display: flex; flex-wrap: wrap; align-items: baseline; gap: 0.25rem 1rem; padding-top: 1rem; }
h1 { font-size: 1.4rem; margin: 0; }
h2 { font-size: 1.1rem; margin: 1.5rem 0 0.5rem; }
h3 { font-size: 1rem; margin: 0; overflow-wrap: anywhere; }
#status { margin: 0; color: var(--faint); flex: 1; font-variant-numeric: tabular-nums; }
button, summary { font: inherit; cursor: pointer; }
button { color: inherit; background: var(--card); border: 1px solid var(--line); border-radius: 6px; padding: 0.3rem 0.9rem; }
:focus-visible { outline: 3px solid var(--focus); outline-offset: 2px; border-radius: 4px; }
#problem { border-left: 4px solid var(--bad); background: var(--card); padding: 0.6rem 0.9rem; margin: 1rem 0 0; }
.totals { display: grid; grid-template-columns: repeat(auto-fit, minmax(8.5rem, 1fr)); gap: 0.75rem; margin: 1rem 0 0; }
.totals div, article { background: var(--card); border: 1px solid var(--line); border-radius: 10px; }
.totals div { padding: 0.6rem 0.9rem; }
dt { color: var(--faint); font-size: 0.85rem; }
dd { margin: 0; font-variant-numeric: tabular-nums; overflow-wrap: anywhere; }
.totals dd { font-size: 1.5rem; font-weight: 600; line-height: 1.2; }
.legend { color: var(--faint); font-size: 0.85rem; margin: 0 0 0.75rem; }
.key { display: inline-block; width: 0.8rem; height: 0.8rem; border-radius: 3px; margin-left: 0.7rem; vertical-align: -1px; }
.key:first-child { margin-left: 0; }
.key.in-use { background: var(--in-use); } .key.free { background: var(--free); }
.key.borrowed { background: var(--borrowed); } .key.lent { background: var(--lent); }
.key.waiting { background: var(--waiting); } .key.tick { background: var(--tick); width: 3px; }
.levels { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(100%, 25rem), 1fr)); gap: 0.75rem; align-items: start; }
article { padding: 0.8rem 0.9rem; }
article > div { display: flex; gap: 0.6rem; align-items: baseline; flex-wrap: wrap; }
.badge { color: var(--faint); font-size: 0.8rem; border: 1px solid var(--line); border-radius: 999px; padding: 0 0.5rem; }
.state { margin-left: auto; font-size: 0.85rem; color: var(--faint); }
.state.busy { color: var(--waiting); font-weight: 600; }
svg { display: block; width: 100%; }
svg.seats { height: 1.4rem; margin: 0.5rem 0 0.15rem; border-radius: 5px; }
svg.queues { height: 2.6rem; margin-top: 0.5rem; border-bottom: 1px solid var(--line); }
svg.history { height: 2.6rem; margin-top: 0.5rem; border-bottom: 1px solid var(--line); }
.in-use { fill: var(--in-use); } .free { fill: var(--free); } .borrowed { fill: var(--borrowed); } .lent { fill: var(--lent); }
.waiting { fill: var(--waiting); } .tick { fill: var(--tick); }
.history .in-use { opacity: 0.55; stroke: none; }
.history .waiting { fill: none; stroke: var(--waiting); stroke-width: 1.5; vector-effect: non-scaling-stroke; }
.caption { color: var(--faint); font-size: 0.8rem; margin: 0; font-variant-numeric: tabular-nums; }
.numbers { display: grid; grid-template-columns: repeat(4, 1fr); gap: 0.3rem 0.6rem; margin: 0.6rem 0 0; }
.numbers div { min-width: 0; }
.rejected { color: var(--bad); }
details { margin-top: 0.5rem; font-size: 0.9rem; }
summary { color: var(--faint); }
.scroll { overflow: auto; max-height: 26rem; background: var(--card); border: 1px solid var(--line); border-radius: 10px; }
table { border-collapse: collapse; width: 100%; font-size: 0.9rem; }
.scroll table { min-width: 54rem; }
.scroll thead th { position: sticky; top: 0; background: var(--card); box-shadow: 0 1px var(--line); }
th, td { text-align: left; padding: 0.35rem 0.7rem; border-bottom: 1px solid var(--line); vertical-align: top; }
tbody tr:last-child td { border-bottom: 0; }
th { color: var(--faint); font-weight: 500; white-space: nowrap; }
td { white-space: nowrap; }
td.text { white-space: normal; overflow-wrap: anywhere; min-width: 12rem; }
.number { text-align: right; white-space: nowrap; font-variant-numeric: tabular-nums; }
.nothing { color: var(--faint); }
main { padding-bottom: 2rem; }
@media (max-width: 34rem) {
  body { font-size: 14px; }
  .numbers { grid-template-columns: repeat(2, 1fr); }
  .totals { grid-template-columns: repeat(2, 1fr); }
}
`;

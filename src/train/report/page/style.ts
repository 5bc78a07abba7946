/** The page's own style; colours of groups come apart. */
export const style = `
:root{color-scheme:light dark;--paper:#fbf8f3;--card:#fff;--ink:#23211e;--soft:#67615a;--line:#e6dfd4;--accent:#1f5c55;--tint:#e9f1ef;--badge:#fff;
--serif:"Iowan Old Style","Palatino Linotype",Palatino,"Book Antiqua",Georgia,serif;--sans:system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",sans-serif}
@media (prefers-color-scheme:dark){:root{--paper:#161614;--card:#201f1d;--ink:#f0ece4;--soft:#aca59a;--line:#38362f;--accent:#7cc7bb;--tint:#1d2b28;--badge:#161614}}
*{box-sizing:border-box}
html{-webkit-text-size-adjust:100%}
body{margin:0;background:var(--paper);color:var(--ink);font:16px/1.55 var(--sans);overflow-wrap:anywhere}
.page{max-width:1120px;margin:0 auto;padding:0 clamp(16px,4vw,40px) 4rem}
h1,h2,h3,h4{line-height:1.2;text-wrap:balance;margin:0}
h1,h2{font-family:var(--serif);font-weight:600;letter-spacing:-.01em}
h1{font-size:clamp(2rem,1.4rem + 3vw,3.1rem);margin:.1em 0 .35em}
h2{font-size:clamp(1.45rem,1.2rem + 1vw,1.9rem);margin:0 0 .4em}
h3{font-size:1.06rem}
h4{font-size:.8rem;color:var(--soft);font-weight:600;margin:1rem 0 .3rem}
p{margin:0 0 .9em;max-width:68ch}
a{color:var(--accent)}
:focus-visible{outline:3px solid var(--accent);outline-offset:2px;border-radius:6px}
.away{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
.top{padding:clamp(2rem,6vw,4rem) 0 1.4rem}
.eyebrow{font-size:.8rem;font-weight:600;letter-spacing:.08em;text-transform:uppercase;color:var(--accent);margin:0}
.lead{font-size:1.12rem;color:var(--soft)}
.tiles{display:grid;grid-template-columns:repeat(auto-fit,minmax(130px,1fr));background:var(--card);border:1px solid var(--line);border-radius:14px;overflow:hidden;margin:1.4rem 0 0;padding:0}
.tiles div{box-shadow:0 0 0 .5px var(--line);padding:.9rem 1rem}
.tiles dt{font-size:.82rem;color:var(--soft)}
.tiles dd{margin:0;font-family:var(--serif);font-size:1.5rem;line-height:1.25}
nav ul{display:flex;flex-wrap:wrap;gap:.4rem 1.3rem;list-style:none;margin:1.3rem 0 0;padding:0;font-size:.95rem}
main>section>h3{margin:1.6rem 0 .2rem}
main>section{padding:2.2rem 0 0;margin:2.2rem 0 0;border-top:1px solid var(--line)}
.verdict{background:var(--tint);border-left:4px solid var(--accent);border-radius:4px 14px 14px 4px;padding:1rem 1.2rem;margin:1rem 0 1.4rem}
.verdict p{margin:0;max-width:76ch}.verdict p+p{margin-top:.5em}
.note,figcaption,.notes{color:var(--soft);font-size:.9rem}
.pair{columns:2 400px;column-gap:1.2rem;margin:1.2rem 0 0}.pair>*{break-inside:avoid;margin:0 0 1.2rem}
figure{margin:0}
figure,.metric{background:var(--card);border:1px solid var(--line);border-radius:14px;padding:1.1rem 1.2rem;min-width:0}
figure>svg{display:block;width:100%;max-width:540px;height:auto;margin:.7rem auto .4rem;overflow:visible}
figcaption{margin:.3rem 0 .5rem}
svg text{font:11px var(--sans);fill:var(--soft)}
svg .row{font-weight:600;fill:var(--ink)}
.axis path{stroke:var(--line);stroke-width:1;fill:none}
.axis .zero{stroke:var(--soft);stroke-width:1.5}
.mark{stroke:var(--ink);stroke-width:1.2;stroke-dasharray:3 3;fill:none}
svg .marked{fill:var(--ink)}
.line .stroke{stroke:var(--c);stroke-width:2;fill:none;stroke-linejoin:round}
.line .dots{stroke:var(--c);stroke-width:6;stroke-linecap:round}
.line.faint .stroke{stroke-width:1.4}.line.faint .dots{stroke-width:4}
.line.dashed .stroke{stroke-dasharray:5 4}
.area{fill:var(--c)}
.band{fill:var(--c);opacity:.32}
.shoppers{stroke:var(--c);stroke-width:4;stroke-linecap:round;opacity:.72;transition:opacity .15s}
.badge circle{fill:var(--c);stroke:var(--card);stroke-width:2}
svg .badge text{fill:var(--badge);font-weight:700}
.reach{stroke:var(--accent);stroke-width:3;opacity:.45;fill:none}
.value{fill:var(--accent)}
.null{fill:var(--card);stroke:var(--accent);stroke-width:1.6}
.map{display:grid;grid-template-columns:minmax(0,1.55fr) minmax(0,1fr);gap:1.6rem;align-items:center}
.map figure>svg{max-width:620px}
.key{list-style:none;margin:0;padding:0;display:grid;gap:.1rem}
.key a{display:grid;grid-template-columns:auto 1fr auto;gap:.7rem;align-items:center;padding:.38rem .5rem;border-radius:9px;color:inherit;text-decoration:none;line-height:1.3}
.key a:hover{background:var(--tint)}
.share{color:var(--soft);font-variant-numeric:tabular-nums}
.chip{display:inline-grid;place-items:center;min-width:1.75rem;height:1.75rem;border-radius:99px;background:var(--c);color:var(--badge);font-weight:700;font-size:.82rem}
.cards{display:grid;grid-template-columns:repeat(auto-fill,minmax(min(100%,310px),1fr));gap:1.1rem;margin:1.4rem 0 0}
.cards:has(>:nth-child(4):last-child){grid-template-columns:repeat(auto-fill,minmax(min(100%,max(310px,40%)),1fr))}
.card{background:var(--card);border:1px solid var(--line);border-top:4px solid var(--c);border-radius:14px;padding:1.1rem 1.2rem;min-width:0;scroll-margin-top:1rem}
.card:target{box-shadow:0 0 0 3px var(--c)}
.card header{display:flex;gap:.8rem;align-items:flex-start}
.card header h3{font-family:var(--serif);font-size:1.22rem}
.members{margin:.1rem 0 0;color:var(--soft);font-size:.9rem}
.difference{margin:.8rem 0}
dl{margin:0}
.card dl>div{padding:.5rem 0;border-top:1px solid var(--line)}
.card dt{font-size:.8rem;font-weight:600;color:var(--soft)}
.card dd{margin:0}
.card ul{list-style:none;margin:0;padding:0}
.card li:not(.path li){display:flex;justify-content:space-between;align-items:baseline;gap:.8rem;padding:.06rem 0;line-height:1.4}
.items,.card dd{font-size:.94rem}
.factor{color:var(--soft);font-size:.86em;white-space:nowrap;font-variant-numeric:tabular-nums}
.map+.note{margin:1.4rem 0 0}.times{margin:.4rem 0 0;padding:0;list-style:none}.times li{display:flex;gap:.8rem;align-items:baseline;padding:.45rem 0;line-height:1.7;border-bottom:1px solid var(--line)}.times li:last-child{border:0}.times .share{margin-left:auto;white-space:nowrap}
.path{list-style:none;margin:0;padding:0}
.path li{display:inline}
.path li+li::before{content:" → ";color:var(--soft)}
.scroll{overflow-x:auto;max-width:100%;margin:.5rem 0}
table{border-collapse:collapse;font-size:.88rem;width:100%;font-variant-numeric:tabular-nums}
th,td{text-align:left;font-weight:400;padding:.34rem .9rem .34rem 0;border-bottom:1px solid var(--line);vertical-align:top;overflow-wrap:normal}
tbody th{white-space:nowrap}
thead th{color:var(--soft);font-weight:600;white-space:nowrap}
.number{text-align:right;white-space:nowrap}
summary{cursor:pointer;color:var(--accent);font-size:.9rem;padding:.3rem 0}
pre{font:.82rem/1.5 ui-monospace,Menlo,Consolas,monospace;white-space:pre-wrap;background:var(--tint);border-radius:10px;padding:1rem;margin:.6rem 0}
.metric h3{margin-bottom:.3rem}
footer{margin-top:3rem;padding-top:1.4rem;border-top:1px solid var(--line);color:var(--soft);font-size:.9rem}
.origin{display:grid;grid-template-columns:max-content minmax(0,1fr);gap:.3rem 1.4rem}
.origin dt{color:var(--soft)}.origin dd{margin:0}
@media (max-width:760px){.map{grid-template-columns:minmax(0,1fr)}figure,.metric,.card{padding:1rem}.origin{grid-template-columns:minmax(0,1fr)}.origin dd{margin-bottom:.5rem}}
@media (prefers-reduced-motion:reduce){*{transition:none!important}}
@media print{:root{color-scheme:light;--paper:#fff;--card:#fff;--ink:#111;--soft:#444;--line:#ccc;--accent:#1f5c55;--tint:#f2f2f2;--badge:#fff}
body{font-size:10.5pt}.page{max-width:none;padding:0}nav,.key a:hover{display:none}figure,.card,.metric,.verdict{break-inside:avoid}h2,h3{break-after:avoid}
.area,.band,.badge circle,.chip,.shoppers,.verdict,.tiles{print-color-adjust:exact;-webkit-print-color-adjust:exact}.scroll{overflow:visible}
.cards{grid-template-columns:1fr 1fr}details::details-content{content-visibility:visible;block-size:auto}summary{list-style:none}}
`;

/** Paper, craft and party things, drawn on a 32 x 32 grid; `{a}` … are paints, see ../paints.mjs. */
export const paper = {
  card: '<path d="M5 6l11-2v24L5 26z" {b}/><rect x="11" y="4" width="17" height="24" rx="1" {a}/><path d="M19.5 21c-4-3-5.5-4.6-5.5-6.8 0-2.9 4-3.5 5.5-1 1.5-2.5 5.5-1.9 5.5 1 0 2.2-1.5 3.8-5.5 6.800z" {c}/>',
  wrap: '<path d="M5 9h18v18H5z" transform="rotate(-12 14 18)" {a}/><path d="M5 13h18M5 18h18M5 23h18" transform="rotate(-12 14 18)" {lc}/><rect x="21" y="3" width="6" height="26" rx="3" transform="rotate(-12 24 16)" {b}/><ellipse cx="21.6" cy="3.8" rx="2.9" ry="1.4" transform="rotate(-12 21.6 3.8)" {c}/>',
  giftbag:
    '<path d="M11 9c0-7 10-7 10 0" {lb}/><path d="M6 9h20v18a2 2 0 0 1-2 2H8a2 2 0 0 1-2-2z" {a}/><path d="M6 9h5l-2 4-3 14z" {b}/><path d="M10 8l2 3 2-4 2 4 2-4 2 4 2-3" stroke="#fff3e6" stroke-width="1.8" fill="none" stroke-linejoin="round"/><path d="M18 23c-3-2.2-4.3-3.5-4.3-5.2 0-2.3 3.1-2.8 4.3-.9 1.2-1.9 4.3-1.4 4.3.9 0 1.7-1.3 3-4.3 5.200z" {c}/>',
  giftbox:
    '<path d="M5 14h22v13a2 2 0 0 1-2 2H7a2 2 0 0 1-2-2z" {a}/><rect x="3.5" y="9" width="25" height="6" rx="1" {b}/><path d="M13.5 9h5v20h-5z" {c}/><path d="M16 9c-6 0-8-2-7-4.500S15 4 16 9zM16 9c6 0 8-2 7-4.500S17 4 16 9z" {c}/>',
  ribbon:
    '<path d="M9 22l-4 7 4-.5L11 31l3.5-7M23 22l4 7-4-.5L21 31l-3.5-7" {b}/><circle cx="16" cy="14" r="11" {a}/><circle cx="16" cy="14" r="7.5" {c}/><circle cx="16" cy="14" r="3" {b}/><path d="M27 14v12" stroke="var(--a)" stroke-width="2.6"/>',
  tape: '<circle cx="14" cy="14" r="11" {a}/><circle cx="14" cy="14" r="6" {c}/><circle cx="14" cy="14" r="4.5" fill="#fffaf2"/><path d="M14 25h13l-1.5 1.500L27 28l-1.5 1.500H14a15 15 0 0 1-9-4z" {b}/>',
  stickers:
    '<path d="M5 4h22v17l-7 7H5z" fill="#fffaf2"/><path d="M27 21h-7v7z" {b}/><circle cx="11" cy="10.5" r="3.5" {a}/><path d="M21 15c-2.8-2-4-3.2-4-4.8 0-2.1 2.9-2.6 4-.8 1.1-1.8 4-1.3 4 .8 0 1.6-1.2 2.8-4 4.800z" {c}/><path d="M11 16.500l1.3 2.7 3 .4-2.2 2.1.5 3-2.6-1.4-2.6 1.4.5-3-2.2-2.1 3-.4z" {b}/><path d="M5 4h22v17l-7 7H5z" fill="none" stroke="var(--a)" stroke-width="1"/>',
  notebook:
    '<rect x="6" y="3" width="21" height="26" rx="2" {a}/><path d="M6 5a2 2 0 0 1 2-2h3v26H8a2 2 0 0 1-2-2z" {b}/><rect x="14" y="8" width="10" height="7" rx="1" {c}/><path d="M16 11.500h6" {lb}/><path d="M24 3v26" stroke="#fff" stroke-opacity=".5" stroke-width="1.3"/>',
  pencils:
    '<path d="M9 12 8 4l2-2.500L12 4v8zM14.5 12V3.500L16.5 1l2 2.500V12zM21 12l.5-8 2-2.5 1.5 2.5-1 8z" {c}/><path d="M8.7 4 10 1.5 11.8 4zM14.8 3.5 16.5 1l1.8 2.500z" {b}/><path d="M7 11h19v17a1.5 1.5 0 0 1-1.5 1.500h-16A1.5 1.5 0 0 1 7 28z" {a}/><path d="M7 15h19v8H7z" {c}/><path d="M10 19h12" {lb}/>',
  pencilcase:
    '<rect x="3" y="10" width="26" height="15" rx="5" {a}/><path d="M5 14h22" stroke="#f0d9a0" stroke-width="1.6" stroke-dasharray="1.6 1.2"/><path d="M25 14l3 5" stroke="#c99a3a" stroke-width="2" stroke-linecap="round"/><circle cx="11" cy="19.5" r="2" {c}/><circle cx="17" cy="19.5" r="2" {c}/><circle cx="23" cy="19.5" r="2" {c}/>',
  tissues:
    '<path d="M9 14c0-6 2-5 4-9 2 2 3 .5 5-1 0 4 5 5 5 10z" fill="#fffaf2"/><path d="M3 13h26v14a2 2 0 0 1-2 2H5a2 2 0 0 1-2-2z" {a}/><ellipse cx="16" cy="14" rx="8" ry="1.8" {b}/><path d="M7 19h18v6H7z" {c}/>',
  doily:
    '<g {c}><circle cx="16" cy="5" r="4"/><circle cx="24" cy="8" r="4"/><circle cx="27" cy="16" r="4"/><circle cx="24" cy="24" r="4"/><circle cx="16" cy="27" r="4"/><circle cx="8" cy="24" r="4"/><circle cx="5" cy="16" r="4"/><circle cx="8" cy="8" r="4"/></g><circle cx="16" cy="16" r="10" {a}/><circle cx="16" cy="16" r="6.5" {c}/><g {b}><circle cx="16" cy="7.5" r="1"/><circle cx="22" cy="10" r="1"/><circle cx="24.5" cy="16" r="1"/><circle cx="22" cy="22" r="1"/><circle cx="16" cy="24.5" r="1"/><circle cx="10" cy="22" r="1"/><circle cx="7.5" cy="16" r="1"/><circle cx="10" cy="10" r="1"/></g><circle cx="16" cy="16" r="3" {a}/>',
  bunting:
    '<path d="M1 7c9 6 21 6 30 0" {lk}/><path d="M3 8.500l6.5 2.6-4.8 8z" {a}/><path d="M12 11.700h8l-4 9.500z" {c}/><path d="M22.5 11.1 29 8.500l-1.7 10.600z" {a}/><path d="M12.7 13h6.6" {lb}/>',
  garland:
    '<path d="M2 6c8 10 20 10 28 0" {lk}/><path d="M7 17c-3-2.2-4.3-3.5-4.3-5.2 0-2.3 3.1-2.8 4.3-.9 1.2-1.9 4.3-1.4 4.3.9 0 1.7-1.3 3-4.3 5.200zM25 17c-3-2.2-4.3-3.5-4.3-5.2 0-2.3 3.1-2.8 4.3-.9 1.2-1.9 4.3-1.4 4.3.9 0 1.7-1.3 3-4.3 5.200z" {a}/><path d="M16 24c-4-3-5.7-4.6-5.7-6.9 0-3 4.2-3.7 5.7-1.2 1.5-2.5 5.7-1.8 5.7 1.2 0 2.3-1.7 3.9-5.7 6.900z" {c}/>',
  balloons:
    '<path d="M11 17c0 6 5 8 5 13M21 15c0 7-5 9-5 15" stroke="#a58a6a" stroke-width="1.2" fill="none"/><ellipse cx="11" cy="9.5" rx="7" ry="8" {a}/><ellipse cx="21.5" cy="8.5" rx="6.5" ry="7.5" {c}/><path d="M8 8c.3-2 1.3-3 2.6-3.4" stroke="#fff" stroke-opacity=".8" stroke-width="1.5" stroke-linecap="round" fill="none"/>',
  magnet:
    '<path d="M5 4h7v12a4 4 0 0 0 8 0V4h7v12a11 11 0 0 1-22 0z" {a}/><path d="M5 4h7v5H5zM20 4h7v5h-7z" fill="#e9edf0"/><path d="M9 20c2 4 6 5.5 10 4" {lc}/>',
  jigsaw:
    '<path d="M4 8h7c-2-5 6-5 4 0h7v7c5-2 5 6 0 4v8h-7c2-5-6-5-4 0H4z" transform="translate(2 1)" {a}/><path d="M9 14v7M13 18h5" {lc}/>',
  sewing:
    '<ellipse cx="12" cy="6" rx="8" ry="2.5" {k}/><path d="M6 7h12v18H6z" {a}/><path d="M6 11h12M6 15h12M6 19h12M6 23h12" {lc}/><ellipse cx="12" cy="26" rx="8" ry="2.5" {k}/><path d="M26 4v22M26 4c-1 1-1 3 0 4 1-1 1-3 0-4z" {lm}/><path d="M18 20c4 4 6-2 8-12" fill="none" stroke="var(--b)" stroke-width="1.2"/>',
  incard: '<path d="M3 9h26v18H3z" {a}/><path d="M3 9l13 10L29 9z" {c}/><path d="M3 27l10-10M29 27 19 17" {lb}/>',
  reel: '<ellipse cx="16" cy="6" rx="10" ry="3" {k}/><path d="M8.5 7h15v18h-15z" {a}/><path d="M8.5 11h15M8.5 15.500h15M8.5 20h15" {lc}/><path d="M23 19c5 1 6 5 5 9" {lb}/><ellipse cx="16" cy="26" rx="10" ry="3" {k}/>',
};

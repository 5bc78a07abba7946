/** Things for the rooms of a house, drawn on a 32 x 32 grid; `{a}` … are paints, see ../paints.mjs. */
export const home = {
  tlight:
    '<path d="M16 4c2.5 3 3.6 4.6 3.6 6.600a3.6 3.6 0 0 1-7.2 0C12.4 8.6 13.5 7 16 4z" {y}/><path d="M16 8.500c1 1.3 1.5 2 1.5 2.900a1.5 1.5 0 0 1-3 0c0-.9.5-1.6 1.5-2.900z" {o}/><path d="M5.5 13h21L24 26a3.5 3.5 0 0 1-3.4 2.800h-9.200A3.5 3.5 0 0 1 8 26z" {a}/><path d="M5.5 13h21l-.6 3.200H6.100z" {b}/><path d="M16 25.500c-3-2.2-4.2-3.4-4.2-5 0-2.2 3-2.7 4.2-.8 1.2-1.9 4.2-1.4 4.2.8 0 1.6-1.2 2.8-4.2 5z" {c}/>',
  candle:
    '<path d="M16 2.500c2.2 2.7 3.2 4.2 3.2 6a3.2 3.2 0 0 1-6.4 0c0-1.8 1-3.3 3.2-6z" {y}/><path d="M15.4 9h1.200v4h-1.200z" {i}/><path d="M10 12.500h12V28H10z" {a}/><path d="M10 12.500h12v3c-1 2.5-2.5 2-3 0-.6 3.5-2.6 3.5-3 .8-.5 1.5-2.2 1.7-2.7 0-.8 1.3-2.5 1-3.3-.8z" {c}/><ellipse cx="16" cy="28" rx="9" ry="2" {b}/>',
  candlestick:
    '<path d="M16 2c1.8 2.2 2.6 3.4 2.6 4.900a2.6 2.6 0 0 1-5.2 0C13.4 5.4 14.2 4.2 16 2z" {y}/><path d="M13.5 9h5v9h-5z" {c}/><path d="M11 17.500h10v2.500H11z" {b}/><path d="M14 20h4l1 6h-6z" {a}/><ellipse cx="16" cy="27" rx="8.5" ry="2.6" {b}/>',
  lantern:
    '<path d="M11 8c0-6 10-6 10 0" {lb}/><path d="M8 11l4-4h8l4 4z" {a}/><path d="M9 11h14v14H9z" {c}/><path d="M16 14c1.8 2.2 2.6 3.5 2.6 5a2.6 2.6 0 0 1-5.2 0c0-1.5.8-2.8 2.6-5z" {y}/><path d="M14 22h4v3h-4z" fill="#fff6e4"/><path d="M9 11v14M23 11v14" {lb}/><path d="M7 25h18v3.500H7z" {a}/>',
  paperlantern:
    '<path d="M16 2v4" {lb}/><ellipse cx="16" cy="16" rx="12" ry="10.5" {a}/><path d="M16 5.500v21M10 7c-3 5-3 13 0 18M22 7c3 5 3 13 0 18" {lc}/><path d="M12.5 5h7v2h-7zM12.5 25.500h7v2h-7z" {b}/><path d="M16 27.500V31" {lb}/>',
  lamp: '<path d="M11 4h10l6 13H5z" {a}/><path d="M11 4h10l1 2.300H10zM5.9 15h20.200l.9 2H5z" {b}/><path d="M14.8 17h2.400v9h-2.400z" {k}/><ellipse cx="16" cy="27" rx="7" ry="2.2" {b}/>',
  chandelier:
    '<path d="M16 2v8M16 10v10M5 13c0 6 5 8 11 8s11-2 11-8M10 12c0 4 2 6 6 7 4-1 6-3 6-7" {lb}/><path d="M3.5 9h3v4.500h-3zM25.5 9h3v4.500h-3zM8.7 8h2.600v4.500H8.700zM20.7 8h2.600v4.500h-2.600z" {c}/><circle cx="16" cy="25" r="2.6" {a}/><circle cx="8.5" cy="23" r="1.7" {a}/><circle cx="23.5" cy="23" r="1.7" {a}/>',
  lights:
    '<path d="M2 7c7 7 21 7 28 0" {lg}/><path d="M5.5 10.500l3 1.2-2.6 4.800a1.7 1.7 0 0 1-2.4-2z" {a}/><path d="M12.2 12.500h3.200v5.700a1.7 1.7 0 0 1-3.3 0z" {y}/><path d="M18.5 12.400l3.2-.4.8 6a1.7 1.7 0 0 1-3.3.5z" {c}/><path d="M24.5 11l2.8-1.5 2.6 5.200a1.7 1.7 0 0 1-2.8 1.600z" {b}/>',
  cushion:
    '<path d="M5 6c7 2 15 2 22 0 1.6 0 2 .8 1.8 2-2 6-2 10 0 16 .2 1.2-.2 2-1.8 2-7-2-15-2-22 0-1.6 0-2-.8-1.8-2 2-6 2-10 0-16C3 6.8 3.4 6 5 6z" {a}/><path d="M16 21.500c-4-3-5.7-4.6-5.7-6.9 0-3 4.2-3.7 5.7-1 1.5-2.7 5.7-2 5.7 1 0 2.3-1.7 3.9-5.7 6.900z" {c}/>',
  doormat:
    '<path d="M3 10h26l-1.5 14h-23z" {a}/><path d="M5.5 12.500h21l-1 9h-19z" {c}/><path d="M9 15h5M16 15h7M9.5 18.500h9M21 18.500h2" {lb}/><path d="M3 24h26M4 26.500h24" stroke="var(--b)" stroke-width="1.6" stroke-dasharray="1.2 1.4"/>',
  frame:
    '<rect x="4" y="3" width="24" height="26" rx="1.5" {a}/><rect x="4" y="3" width="24" height="26" rx="1.5" {lb}/><path d="M8 7h16v18H8z" fill="#fffaf2"/><path d="M8 25v-4l5-6 4 4.5 2.5-3L24 21v4z" {c}/><circle cx="19.5" cy="11.5" r="2.2" {y}/>',
  mirror:
    '<ellipse cx="16" cy="15.5" rx="11.5" ry="13" {a}/><ellipse cx="16" cy="15.5" rx="8.5" ry="10" fill="#d8ebf0"/><path d="M11 18l8-9M13 22l8-9" stroke="#fff" stroke-width="1.8" stroke-linecap="round"/><circle cx="16" cy="2.8" r="1.8" {b}/><circle cx="16" cy="29" r="1.8" {b}/>',
  clock:
    '<circle cx="16" cy="16" r="13" {a}/><circle cx="16" cy="16" r="10" fill="#fffaf2"/><path d="M16 9.500V16l4.5 2.5" stroke="#3d3a45" stroke-width="1.8" stroke-linecap="round" stroke-linejoin="round" fill="none"/><path d="M16 7.200v1.200M16 23.600v1.200M7.2 16h1.200M23.6 16h1.2" {lb}/>',
  sign: '<path d="M16 2 7 10M16 2l9 8" stroke="#a58a6a" stroke-width="1.3"/><rect x="3" y="10" width="26" height="16" rx="2" {a}/><rect x="5" y="12" width="22" height="12" rx="1" {lc}/><path d="M9 16h14M11 20h10" {lc}/><circle cx="16" cy="2.8" r="1.3" {k}/>',
  hook: '<rect x="3" y="6" width="26" height="7" rx="2" {a}/><path d="M9 13v6c0 4 5 4 5 .5M21 13v6c0 4 5 4 5 .5" {lb}/><circle cx="9" cy="9.5" r="1.2" {c}/><circle cx="16" cy="9.5" r="1.2" {c}/><circle cx="23" cy="9.5" r="1.2" {c}/>',
  knob: '<ellipse cx="16" cy="26" rx="8" ry="2.5" {m}/><path d="M13 18h6v8h-6z" {m}/><circle cx="16" cy="12.5" r="9.5" {a}/><circle cx="16" cy="12.5" r="5.5" {c}/><path d="M16 7v11M10.5 12.500h11M12 8.500l8 8M20 8.500l-8 8" {lb}/>',
  hanger:
    '<path d="M16 11c0-2.5 3-2.5 3-5.200C19 2.5 13.5 2.5 13 6" {lm}/><path d="M16 10 3 21c-1.5 1.5-.5 3.5 1.5 3.500h23c2 0 3-2 1.5-3.500z" {a}/><path d="M16 14 8 20.500h16z" {c}/>',
  tile: '<rect x="4" y="4" width="24" height="24" rx="3" {a}/><rect x="6.5" y="6.5" width="19" height="19" rx="1.5" {c}/><path d="M11 22l5-13 5 13M12.8 18h6.4" stroke="var(--b)" stroke-width="2.6" stroke-linecap="round" stroke-linejoin="round" fill="none"/>',
  drawers:
    '<rect x="4" y="4" width="24" height="23" rx="2" {a}/><path d="M6.5 6.500h19v5.500h-19zM6.5 13.500h9v5h-9zM16.5 13.500h9v5h-9zM6.5 20h19v5h-19z" {c}/><circle cx="16" cy="9.2" r="1.1" {b}/><circle cx="11" cy="16" r="1.1" {b}/><circle cx="21" cy="16" r="1.1" {b}/><circle cx="16" cy="22.5" r="1.1" {b}/><path d="M6 27h3v2.500H6zM23 27h3v2.500h-3z" {b}/>',
  box: '<path d="M4 12h24v15a2 2 0 0 1-2 2H6a2 2 0 0 1-2-2z" {a}/><path d="M3 6h26v6.500H3z" {b}/><path d="M13 6h6v23h-6z" {c}/><path d="M13 6h6v6.500h-6z" {a}/>',
  basket:
    '<path d="M7 14C7 1 25 1 25 14" fill="none" stroke="#a9744f" stroke-width="2.2"/><path d="M3 13h26l-3 14a2 2 0 0 1-2 1.600H8A2 2 0 0 1 6 27z" fill="#d9a86a"/><path d="M4.5 18h23M5.5 23h21M11 13l1.5 15.500M16 13v15.500M21 13l-1.5 15.5" stroke="#a9744f" stroke-width="1.3"/><path d="M3 11.500h26v4H3z" {a}/>',
  doorstop:
    '<path d="M6 27c-1-7 1-13 5-15 1-3 3-5 5-5s4 2 5 5c4 2 6 8 5 15z" {a}/><path d="M6 27c-.3-2.3-.3-4.5 0-6.500h20c.3 2 .3 4.2 0 6.500z" {b}/><circle cx="13" cy="13.5" r="1.2" {i}/><circle cx="19" cy="13.5" r="1.2" {i}/><path d="M13.5 17c1.5 1.5 3.5 1.5 5 0" {lb}/>',
  curtain:
    '<path d="M2 4h28v2.500H2z" {k}/><path d="M4 6.500h11c0 9-3 14-8 16v6H4z" {a}/><path d="M28 6.500H17c0 9 3 14 8 16v6h3z" {a}/><path d="M8 6.500c0 6-1 10-3 13M24 6.500c0 6 1 10 3 13" {lc}/>',
  board:
    '<rect x="4" y="5" width="24" height="20" rx="1.5" {k}/><path d="M6.5 7.500h19v15h-19z" fill="#39424a"/><path d="M10 12h8M10 16h12M10 19.500h5" stroke="#f4f1ea" stroke-width="1.5" stroke-linecap="round"/><path d="M8 25h16v2H8z" {b}/><path d="M19 24.500h4v1.500h-4z" {c}/>',
  incense:
    '<path d="M7 25 24 8" stroke="#8a5a3c" stroke-width="1.6"/><path d="M24 8c-2-2 2-3 0-5M27 9c-1-2 2-3 1-5" stroke="#9aa3a8" stroke-width="1.3" fill="none" stroke-linecap="round"/><path d="M3 25h26l-3 3.500H6z" {a}/><circle cx="24" cy="8" r="1.3" {o}/>',
  fan: '<path d="M16 27 3 13C9 5 23 5 29 13z" {a}/><path d="M16 27 8 9M16 27V7M16 27l8-18M16 27 4.5 15M16 27l11.5-12" {lc}/><circle cx="16" cy="27" r="2" {b}/>',
  bin: '<path d="M6 9h20l-2.5 18a2 2 0 0 1-2 1.800h-11a2 2 0 0 1-2-1.800z" {a}/><ellipse cx="16" cy="9" rx="10.5" ry="3" {b}/><ellipse cx="16" cy="9.3" rx="8.5" ry="2" {i}/><path d="M12 15l.8 10M20 15l-.8 10" {lc}/>',
  chair:
    '<path d="M9 3h3v26H9zM20 17h3v12h-3z" {k}/><path d="M9 15h14v4H9z" {a}/><path d="M9 4h13v2.500H9zM9 9h13v2.500H9z" {k}/><path d="M22 3v13" stroke="#a9744f" stroke-width="2.6"/>',
};

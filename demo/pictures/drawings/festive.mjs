/** Festive, garden and play things, drawn on a 32 x 32 grid; `{a}` … are paints, see ../paints.mjs. */
export const festive = {
  hangingheart:
    '<path d="M16 1v9" {lk}/><path d="M16 29c-8-6-11.5-9.5-11.5-14C4.5 9 12.5 7.6 16 12.6 19.5 7.6 27.5 9 27.5 15c0 4.5-3.5 8-11.5 14z" {a}/><path d="M9 15c0-2.3 1.3-3.6 3-4" {lc}/><path d="M16 25c-5-3.7-7.5-6-7.5-9" fill="none" stroke="var(--b)" stroke-width="1.2" stroke-dasharray="1.5 1.5"/>',
  hangingstar:
    '<path d="M16 1v6" {lk}/><path d="M16 6l3.6 7.6 8.4 1-6.2 5.7 1.7 8.200L16 24.300l-7.5 4.2 1.7-8.200L4 14.600l8.4-1z" {a}/><path d="M16 6l3.6 7.600L16 19zM28 14.6 16 19l5.8 1.300zM23.5 28.5 16 19v5.300z" {c}/>',
  bauble:
    '<path d="M16 1v4" {lm}/><rect x="13" y="4.5" width="6" height="4" rx="1" fill="#d5ab4f"/><circle cx="16" cy="18.5" r="11" {a}/><path d="M5.3 16c6 3.5 15.4 3.5 21.4 0v5c-6 3.5-15.4 3.5-21.4 0z" {c}/><path d="M9 14.500c.8-2 2-3.2 4-4" stroke="#fff" stroke-opacity=".8" stroke-width="1.6" stroke-linecap="round" fill="none"/>',
  wreath:
    '<circle cx="16" cy="16" r="10" fill="none" stroke="#5c8a4a" stroke-width="6"/><circle cx="16" cy="16" r="10" fill="none" stroke="#7cab62" stroke-width="6" stroke-dasharray="2 4"/><circle cx="8" cy="10" r="1.7" {a}/><circle cx="24" cy="10" r="1.7" {a}/><circle cx="6.5" cy="18" r="1.7" {a}/><circle cx="25.5" cy="18" r="1.7" {a}/><path d="M16 25c-5-3.5-8-3-7.5.5S13 29 16 26c3 3 7 3 7.5-.5S21 21.5 16 25z" {b}/><circle cx="16" cy="25.6" r="1.8" {a}/>',
  tree: '<path d="M14 25h4v5h-4z" {k}/><path d="M16 3 7 14h4l-5 6h4l-5 6h22l-5-6h4l-5-6h4z" fill="#5c8a4a"/><circle cx="14" cy="13" r="1.5" {a}/><circle cx="19" cy="17" r="1.5" {c}/><circle cx="12" cy="20" r="1.5" {c}/><circle cx="18.5" cy="23" r="1.5" {a}/><path d="M16 1l1.2 2.5 2.8.3-2 1.9.5 2.800L16 7.200l-2.5 1.3.5-2.8-2-1.9 2.8-.3z" {y}/>',
  stocking:
    '<path d="M10 8h11v12l-1 6c-1 4-6 4-8 2l-7-5c-3-3 0-6 3-5l2 1z" {a}/><rect x="8.5" y="4" width="14" height="5.5" rx="2" fill="#fffaf2"/><path d="M10 19l4 6" {lc}/>',
  plantpot:
    '<path d="M16 17c0-7-4-9-9-9 0 6 4 9 9 9zM16 17c0-8 4-12 9-12 0 8-4 12-9 12z" {g}/><path d="M7 16h18v4H7z" {b}/><path d="M8.5 20h15l-2 9h-11z" {a}/><path d="M12 22l.6 5" {lc}/>',
  wateringcan:
    '<path d="M10 12c0-8 12-8 12-1" {lb}/><path d="M21 19l7-9M25.5 8l5 4" {lb}/><path d="M6 12h16v14a3 3 0 0 1-3 3H9a3 3 0 0 1-3-3z" {a}/><path d="M6 12h16v3H6z" {b}/><path d="M6 17c-5 0-5 8 0 8" {lb}/><circle cx="14" cy="21.5" r="2.8" {c}/>',
  birdhouse:
    '<path d="M14.5 22h3v9h-3z" {k}/><path d="M7 12h18v13H7z" {a}/><path d="M16 2 3.5 12.500l1.8 2L16 5.600l10.7 8.9 1.8-2z" {b}/><circle cx="16" cy="16" r="3.6" {i}/><path d="M16 21.500v3" {lk}/><path d="M10 9.8 16 5l6 4.800V12H10z" {c}/>',
  windmill:
    '<path d="M16 15v15" {lk}/><path d="M16 15C10 15 7 11 9 4c4 1 7 5 7 11z" {a}/><path d="M16 15c0-6 4-9 11-7-1 4-5 7-11 7z" {c}/><path d="M16 15c6 0 9 4 7 11-4-1-7-5-7-11z" {a}/><path d="M16 15c0 6-4 9-11 7 1-4 5-7 11-7z" {c}/><circle cx="16" cy="15" r="1.8" {b}/>',
  parasol:
    '<path d="M16 3v26" {lk}/><path d="M2 17C4 8 9 4 16 4s12 4 14 13c-4-2-6-2-9.3 0-3-2-6.4-2-9.4 0C8 15 6 15 2 17z" {a}/><path d="M11.3 17C11.5 11 13 6 16 4c3 2 4.5 7 4.7 13-3-2-6.4-2-9.4 0z" {c}/><path d="M11 29h10" {lb}/>',
  thermometer:
    '<rect x="10" y="2" width="12" height="28" rx="3" {a}/><rect x="14" y="5" width="4" height="16" rx="2" fill="#fffaf2"/><path d="M15 11h2v12h-2z" fill="#d8344a"/><circle cx="16" cy="24" r="3.2" fill="#d8344a"/><path d="M19.5 8h1.500M19.5 12h1.500M19.5 16h1.5" {lc}/>',
  bucket:
    '<path d="M5 11C5 0 27 0 27 11" {lm}/><path d="M5 10h22l-3 17a2 2 0 0 1-2 1.700H10A2 2 0 0 1 8 27z" {a}/><ellipse cx="16" cy="10" rx="11" ry="3" {b}/><path d="M6.8 19h18.400l-.6 3.600H7.400z" {c}/>',
  doll: '<circle cx="16" cy="9" r="6.5" fill="#7a4a32"/><circle cx="16" cy="10" r="4.8" fill="#f6cfae"/><path d="M11 9c2-3 8-3 10 0-1-6-9-6-10 0z" fill="#7a4a32"/><path d="M12 15h8l5 12c-6 2.5-12 2.5-18 0z" {a}/><path d="M8.2 24c5 2 10.6 2 15.6 0l1.2 3c-6 2.5-12 2.5-18 0z" {c}/><circle cx="14" cy="10.5" r=".8" {i}/><circle cx="18" cy="10.5" r=".8" {i}/><path d="M12.8 13c.6 1.5 5.8 1.5 6.4 0" {lb}/><path d="M13 27.500h2v3h-2zM17 27.500h2v3h-2z" fill="#f6cfae"/>',
  blocks:
    '<rect x="3" y="17" width="12" height="12" rx="1.5" {a}/><rect x="17" y="17" width="12" height="12" rx="1.5" {c}/><rect x="10" y="4" width="12" height="12" rx="1.5" {b}/><path d="M7 26l2-6 2 6M7.7 24.200h2.6" stroke="#fffaf2" stroke-width="1.5" fill="none" stroke-linecap="round"/><path d="M21.5 20v6h2.200c2 0 2-3 0-3h-2.2 1.800c2 0 1.7-3 0-3z" {lb}/><path d="M18.5 8.500c-4-1.5-4 5 0 3.5" stroke="#fffaf2" stroke-width="1.5" fill="none" stroke-linecap="round"/>',
  spinningtop:
    '<path d="M15 2h2v6h-2z" {k}/><ellipse cx="16" cy="13" rx="12" ry="5" {c}/><path d="M4 13c0 5 8 10 12 17 4-7 12-12 12-17-3 4-21 4-24 0z" {a}/><path d="M7 19c5 3 13 3 18 0" {lc}/><ellipse cx="16" cy="12" rx="5" ry="2" {b}/>',
  rope: '<path d="M7 20C2 4 30 4 25 20" fill="none" stroke="#d9a86a" stroke-width="2.4" stroke-dasharray="2.6 1"/><rect x="4.5" y="18" width="5" height="11" rx="2.5" {a}/><rect x="22.5" y="18" width="5" height="11" rx="2.5" {a}/><path d="M4.5 22h5M22.5 22h5" {lc}/>',
  soap: '<rect x="4" y="14" width="24" height="13" rx="5" {a}/><rect x="8" y="17.5" width="16" height="6" rx="3" {c}/><circle cx="22" cy="8" r="3.5" fill="#cfe6ee"/><circle cx="15" cy="5.5" r="2.2" fill="#dff0f5"/><circle cx="27" cy="4.5" r="1.6" fill="#dff0f5"/>',
  plasters:
    '<rect x="1" y="11" width="30" height="10" rx="5" transform="rotate(-35 16 16)" {a}/><rect x="11" y="11" width="10" height="10" transform="rotate(-35 16 16)" {c}/>',
  sweets:
    '<path d="M9 12 2 8v16l7-4zM23 12l7-4v16l-7-4z" {c}/><circle cx="16" cy="16" r="8.5" {a}/><path d="M10 13c5-3 8 6 13 2M9 18c4-2 8 5 12 4" {lc}/>',
  shell:
    '<path d="M16 28 4 15C5 5 27 5 28 15z" {a}/><path d="M16 28 9 9M16 28V7M16 28l7-19" {lc}/><path d="M12 26h8v3h-8z" {b}/>',
  feather:
    '<path d="M26 4C12 5 6 13 8 24c10 1 17-6 18-20z" {a}/><path d="M24 7 5 29M11 20l2-8M15 16l7 .500M12 20l6 1" {lc}/>',
};
